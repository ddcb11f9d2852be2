#ifndef ENGINES_UNREAL_FILE_HELPER_H
#define ENGINES_UNREAL_FILE_HELPER_H

// A double of Unreal's header of this name; see CoreMinimal.h here. Its files are in memory.

#include "CoreMinimal.h"

struct FFileHelper {
    static bool SaveStringToFile(const FString& String, const TCHAR* Filename);
    static bool LoadFileToString(FString& Result, const TCHAR* Filename);
};

#endif
