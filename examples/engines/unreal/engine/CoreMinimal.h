#ifndef ENGINES_UNREAL_CORE_MINIMAL_H
#define ENGINES_UNREAL_CORE_MINIMAL_H

// A double: the part of Unreal's core types that the recipe uses, declared as the engine's
// documentation has them, with implementations of our own. It is not Unreal's code, and nothing
// here was run in the engine.

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

// Names that the engine defines before any header of a module.
#define check(expr)                                                                              \
    {                                                                                            \
        if (!(expr)) std::cerr << "check failed, line " << __LINE__ << ": " #expr "\n", abort(); \
    }
#define checkf(expr, format, ...) check(expr)
#define verify(expr) check(expr)
#define ensure(expr) (!!(expr))
#define ensureMsgf(expr, format, ...) (!!(expr))
#define TEXT_PASTE(x) u##x
#define TEXT(x) TEXT_PASTE(x)
#define PI (3.1415926535897932f)
#define SMALL_NUMBER (1.e-8f)
#define INDEX_NONE (-1)
#define FORCEINLINE inline
#define LIKELY(x) (x)
#define UNLIKELY(x) (x)
#define UPROPERTY(...)
#define UFUNCTION(...)
#define UCLASS(...)
#define GENERATED_BODY(...)
#define UE_LOG(Category, Verbosity, Format, ...) UnrealDouble::Log(__VA_ARGS__)
#define UTF8_TO_TCHAR(Text) (UnrealDouble::Widen(Text).c_str())
#define TCHAR_TO_UTF8(Text) (UnrealDouble::Narrow(Text).c_str())

using TCHAR = char16_t;
using uint8 = std::uint8_t;
using int32 = std::int32_t;

namespace UnrealDouble {

std::u16string Widen(const char* Text);
std::string Narrow(const std::u16string& Text);
void Log(const TCHAR* Text);

} // namespace UnrealDouble

class FString {
  public:
    FString() = default;
    FString(const TCHAR* InText) : Text(InText) {}
    const TCHAR* operator*() const { return Text.c_str(); }
    int32 Len() const { return static_cast<int32>(Text.size()); }
    bool IsEmpty() const { return Text.empty(); }
    bool operator==(const FString& Other) const { return Text == Other.Text; }
    friend FString operator+(const FString& A, const TCHAR* B) {
        return FString((A.Text + B).c_str());
    }

  private:
    std::u16string Text;
};

template <class T> class TArray {
  public:
    TArray() = default;
    TArray(const T* Data, int32 Count) : Items(Data, Data + Count) {}
    void Add(T Item) { Items.push_back(std::move(Item)); }
    int32 Num() const { return static_cast<int32>(Items.size()); }
    const T* GetData() const { return Items.data(); }
    auto begin() const { return Items.begin(); }
    auto end() const { return Items.end(); }

  private:
    std::vector<T> Items;
};

enum class ESPMode { NotThreadSafe, ThreadSafe };

template <class T, ESPMode Mode = ESPMode::ThreadSafe> class TSharedPtr {
  public:
    TSharedPtr() = default;
    TSharedPtr(std::shared_ptr<T> InShared) : Shared(std::move(InShared)) {}
    bool IsValid() const { return Shared != nullptr; }
    T* operator->() const { return Shared.get(); }
    T& operator*() const { return *Shared; }

    std::shared_ptr<T> Shared; // the double's own
};
template <class T, ESPMode Mode = ESPMode::ThreadSafe>
class TSharedRef : public TSharedPtr<T, Mode> { // never null
  public:
    using TSharedPtr<T, Mode>::TSharedPtr;
};
template <class T, ESPMode Mode = ESPMode::ThreadSafe> class TWeakPtr {
  public:
    TWeakPtr(const TSharedPtr<T, Mode>& Pointer) : Weak(Pointer.Shared) {}
    TSharedPtr<T, Mode> Pin() const { return Weak.lock(); }

  private:
    std::weak_ptr<T> Weak;
};
template <class T> class TUniquePtr {
  public:
    TUniquePtr() = default;
    explicit TUniquePtr(T* Pointer) : Unique(Pointer) {}
    template <class Derived>
    TUniquePtr(TUniquePtr<Derived>&& Other) : Unique(std::move(Other.Unique)) {}
    bool IsValid() const { return Unique != nullptr; }
    T* operator->() const { return Unique.get(); }
    T& operator*() const { return *Unique; }
    void Reset() { Unique.reset(); }

    std::unique_ptr<T> Unique; // the double's own
};
template <class T, class... Args> TUniquePtr<T> MakeUnique(Args&&... Arguments) {
    return TUniquePtr<T>(new T(std::forward<Args>(Arguments)...));
}
template <class T> T&& MoveTemp(T& Value) { return static_cast<T&&>(Value); }

template <class Signature> class TDelegate;
template <class R, class... Args> class TDelegate<R(Args...)> {
  public:
    template <class F> void BindLambda(F Functor) { Function = std::move(Functor); }
    template <class T> static TDelegate CreateRaw(T* Object, R (T::*Method)(Args...)) {
        TDelegate Made;
        Made.Function = [Object, Method](Args... Arguments) {
            return (Object->*Method)(Arguments...);
        };
        return Made;
    }
    void Unbind() { Function = nullptr; }
    bool IsBound() const { return Function != nullptr; }
    R Execute(Args... Arguments) const { return Function(Arguments...); }
    bool ExecuteIfBound(Args... Arguments) const {
        const auto Bound = Function; // what it calls may unbind it
        if (Bound) Bound(Arguments...);
        return Bound != nullptr;
    }

  private:
    std::function<R(Args...)> Function;
};

struct FDelegateHandle {
    int32 Id = 0;
};
template <class Signature> class TMulticastDelegate;
template <class... Args> class TMulticastDelegate<void(Args...)> {
  public:
    template <class T> FDelegateHandle AddRaw(T* Object, void (T::*Method)(Args...)) {
        Bound.push_back({++LastId, TDelegate<void(Args...)>::CreateRaw(Object, Method)});
        return {LastId};
    }
    bool Remove(FDelegateHandle Handle) {
        for (auto At = Bound.begin(); At != Bound.end(); ++At) {
            if (At->first == Handle.Id) return Bound.erase(At), true;
        }
        return false;
    }
    void Broadcast(Args... Arguments) const {
        for (const auto& [Id, Delegate] : Bound) Delegate.ExecuteIfBound(Arguments...);
    }

  private:
    std::vector<std::pair<int32, TDelegate<void(Args...)>>> Bound;
    int32 LastId = 0;
};

#endif
