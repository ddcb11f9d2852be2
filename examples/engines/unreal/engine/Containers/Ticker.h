#ifndef ENGINES_UNREAL_TICKER_H
#define ENGINES_UNREAL_TICKER_H

// A double of Unreal's header of this name; see CoreMinimal.h here.

#include "CoreMinimal.h"

using FTickerDelegate = TDelegate<bool(float)>;

class FTSTicker {
  public:
    using FDelegateHandle = int32;
    static FTSTicker& GetCoreTicker();
    FDelegateHandle AddTicker(const FTickerDelegate& InDelegate, float InDelay = 0.0f);
    void RemoveTicker(FDelegateHandle Handle);
    void Tick(float DeltaTime);

  private:
    std::vector<std::pair<FDelegateHandle, FTickerDelegate>> Tickers;
    FDelegateHandle LastHandle = 0;
};

#endif
