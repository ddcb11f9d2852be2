#ifndef ENGINES_UNREAL_MODULE_MANAGER_H
#define ENGINES_UNREAL_MODULE_MANAGER_H

// A double of Unreal's header of this name; see CoreMinimal.h here.

#include "CoreMinimal.h"

class IModuleInterface {
  public:
    virtual ~IModuleInterface() = default;
    virtual void StartupModule() {}
    virtual void ShutdownModule() {}
};

#define IMPLEMENT_MODULE(ModuleImplClass, ModuleName)          \
    TUniquePtr<IModuleInterface> UnrealDouble_##ModuleName() { \
        return MakeUnique<ModuleImplClass>();                  \
    }

#endif
