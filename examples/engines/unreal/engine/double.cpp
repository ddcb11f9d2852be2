// What stands behind the double of Unreal: its HTTP requests go over `engines::network()`.

#include "Containers/Ticker.h"
#include "CoreMinimal.h"
#include "HttpModule.h"
#include "Misc/CoreDelegates.h"
#include "Misc/FileHelper.h"
#include "Misc/Paths.h"
#include "UObject/UObjectGlobals.h"

#include "../../slow_network.hpp"

#include <algorithm>
#include <map>

TMulticastDelegate<void()> FCoreDelegates::ApplicationWillEnterBackgroundDelegate;
TMulticastDelegate<void()> FCoreDelegates::ApplicationHasEnteredForegroundDelegate;
TMulticastDelegate<void(const FString&)> FCoreUObjectDelegates::PreLoadMap;

namespace UnrealDouble {

// UTF-8 and UTF-16 of valid text; each byte of other text stands for itself.
std::u16string Widen(const char* Bytes) {
    const std::string Text(Bytes);
    std::u16string Wide;
    for (std::size_t I = 0; I != Text.size();) {
        const auto Byte = [&](std::size_t At) {
            return At < Text.size() ? static_cast<unsigned char>(Text[At]) : 0u;
        };
        const auto Tail = [&](std::size_t At) { return (Byte(At) & 0xC0u) == 0x80u; };
        const unsigned First = Byte(I);
        if (First >= 0xC2 && First < 0xE0 && Tail(I + 1)) {
            Wide += static_cast<char16_t>((First & 0x1Fu) << 6 | (Byte(I + 1) & 0x3Fu));
            I += 2;
        } else if (First >= 0xE0 && First < 0xF0 && Tail(I + 1) && Tail(I + 2)) {
            Wide += static_cast<char16_t>((First & 0xFu) << 12 | (Byte(I + 1) & 0x3Fu) << 6 |
                                          (Byte(I + 2) & 0x3Fu));
            I += 3;
        } else {
            Wide += static_cast<char16_t>(First);
            ++I;
        }
    }
    return Wide;
}

std::string Narrow(const std::u16string& Text) {
    std::string Bytes;
    const auto Add = [&](unsigned Byte) { Bytes += static_cast<char>(Byte); };
    for (const char16_t Unit : Text) {
        const unsigned Value = Unit;
        if (Value < 0x80) {
            Add(Value);
        } else if (Value < 0x800) {
            Add(0xC0u | Value >> 6), Add(0x80u | (Value & 0x3Fu));
        } else {
            Add(0xE0u | Value >> 12), Add(0x80u | (Value >> 6 & 0x3Fu)),
                Add(0x80u | (Value & 0x3Fu));
        }
    }
    return Bytes;
}

void Log(const TCHAR* Text) { std::cout << "LogFlameup: " << Narrow(Text) << '\n'; }

class FResponse : public IHttpResponse {
  public:
    explicit FResponse(const flameup::HttpResponse& Received)
        : Code(Received.status), Content(reinterpret_cast<const uint8*>(Received.body.data()),
                                         static_cast<int32>(Received.body.size())) {
        for (const auto& [Name, Value] : Received.headers) {
            Headers.Add(UTF8_TO_TCHAR((Name + ": " + Value).c_str()));
        }
    }
    int32 GetResponseCode() const override { return Code; }
    TArray<FString> GetAllHeaders() const override { return Headers; }
    const TArray<uint8>& GetContent() const override { return Content; }

