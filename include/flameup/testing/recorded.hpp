#ifndef FLAMEUP_TESTING_RECORDED_HPP
#define FLAMEUP_TESTING_RECORDED_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/describe/describe.hpp"
#include "flameup/http/header_text.hpp"
#include "flameup/http/headers.hpp"
#include "flameup/http/http.hpp"
#include "flameup/http/shown_headers.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/testing/redaction.hpp"
#include "flameup/text/append_printable.hpp"
#include "flameup/text/buffer.hpp"
#include "flameup/text/percent.hpp"
#include "flameup/text/utf8.hpp"
#include "flameup/value/result.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// A header field of a recorded message.
struct RecordedHeader {
    std::string name;  ///< As it was sent.
    std::string value; ///< As it was sent, with `?` for control characters and ill-formed UTF-8.
    FLAMEUP_DESCRIBE(RecordedHeader, (), (name, value))
};

/// The content of a recorded message: as text, or percent-encoded where it is not UTF-8.
struct RecordedBody {
    std::optional<std::string> body;    ///< The content; absent if it is empty.
    std::optional<std::string> encoded; ///< In place of `body`: the content, percent-encoded.
    FLAMEUP_DESCRIBE(RecordedBody, (), (body, encoded))
};

/// A recorded request, without the API key.
struct RecordedRequest : RecordedBody {
    std::string method;                  ///< As `POST`.
    std::string url;                     ///< As in `HttpRequest`.
    std::vector<RecordedHeader> headers; ///< Without those of `is_secret_header`.
    FLAMEUP_DESCRIBE(RecordedRequest, (RecordedBody), (method, url, headers))
};

/// A recorded response.
struct RecordedResponse : RecordedBody {
    int status = 0;                      ///< As in `HttpResponse`.
    std::vector<RecordedHeader> headers; ///< Without those of `is_secret_header`.
    FLAMEUP_DESCRIBE(RecordedResponse, (RecordedBody), (status, headers))
};

/// A recorded error of an executor.
struct RecordedError {
    std::string kind;    ///< `transport` or `cancelled`.
    std::string code;    ///< As in `Error`.
    std::string message; ///< As in `Error`.
    FLAMEUP_DESCRIBE(RecordedError, (), (kind, code, message))
};

/// A request and what came of it: one line of a recording.
struct Exchange {
    std::string operation;                    ///< The name of the operation's route.
    RecordedRequest request;                  ///< What was sent.
    std::optional<RecordedResponse> response; ///< What came back.
    std::optional<RecordedError> error;       ///< In place of a response.
    FLAMEUP_DESCRIBE(Exchange, (), (operation, request, response, error))
};

namespace recording {

/// Makes texts of messages recordable.
class Recorder {
  public:
    /// Takes what is not shown; both must outlive the recorder.
    Recorder(const Redaction& redaction, std::string_view key) : redaction_(redaction), key_(key) {}

    /// Puts the content of a message into its record.
    void put(const std::string& text, RecordedBody& body) const {
        if (text.empty()) return;
        if (flameup::is_utf8(text)) {
            body.body = redaction_.apply(text, key_);
            return;
        }
        std::string& encoded = body.encoded.emplace();
        flameup::detail::Buffer buffer(encoded);
        buffer.finish(flameup::detail::append_percent_encoded(buffer, buffer.begin(),
                                                              redaction_.apply(text, key_)));
    }

    /// Returns a text of a message for its record.
    std::string text_of(std::string_view text) const {
        std::string shown;
        append_printable(shown, redaction_.apply(text, key_), static_cast<std::size_t>(-1));
        return shown;
    }

    /// Returns the header fields that may be recorded.
    std::vector<RecordedHeader> headers_of(const Headers& headers) const {
        std::vector<RecordedHeader> recorded;
        for (const Header& header : headers) {
            if (is_secret_header(header.name)) continue;
            recorded.push_back({text_of(header.name), text_of(header.value)});
        }
        return recorded;
    }

  private:
    const Redaction& redaction_;
    std::string_view key_;
};

} // namespace recording

/// Makes the record of a request that has no outcome yet, without its API key and what the
/// redaction takes away.
inline Exchange to_exchange(const HttpRequest& request, const Redaction& redaction = {}) {
    const recording::Recorder recorder(redaction, bearer_key(request.headers));
    Exchange exchange;
    exchange.operation = recorder.text_of(request.operation);
    exchange.request.method = flameup::to_string(request.method);
    exchange.request.url = recorder.text_of(request.url);
    exchange.request.headers = recorder.headers_of(request.headers);
    recorder.put(request.body, exchange.request);
    return exchange;
}

/// Makes a layer that gives a sink each exchange as a line of JSON, without a line break.
///
/// `sink` is callable as a const object with a `const std::string&`, on the thread that completes.
/// `Replay` reads the lines. The API key is in no line: it is replaced by `***` wherever it stands
/// in a message.
template <class Sink> auto recorded(Sink sink, Redaction redaction = {}) {
    struct Record {
        Sink sink;
        Redaction redaction;
    };
    const auto shared =
        std::make_shared<const Record>(Record{std::move(sink), std::move(redaction)});
    return [shared](const HttpRequest& request) {
        return [shared, exchange = to_exchange(request, shared->redaction),
                key = std::string(bearer_key(request.headers))](
                   Result<HttpResponse>& outcome) mutable {
            const recording::Recorder recorder(shared->redaction, key);
            if (outcome) {
                RecordedResponse& response = exchange.response.emplace();
                response.status = outcome->status;
                response.headers = recorder.headers_of(outcome->headers);
                recorder.put(outcome->body, response);
            } else {
                const Error& error = outcome.error();
                exchange.error =
                    RecordedError{std::string(flameup::to_string(error.kind)),
                                  recorder.text_of(error.code), recorder.text_of(error.message)};
            }
            const Result<std::string> line = to_json(exchange);
            if (line) shared->sink(*line); // which there is, as all texts are UTF-8 now
        };
    };
}

} // namespace testing
FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
