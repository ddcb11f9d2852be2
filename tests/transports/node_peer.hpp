#ifndef FLAMEUP_TESTS_TRANSPORTS_NODE_PEER_HPP
#define FLAMEUP_TESTS_TRANSPORTS_NODE_PEER_HPP

// The peer of `flameup/testing/executor_conformance.hpp` over node's sockets, in the program
// itself: for WebAssembly, which has none. JavaScript moves the bytes; requests and answers are
// C++'s.

#include "flameup/testing/peer_request.hpp"
#include "flameup/testing/peer_script.hpp"

#include <emscripten.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace transports_test {
class NodePeer;
}

// clang-format off

EM_JS(void, node_peer_start, (transports_test::NodePeer* peer, int patience), {
    const net = require("net");
    const sleep = (time) => new Promise((done) => setTimeout(done, time));
    const sockets = Module.peerSockets = new Map();
    const server = Module.peerServer = net.createServer({noDelay: true}, (socket) => {
        const id = Module.peerLast = (Module.peerLast || 0) + 1;
        sockets.set(id, socket);
        socket.closed_ = new Promise((closed) => socket.on("close", closed));
        socket.sending_ = Promise.resolve();
        socket.sleep_ = sleep;
        socket.patience_ = patience;
        socket.on("error", () => {});
        socket.on("close", () => {
            sockets.delete(id);
            _node_peer_closed(peer, id);
        });
        socket.on("data", (bytes) => {
            HEAPU8.set(bytes, _node_peer_room(peer, bytes.length));
            _node_peer_receive(peer, id);
        });
    });
    server.listen(0, "127.0.0.1", () => _node_peer_listens(peer, 0, server.address().port));
    const refusing = net.createServer(); // gives its port back, which then refuses
    refusing.listen(0, "127.0.0.1", () => {
        const port = refusing.address().port;
        refusing.close(() => _node_peer_listens(peer, 1, port));
    });
})

EM_JS(void, node_peer_stop, (), {
    Module.peerServer.close();
    for (const socket of Module.peerSockets.values()) {
        socket.removeAllListeners("data");
        socket.removeAllListeners("close");
        socket.destroy();
    }
})

// Sends a piece behind those before; a pause follows, so that it arrives by itself.
EM_JS(void, node_peer_send, (int id, const char* data, std::size_t size, bool is_last), {
    const socket = Module.peerSockets.get(id);
    const bytes = HEAPU8.slice(data, data + size);
    socket.sending_ = socket.sending_.then(() => {
        if (!socket.destroyed) socket.write(bytes);
        return is_last ? null : socket.sleep_(1);
    });
})

// 1 closes, 2 resets; 3 waits for the client to close, sends what is late, and closes.
EM_JS(void, node_peer_end, (int id, int end, const char* data, std::size_t size), {
    const socket = Module.peerSockets.get(id);
    const late = HEAPU8.slice(data, data + size);
    socket.sending_.then(async () => {
        if (end === 3) await Promise.race([socket.closed_, socket.sleep_(socket.patience_)]);
        if (socket.destroyed) return;
        if (end === 2) {
            if (socket.writableLength !== 0) await new Promise((done) => socket.once("drain", done));
            return socket.resetAndDestroy();
        }
        socket.end(late);
    });
})

// clang-format on

namespace transports_test {

/// Plays scripts; there is one peer at a time. The functions may suspend the program (Asyncify).
class NodePeer {
  public:
    /// Takes for how many milliseconds a stalled answer waits for the client to give up.
    explicit NodePeer(int patience = 3000) {
        node_peer_start(this, patience);
        while (ports_[0] == 0 || ports_[1] == 0) emscripten_sleep(1);
    }
    NodePeer(const NodePeer&) = delete;
    NodePeer& operator=(const NodePeer&) = delete;
    ~NodePeer() { node_peer_stop(); }

    std::string play(flameup::testing::PeerScript script) {
        play_ = flameup::testing::PeerPlay(std::move(script));
        return url_of(ports_[0]);
    }
    std::vector<flameup::testing::PeerRequest> finish() { return play_.requests(); }
    std::string refusing_url() const { return url_of(ports_[1]); }

    /// Returns how many connections are open.
    std::size_t open() const { return readers_.size(); }

    // What JavaScript calls.

    void listens(int which, int port) { ports_[which] = port; }
    char* room(std::size_t size) {
        bytes_.resize(size);
        return bytes_.data();
    }
    void closed(int id) { readers_.erase(id); }
    void receive(int id) {
        auto& reader = readers_[id];
        reader.feed(bytes_);
        while (auto request = reader.next()) answer(id, play_.receive(*std::move(request)));
        if (reader.wants_continue()) send(id, "HTTP/1.1 100 Continue\r\n\r\n", true);
        if (reader.problem().empty()) return;
        answer(id, flameup::testing::PeerPlay::refuse(reader.problem()));
        reader = flameup::testing::PeerRequestReader();
    }

  private:
    static std::string url_of(int port) { return "http://127.0.0.1:" + std::to_string(port); }

    static void send(int id, std::string_view text, bool is_last) {
        node_peer_send(id, text.data(), text.size(), is_last);
    }

    static void answer(int id, const flameup::testing::PeerAnswer& answer) {
        for (const std::string& piece : answer.pieces) {
            send(id, piece, &piece == &answer.pieces.back());
        }
        using flameup::testing::PeerEnd;
        if (answer.end == PeerEnd::keep) return;
        const int end = answer.end == PeerEnd::close ? 1 : answer.end == PeerEnd::reset ? 2 : 3;
        node_peer_end(id, end, answer.late.data(), answer.late.size());
    }

    int ports_[2] = {0, 0}; // the one that listens, the one that refuses
    std::string bytes_;
    std::map<int, flameup::testing::PeerRequestReader> readers_;
    flameup::testing::PeerPlay play_;
};

} // namespace transports_test

extern "C" {

EMSCRIPTEN_KEEPALIVE inline void node_peer_listens(transports_test::NodePeer* peer, int which,
                                                   int port) {
    peer->listens(which, port);
}
EMSCRIPTEN_KEEPALIVE inline char* node_peer_room(transports_test::NodePeer* peer,
                                                 std::size_t size) {
    return peer->room(size);
}
EMSCRIPTEN_KEEPALIVE inline void node_peer_receive(transports_test::NodePeer* peer, int id) {
    peer->receive(id);
}
EMSCRIPTEN_KEEPALIVE inline void node_peer_closed(transports_test::NodePeer* peer, int id) {
    peer->closed(id);
}

} // extern "C"

#endif
