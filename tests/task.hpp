#ifndef FLAMEUP_TESTS_TASK_HPP
#define FLAMEUP_TESTS_TASK_HPP

// A minimal coroutine type, for files with FLAMEUP_HAS_COROUTINES.

#include <coroutine>
#include <optional>
#include <utility>

/// A minimal lazy coroutine: it starts when it is awaited, and resumes its awaiter at its end.
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

    /// Runs to the first suspension; returns the result if there was none.
    std::optional<T> run() {
        handle_.resume();
        return std::move(handle_.promise().value);
    }
    std::optional<T> result() { return std::move(handle_.promise().value); }

  private:
    Handle handle_;
};

/// Suspends until the test resumes it.
struct Gate {
    std::coroutine_handle<>& waiting;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) const { waiting = handle; }
    void await_resume() const noexcept {}
};

#endif
