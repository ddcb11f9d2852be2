#ifndef ENGINES_UNREAL_PATHS_H
#define ENGINES_UNREAL_PATHS_H

// A double of Unreal's header of this name; see CoreMinimal.h here.

#include "CoreMinimal.h"

struct FPaths {
    static FString ProjectSavedDir();
};

#endif
