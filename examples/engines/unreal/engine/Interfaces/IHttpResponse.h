#ifndef ENGINES_UNREAL_IHTTP_RESPONSE_H
#define ENGINES_UNREAL_IHTTP_RESPONSE_H

// A double of Unreal's header of this name; see CoreMinimal.h here.

#include "CoreMinimal.h"

class IHttpResponse {
  public:
    virtual ~IHttpResponse() = default;
    virtual int32 GetResponseCode() const = 0;
    virtual TArray<FString> GetAllHeaders() const = 0; // each "Name: Value"
    virtual const TArray<uint8>& GetContent() const = 0;
};

using FHttpResponsePtr = TSharedPtr<IHttpResponse, ESPMode::ThreadSafe>;

#endif
