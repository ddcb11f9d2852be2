#ifndef TRANSPORTS_LOOK_UP_HPP
#define TRANSPORTS_LOOK_UP_HPP

// The look-up of a host's addresses by `getaddrinfo`, which no time limit can stop: it runs on a
// thread of its own, which is left behind where nobody waits for it any more.
//
// Copy this file and `socket_system.hpp` with the adapters that include it.

#include "socket_system.hpp"

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>

namespace transports {

/// One look-up; its thread keeps it alive until it is over.
class LookUp {
  public:
    /// Begins a look-up, which is over at once for an address; null if there is no thread for it.
    static std::shared_ptr<LookUp> begin(std::string host, int port) {
        auto look_up = std::make_shared<LookUp>();
        look_up->host_ = std::move(host);
        look_up->port_ = std::to_string(port);
        look_up->run(AI_NUMERICHOST);
        if (look_up->is_over_ = look_up->problem_ == 0; look_up->is_over_) return look_up;
        auto own = std::make_unique<std::shared_ptr<LookUp>>(look_up);
        if (!look_up->end_.prepare() || !start_thread<&LookUp::run_on_thread>(own.get())) return {};
        static_cast<void>(own.release()); // the thread has it
        return look_up;
    }

    LookUp() = default;
    LookUp(const LookUp&) = delete;
    LookUp& operator=(const LookUp&) = delete;
    ~LookUp() {
        if (found_ != nullptr) socket_calls::freeaddrinfo(found_);
    }

    /// Tells whether the look-up is over.
    bool is_over() const { return is_over_; }

    /// Can be read when a look-up on a thread is over.
    Socket signal() const { return end_.socket(); }

    /// Returns the list of addresses once the look-up is over; null if there are none.
    const addrinfo* addresses() const { return problem_ == 0 ? found_ : nullptr; }

  private:
    void run(int flags) {
        addrinfo hints{};
        hints.ai_flags = flags;
        hints.ai_socktype = SOCK_STREAM;
        problem_ = socket_calls::getaddrinfo(host_.c_str(), port_.c_str(), &hints, &found_);
    }
    /// Takes a shared pointer of its own.
    static void run_on_thread(void* given) {
        const std::unique_ptr<std::shared_ptr<LookUp>> own(
            static_cast<std::shared_ptr<LookUp>*>(given));
        LookUp& look_up = **own;
        look_up.run(0);
        look_up.is_over_ = true;
        if (!look_up.end_.raise()) std::abort(); // there is room for one byte
    }

    std::string host_, port_;
    addrinfo* found_ = nullptr;
    int problem_ = 0;
    SocketSignal end_;
    std::atomic<bool> is_over_{false};
};

} // namespace transports

#endif
