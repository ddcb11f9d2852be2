#ifndef ENGINES_UNREAL_UOBJECT_GLOBALS_H
#define ENGINES_UNREAL_UOBJECT_GLOBALS_H

// A double of Unreal's header of this name; see CoreMinimal.h here.

#include "CoreMinimal.h"

class FCoreUObjectDelegates {
  public:
    static TMulticastDelegate<void(const FString&)> PreLoadMap; // with the map's name
};

#endif
