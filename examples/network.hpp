#ifndef NETWORK_HPP
#define NETWORK_HPP

// The transports that the tool was built with, by name; the first one is the default.

#include "transports/sockets.hpp"

#if PEOPLE_HAS_CURL
#include "transports/curl.hpp"
#elif defined(_WIN32)
#include "transports/winhttp.hpp"
#endif

#include "flameup/http/http.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace network {

using Executor = std::function<flameup::Result<flameup::HttpResponse>(const flameup::HttpRequest&)>;

/// Tells whether the request that is in flight is to be given up; asked on the executor's thread.
using IsCancelled = std::function<bool()>;

/// Makes an executor of a transport's class, which reads bodies up to the limit.
template <class Transport, class Options>
Executor make(const flameup::Limits& limits, const IsCancelled& is_cancelled) {
    Options options;
    options.max_body = limits.max_body;
    options.is_cancelled = is_cancelled;
    return [transport = std::make_shared<Transport>(options)](const flameup::HttpRequest& request) {
        return (*transport)(request);
    };
}

struct Entry {
    std::string_view name, what;
    Executor (*make)(const flameup::Limits&, const IsCancelled&);
};

inline constexpr Entry entries[] = {
#if PEOPLE_HAS_CURL
    {"curl", "https and http", &make<transports::Curl, transports::CurlOptions>},
    {"sockets", "http only", &make<transports::Sockets, transports::SocketsOptions>},
#elif defined(_WIN32)
    {"winhttp", "https and http", &make<transports::WinHttp, transports::WinHttpOptions>},
    {"sockets", "http only", &make<transports::Sockets, transports::SocketsOptions>},
#else
    {"sockets", "http only, as this was built without libcurl",
     &make<transports::Sockets, transports::SocketsOptions>},
#endif
};

inline bool is_built(std::string_view name) {
    for (const Entry& entry : entries) {
        if (entry.name == name) return true;
    }
    return false;
}

/// Returns the names of the transports: `curl (https and http), sockets (http only)`.
inline std::string names() {
    std::string list;
    for (const Entry& entry : entries) {
        list.append(list.empty() ? "" : ", ").append(entry.name).append(" (");
        list.append(entry.what).append(")");
    }
    return list;
}

/// Makes the executor of the named transport, or of the default one for an unknown name.
inline Executor make_executor(std::string_view name, const flameup::Limits& limits,
                              const IsCancelled& is_cancelled = {}) {
    for (const Entry& entry : entries) {
        if (entry.name == name) return entry.make(limits, is_cancelled);
    }
    return entries[0].make(limits, is_cancelled);
}

} // namespace network

#endif
