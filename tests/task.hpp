#ifndef FLAMEUP_TESTS_TASK_HPP
#define FLAMEUP_TESTS_TASK_HPP

// The least that can be awaited, for units with FLAMEUP_HAS_COROUTINES.

#include <coroutine>
#include <optional>
#include <utility>

/// The least that can be awaited: starts when it is, and goes on with whoever awaits it.
template <class T, class Tag = void> class Task {
  public:
    struct promise_type {
        std::optional<T> value;
        std::coroutine_handle<> awaiting = std::noop_coroutine();

        Task get_return_object() { return Task(Handle::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        auto final_suspend() noexcept {
            struct Resume {
                bool await_ready() noexcept { return false; }
                std::coroutine_handle<> await_suspend(Handle done) noexcept {
                    return done.promise().awaiting;
                }
                void await_resume() noexcept {}
            };
            return Resume();
        }
        void return_value(T result) { value.emplace(std::move(result)); }
        void unhandled_exception() { throw; }
    };
    using Handle = std::coroutine_handle<promise_type>;

    explicit Task(Handle handle) : handle_(handle) {}
    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    ~Task() {
        if (handle_) handle_.destroy();
    }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) {
        handle_.promise().awaiting = awaiting;
        return handle_;
    }
    T await_resume() { return *std::move(handle_.promise().value); }

    /// Runs up to the first wait; the result if there was none.
    std::optional<T> run() {
        handle_.resume();
        return std::move(handle_.promise().value);
    }
    std::optional<T> result() { return std::move(handle_.promise().value); }

  private:
    Handle handle_;
};

/// Awaits until the test goes on.
struct Gate {
    std::coroutine_handle<>& waiting;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) const { waiting = handle; }
    void await_resume() const noexcept {}
};

#endif
