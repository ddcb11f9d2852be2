#include "flameup_module.hpp"

#include "Misc/CoreDelegates.h"
#include "Misc/FileHelper.h"
#include "Misc/Paths.h"
#include "UObject/UObjectGlobals.h"

IMPLEMENT_MODULE(FFlameupModule, Flameup)

static FString SavedCallsFile() { return FPaths::ProjectSavedDir() + TEXT("flameup.json"); }

void FFlameupModule::StartupModule() {
    flameup::Config Config;
    Config.api_key = "YOUR_API_KEY"; // from your configuration or your server
    Sync = MakeUnique<engines::PlayerSync<unreal::FlameupHttp>>(
        MoveTemp(Config), unreal::FlameupHttp(), [](const std::string& Line) {
            UE_LOG(LogTemp, Display, TEXT("%s"), UTF8_TO_TCHAR(Line.c_str()));
        });
    TickHandle = FTSTicker::GetCoreTicker().AddTicker(
        FTickerDelegate::CreateRaw(this, &FFlameupModule::Tick));
    LevelHandle = FCoreUObjectDelegates::PreLoadMap.AddRaw(this, &FFlameupModule::LeaveLevel);
    BackgroundHandle = FCoreDelegates::ApplicationWillEnterBackgroundDelegate.AddRaw(
        this, &FFlameupModule::Suspend);
    ForegroundHandle = FCoreDelegates::ApplicationHasEnteredForegroundDelegate.AddRaw(
        this, &FFlameupModule::Resume);
    Resume(); // what an earlier session left
}

void FFlameupModule::ShutdownModule() {
    Suspend();
    FCoreDelegates::ApplicationHasEnteredForegroundDelegate.Remove(ForegroundHandle);
    FCoreDelegates::ApplicationWillEnterBackgroundDelegate.Remove(BackgroundHandle);
    FCoreUObjectDelegates::PreLoadMap.Remove(LevelHandle);
    FTSTicker::GetCoreTicker().RemoveTicker(TickHandle);
    Sync.Reset();
}

bool FFlameupModule::Tick(float) {
    Sync->tick();
    return true; // again in the next frame
}

void FFlameupModule::LeaveLevel(const FString&) { Sync->leave_level(); }

// The system may end the game in the background without another word: what is to be stored goes
// into a file first.
void FFlameupModule::Suspend() {
    const std::string Saved = Sync->suspend();
    ensure(FFileHelper::SaveStringToFile(UTF8_TO_TCHAR(Saved.c_str()), *SavedCallsFile()));
}

void FFlameupModule::Resume() {
    FString Saved;
    if (!FFileHelper::LoadFileToString(Saved, *SavedCallsFile())) return;
    ensure(FFileHelper::SaveStringToFile(FString(), *SavedCallsFile())); // or it is sent twice
    Sync->resume(TCHAR_TO_UTF8(*Saved));
}
