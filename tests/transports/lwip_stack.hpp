#ifndef FLAMEUP_TESTS_TRANSPORTS_LWIP_STACK_HPP
#define FLAMEUP_TESTS_TRANSPORTS_LWIP_STACK_HPP

// lwIP's stack in this process, with a loopback interface for 127.0.0.1.

#include "transports/socket_system.hpp"

#include <lwip/netif.h>
#include <lwip/tcpip.h>

#include <future>

namespace transports_test {

/// Adds a loopback interface, on the thread of the stack.
inline void add_loopback() {
    static netif loopback;
    const auto begin = [](netif* self) -> err_t {
        self->name[0] = 'l';
        self->name[1] = 'o';
        self->output = [](netif* from, pbuf* packet, const ip4_addr_t*) {
            return netif_loop_output(from, packet);
        };
        return ERR_OK;
    };
    ip4_addr_t address, mask;
    IP4_ADDR(&address, 127, 0, 0, 1);
    IP4_ADDR(&mask, 255, 0, 0, 0);
    netif_add(&loopback, &address, &mask, &address, nullptr, begin, tcpip_input);
    netif_set_link_up(&loopback);
    netif_set_up(&loopback);
}

/// Starts the stack, once in a program.
inline void start_lwip() {
    static const bool is_started = [] {
        std::promise<void> started;
        const auto begin = [](void* done) {
            add_loopback();
            static_cast<std::promise<void>*>(done)->set_value();
        };
        tcpip_init(begin, &started);
        started.get_future().wait();
        return true;
    }();
    static_cast<void>(is_started);
}

} // namespace transports_test

#endif
