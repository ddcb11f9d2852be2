#ifndef ENGINES_UNREAL_IHTTP_REQUEST_H
#define ENGINES_UNREAL_IHTTP_REQUEST_H

// A double of Unreal's header of this name; see CoreMinimal.h here.

#include "CoreMinimal.h"
#include "Interfaces/IHttpResponse.h"

class IHttpRequest;
using FHttpRequestPtr = TSharedPtr<IHttpRequest, ESPMode::ThreadSafe>;
using FHttpRequestRef = TSharedRef<IHttpRequest, ESPMode::ThreadSafe>;
using FHttpRequestCompleteDelegate = TDelegate<void(FHttpRequestPtr, FHttpResponsePtr, bool)>;

enum class EHttpFailureReason : uint8 { None, ConnectionError, Cancelled, TimedOut, Other };

class IHttpRequest {
  public:
    virtual ~IHttpRequest() = default;
    virtual void SetVerb(const FString& Verb) = 0;
    virtual void SetURL(const FString& URL) = 0;
    virtual FString GetHeader(const FString& HeaderName) const = 0;
    virtual void SetHeader(const FString& HeaderName, const FString& HeaderValue) = 0;
    virtual void AppendToHeader(const FString& HeaderName,
                                const FString& AdditionalHeaderValue) = 0;
    virtual void SetContent(TArray<uint8>&& ContentPayload) = 0;
    virtual void SetTimeout(float InTimeoutSecs) = 0;
    virtual bool ProcessRequest() = 0;
    virtual void CancelRequest() = 0;
    virtual EHttpFailureReason GetFailureReason() const = 0;
    virtual FHttpRequestCompleteDelegate& OnProcessRequestComplete() = 0;
};

#endif
