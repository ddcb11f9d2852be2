#ifndef ENGINES_UNREAL_FLAMEUP_HTTP_HPP
#define ENGINES_UNREAL_FLAMEUP_HTTP_HPP

// An executor over Unreal's HTTP module. Copy this file into your module.
//
// Compiled against declarations of the engine's documented interface, never run in the engine.

#include "CoreMinimal.h"
#include "HttpModule.h"
#include "Interfaces/IHttpRequest.h"
#include "Interfaces/IHttpResponse.h"

#include <flameup.hpp>

#include <functional>
#include <string>
#include <utility>

namespace unreal {

/// Sends over `FHttpModule`; calls complete on the game thread, in the engine's own tick.
///
/// It may be destroyed while calls are in flight. The engine's HTTP module may join repeated
/// response headers, and may follow redirects, which the API does not send.
class FlameupHttp {
  public:
    /// `timeout` is in seconds, for a whole call that has no limit of its own.
    explicit FlameupHttp(float timeout = 30.0f) : timeout_(timeout) {}

    /// Starts a request; returns what stops it.
    std::function<void()> operator()(const flameup::HttpRequest& request,
                                     const flameup::Completion& completion) const {
        const FHttpRequestRef call = FHttpModule::Get().CreateRequest();
        call->SetVerb(to_fstring(std::string(to_string(request.method))));
        call->SetURL(to_fstring(request.url));
        for (const auto& [name, value] : request.headers) {
            const FString key = to_fstring(name);
            if (call->GetHeader(key).IsEmpty()) {
                call->SetHeader(key, to_fstring(value));
            } else {
                call->AppendToHeader(key, to_fstring(value));
            }
        }
        if (!request.body.empty()) {
            call->SetContent(TArray<uint8>(reinterpret_cast<const uint8*>(request.body.data()),
                                           static_cast<int32>(request.body.size())));
        }
        call->SetTimeout(request.timeout_ms ? float(*request.timeout_ms) / 1000 : timeout_);
        call->OnProcessRequestComplete().BindLambda(
            [completion](const FHttpRequestPtr& sent, const FHttpResponsePtr& received,
                         bool is_complete) { completion(result_of(sent, received, is_complete)); });
        if (!call->ProcessRequest()) {
            completion(failed("connect_failed", "the engine did not start the request"));
        }
        return [started = TWeakPtr<IHttpRequest, ESPMode::ThreadSafe>(call)] {
            const FHttpRequestPtr stopped = started.Pin();
            if (!stopped.IsValid()) return;
            stopped->OnProcessRequestComplete().Unbind();
            stopped->CancelRequest();
        };
    }

  private:
    using Response = flameup::Result<flameup::HttpResponse>;

    static FString to_fstring(const std::string& text) {
        return FString(UTF8_TO_TCHAR(text.c_str()));
    }

    static flameup::Error failed(const char* code, const char* message) {
        return flameup::make_error(flameup::ErrorKind::transport, code, message);
    }

    static Response result_of(const FHttpRequestPtr& sent, const FHttpResponsePtr& received,
                              bool is_complete) {
        check(sent.IsValid());
        if (!is_complete || !received.IsValid()) {
            switch (sent->GetFailureReason()) { // since Unreal 5.4; GetStatus() before
            case EHttpFailureReason::ConnectionError:
                return failed("connect_failed", "there is no connection to the server");
            case EHttpFailureReason::TimedOut:
                return failed("timed_out", "the server did not respond in time");
            case EHttpFailureReason::Cancelled:
                return flameup::make_error(flameup::ErrorKind::cancelled, "cancelled",
                                           "the engine cancelled the request");
            case EHttpFailureReason::None:
            case EHttpFailureReason::Other: break;
            }
            return failed("transport_failed", "the engine got no complete response");
        }
        flameup::HttpResponse response;
        response.status = received->GetResponseCode();
        for (const FString& line : received->GetAllHeaders()) {
            const std::string text(TCHAR_TO_UTF8(*line)); // "Name: Value"
            const std::size_t colon = text.find(':');
            if (colon == std::string::npos) continue;
            const std::size_t value = text.find_first_not_of(' ', colon + 1);
            response.headers.add(text.substr(0, colon),
                                 value == std::string::npos ? std::string() : text.substr(value));
        }
        const TArray<uint8>& content = received->GetContent();
        response.body.assign(reinterpret_cast<const char*>(content.GetData()),
                             static_cast<std::size_t>(content.Num()));
        return response;
    }

    float timeout_;
};

} // namespace unreal

#endif
