#ifndef ENGINES_UNREAL_CORE_DELEGATES_H
#define ENGINES_UNREAL_CORE_DELEGATES_H

// A double of Unreal's header of this name; see CoreMinimal.h here.

#include "CoreMinimal.h"

class FCoreDelegates {
  public:
    static TMulticastDelegate<void()> ApplicationWillEnterBackgroundDelegate;
    static TMulticastDelegate<void()> ApplicationHasEnteredForegroundDelegate;
};

#endif
