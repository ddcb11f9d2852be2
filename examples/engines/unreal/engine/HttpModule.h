#ifndef ENGINES_UNREAL_HTTP_MODULE_H
#define ENGINES_UNREAL_HTTP_MODULE_H

// A double of Unreal's header of this name; see CoreMinimal.h here.

#include "CoreMinimal.h"
#include "Interfaces/IHttpRequest.h"

class FHttpModule {
  public:
    static FHttpModule& Get();
    FHttpRequestRef CreateRequest();
};

#endif