  private:
    int32 Code;
    TArray<FString> Headers;
    TArray<uint8> Content;
};

class FRequest : public IHttpRequest, public std::enable_shared_from_this<FRequest> {
  public:
    void SetVerb(const FString& Verb) override {
        const auto Method = flameup::method_from_string(TCHAR_TO_UTF8(*Verb));
        check(Method);
        Request.method = *Method;
    }
    void SetURL(const FString& URL) override { Request.url = TCHAR_TO_UTF8(*URL); }
    FString GetHeader(const FString& Name) const override {
        const std::string* Value = Request.headers.find(TCHAR_TO_UTF8(*Name));
        return Value ? FString(UTF8_TO_TCHAR(Value->c_str())) : FString();
    }
    void SetHeader(const FString& Name, const FString& Value) override { Put(Name, Value, false); }
    void AppendToHeader(const FString& Name, const FString& Value) override {
        Put(Name, Value, true);
    }
    void SetContent(TArray<uint8>&& Content) override {
        Request.body.assign(Content.begin(), Content.end());
    }
    void SetTimeout(float Seconds) override {
        Request.timeout_ms = static_cast<std::int64_t>(Seconds * 1000);
    }
    bool ProcessRequest() override {
        Kept = shared_from_this(); // the module keeps what is in flight
        Stop = engines::network()(
            Request, flameup::Completion([this](const auto& Executed) { Complete(Executed); }));
        return true;
    }
    void CancelRequest() override {
        if (!Kept) return;
        if (Stop) Stop();
        Complete(flameup::make_error(flameup::ErrorKind::cancelled, "cancelled", "cancelled"));
    }
    EHttpFailureReason GetFailureReason() const override { return Reason; }
    FHttpRequestCompleteDelegate& OnProcessRequestComplete() override { return Delegate; }

  private:
    void Put(const FString& Name, const FString& Value, bool bAppend) {
        flameup::Headers All;
        std::string Whole = TCHAR_TO_UTF8(*Value);
        bool bFound = false;
        for (const auto& [Known, Before] : Request.headers) {
            const bool bSame = flameup::Headers{{Known, {}}}.find(TCHAR_TO_UTF8(*Name)) != nullptr;
            bFound = bFound || bSame;
            All.add(Known, !bSame ? Before : bAppend ? Before + ", " + Whole : Whole);
        }
        if (!bFound) All.add(TCHAR_TO_UTF8(*Name), Whole);
        Request.headers = std::move(All);
    }
    void Complete(const flameup::Result<flameup::HttpResponse>& Executed) {
        const std::shared_ptr<FRequest> Self = std::exchange(Kept, nullptr);
        if (!Self) return;
        FHttpResponsePtr Response;
        if (Executed) {
            Response = {std::make_shared<FResponse>(*Executed)};
        } else {
            const flameup::Error Problem = Executed.error();
            Reason = Problem.kind == flameup::ErrorKind::cancelled ? EHttpFailureReason::Cancelled
                     : Problem.code == "refused"   ? EHttpFailureReason::ConnectionError
                     : Problem.code == "timed_out" ? EHttpFailureReason::TimedOut
                                                   : EHttpFailureReason::Other;
        }
        Delegate.ExecuteIfBound({Self}, Response, Response.IsValid());
    }

    flameup::HttpRequest Request;
    FHttpRequestCompleteDelegate Delegate;
    EHttpFailureReason Reason = EHttpFailureReason::None;
    std::function<void()> Stop;
    std::shared_ptr<FRequest> Kept;
};

std::map<std::u16string, FString>& Files() {
    static std::map<std::u16string, FString> All;
    return All;
}

} // namespace UnrealDouble

FHttpModule& FHttpModule::Get() {
    static FHttpModule Module;
    return Module;
}
FHttpRequestRef FHttpModule::CreateRequest() {
    return {std::make_shared<UnrealDouble::FRequest>()};
}

FTSTicker& FTSTicker::GetCoreTicker() {
    static FTSTicker Ticker;
    return Ticker;
}
FTSTicker::FDelegateHandle FTSTicker::AddTicker(const FTickerDelegate& InDelegate, float) {
    Tickers.emplace_back(++LastHandle, InDelegate);
    return LastHandle;
}
void FTSTicker::RemoveTicker(FDelegateHandle Handle) {
    const auto Is = [Handle](const auto& One) { return One.first == Handle; };
    Tickers.erase(std::remove_if(Tickers.begin(), Tickers.end(), Is), Tickers.end());
}
void FTSTicker::Tick(float DeltaTime) {
    for (const auto& [Handle, Delegate] : std::vector(Tickers)) {
        if (!Delegate.Execute(DeltaTime)) RemoveTicker(Handle);
    }
}

FString FPaths::ProjectSavedDir() { return TEXT("Saved/"); }
bool FFileHelper::SaveStringToFile(const FString& String, const TCHAR* Filename) {
    UnrealDouble::Files()[Filename] = String;
    return true;
}
bool FFileHelper::LoadFileToString(FString& Result, const TCHAR* Filename) {
    const auto Found = UnrealDouble::Files().find(Filename);
    if (Found == UnrealDouble::Files().end()) return false;
    Result = Found->second;
    return true;
}
