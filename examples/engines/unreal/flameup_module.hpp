#ifndef ENGINES_UNREAL_FLAMEUP_MODULE_HPP
#define ENGINES_UNREAL_FLAMEUP_MODULE_HPP

// A module that stores players and lists them, one step a frame.
//
// Compiled against declarations of the engine's documented interface, never run in the engine.

#include "Containers/Ticker.h"
#include "CoreMinimal.h"
#include "Modules/ModuleManager.h"

#include "../player_sync.hpp"
#include "flameup_http.hpp"

class FFlameupModule : public IModuleInterface {
  public:
    void StartupModule() override;
    void ShutdownModule() override;

    engines::PlayerSync<unreal::FlameupHttp>& Players() {
        check(Sync.IsValid());
        return *Sync;
    }

  private:
    bool Tick(float DeltaTime);
    void LeaveLevel(const FString& MapName);
    void Suspend();
    void Resume();

    TUniquePtr<engines::PlayerSync<unreal::FlameupHttp>> Sync;
    FTSTicker::FDelegateHandle TickHandle;
    FDelegateHandle LevelHandle, BackgroundHandle, ForegroundHandle;
};

#endif
