// A game of a few levels in the double of Unreal, frame by frame. Each `check` must hold.
#include "flameup_module.hpp"

#include "Misc/CoreDelegates.h"
#include "Misc/FileHelper.h"
#include "UObject/UObjectGlobals.h"

#include "../slow_network.hpp"

TUniquePtr<IModuleInterface> UnrealDouble_Flameup(); // made by IMPLEMENT_MODULE

static engines::SlowNetwork& Network() {
    static engines::SlowNetwork Made(5); // a response takes five frames
    return Made;
}

static int PlayFrames(int Count) {
    int InFlight = 0; // frames that went by while the network was busy
    for (int Frame = 0; Frame != Count; ++Frame) {
        Network().tick();
        FTSTicker::GetCoreTicker().Tick(1.0f / 60);
        if (Network().pending() != 0) ++InFlight;
    }
    return InFlight;
}

static std::optional<int> StoredLevel() {
    const flameup::Client People({"YOUR_API_KEY"}, std::ref(Network().service));
    const auto Person = People.send(flameup::GetPerson<engines::PlayerTraits>{"player_1"});
    return Person ? Person->traits.level : std::nullopt;
}

int main() {
    engines::network() = std::ref(Network());
    TUniquePtr<IModuleInterface> Module = UnrealDouble_Flameup();
    Module->StartupModule();
    const auto Players = [&]() -> auto& { return static_cast<FFlameupModule&>(*Module).Players(); };

    Players().store_level("player_1", 1);
    Players().list_players();
    check(StoredLevel() == std::nullopt);
    check(PlayFrames(30) == 5); // the game went on while the requests were in flight
    check(StoredLevel() == 1);

    // The level changes while a list and a level are in flight: the list is cancelled.
    Players().list_players();
    Players().store_level("player_1", 2);
    PlayFrames(2);
    check(Network().pending() == 2);
    FCoreUObjectDelegates::PreLoadMap.Broadcast(TEXT("/Game/Maps/Two"));
    check(Network().pending() == 1);
    PlayFrames(10);
    check(StoredLevel() == 2);

    // The game goes into the background and comes back.
    Players().store_level("player_1", 3);
    PlayFrames(2);
    FCoreDelegates::ApplicationWillEnterBackgroundDelegate.Broadcast();
    check(Network().pending() == 0);
    FString Saved;
    check(FFileHelper::LoadFileToString(Saved, TEXT("Saved/flameup.json")));
    check(!Saved.IsEmpty());
    check(std::string(TCHAR_TO_UTF8(*Saved)).find("YOUR_API_KEY") == std::string::npos);
    PlayFrames(10);
    check(StoredLevel() == 2);
    FCoreDelegates::ApplicationHasEnteredForegroundDelegate.Broadcast();
    PlayFrames(10);
    check(StoredLevel() == 3);

    // It ends there, and the next session goes on.
    Players().store_level("player_1", 4);
    PlayFrames(2);
    FCoreDelegates::ApplicationWillEnterBackgroundDelegate.Broadcast();
    Module->ShutdownModule();
    Module = UnrealDouble_Flameup();
    Module->StartupModule();
    PlayFrames(10);
    check(StoredLevel() == 4);
    Module->ShutdownModule();
    check(FFileHelper::LoadFileToString(Saved, TEXT("Saved/flameup.json")));
    check(Saved.IsEmpty());
}
