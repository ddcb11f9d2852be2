#ifndef TRANSPORTS_FETCH_HPP
#define TRANSPORTS_FETCH_HPP

// An executor over the `fetch` of browsers and node, for programs built by emscripten.
//
// Copy this file into your project; nothing more is linked. The program must not end while requests
// are in flight: leave emscripten's EXIT_RUNTIME off, as it is by default.
//
// What `fetch` does by itself, and no program can change:
//
// - A browser asks a server of another origin before the request (CORS), and shows of its responses
//   only the headers that it allows: `Access-Control-Expose-Headers`. `Retry-After`, `X-Request-Id`
//   and the rate limit are missing otherwise.
// - A redirect has neither status nor headers in a browser: it is the error `invalid_response`.
// - A browser does not tell why there is no response. The code is `transport_failed` also where the
//   connection was refused, so a create is not sent again. In node it is `refused`.
// - It sends headers of one name as one, joined by ", ", and returns them so, with all names in
//   lower case and sorted. It decodes compressed bodies. Chromium sends its own `User-Agent`; where
//   another header of the request may not be sent, as `Host`, it fails with `invalid_header`.
// - Chromium sends a request again itself, a POST too, if a connection that it kept from an earlier
//   request ends before the response begins. A create can so come back as a conflict.

#ifndef __EMSCRIPTEN__
#error "transports/fetch.hpp is for programs that are built by emscripten"
#endif

#include "flameup/client/executor.hpp"
#include "flameup/http/url.hpp"

#include <emscripten.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace transports {

struct FetchOptions {
    std::chrono::milliseconds timeout{
        30'000}; ///< For a whole request that has no limit of its own; 0 is none.
    std::size_t max_body = 16 * 1024 * 1024; ///< Bytes of a response's body.
};

class Fetch;

/// A request in flight, which the functions below fill from JavaScript.
struct FetchFlight {
    enum Part { head, body, code, message };

    flameup::Completion completion;
    std::size_t max_body;
    Fetch* fetch; ///< Null if the request is not in flight any more.
    std::string parts[4] = {};
};

/// Sends requests by `fetch`, and completes them when JavaScript's event loop runs.
///
/// One thread starts and cancels requests and destroys this object, which completions may do too.
/// Pass it to a client by `std::ref`.
///
/// Codes: `timed_out`, `too_large`, `cut`, `invalid_response`, `invalid_header`, `invalid_request`,
/// `transport_failed`; `refused` and `resolve_failed` in node alone.
class Fetch {
  public:
    explicit Fetch(FetchOptions options = {}) : options_(options) {}
    Fetch(const Fetch&) = delete;
    Fetch& operator=(const Fetch&) = delete;

    /// Stops what is in flight, which completes here as `cancelled`.
    ~Fetch() {
        is_closed_ = true;
        while (!flights_.empty()) stop(*flights_.begin()->first);
    }

    /// Starts a request; returns what stops it.
    std::function<void()> operator()(flameup::HttpRequest request, flameup::Completion completion) {
        if (is_closed_) return {}; // the call is dropped, as all others are
        const auto flight = std::make_shared<FetchFlight>(
            FetchFlight{std::move(completion), options_.max_body, this});
        flights_.emplace(flight.get(), flight);
        const auto milliseconds = static_cast<double>(
            request.timeout_ms.value_or(static_cast<std::int64_t>(options_.timeout.count())));
        if (const char* const problem = start(*flight, request, milliseconds)) {
            take(*flight);
            flight->completion(flameup::make_error(flameup::ErrorKind::transport, problem,
                                                   "fetch cannot send this request as it is"));
        }
        return [started = std::weak_ptr<FetchFlight>(flight)] {
            if (const auto stopped = started.lock()) stop(*stopped);
        };
    }

    /// Returns how many requests are in flight.
    std::size_t pending() const noexcept { return flights_.size(); }

    /// Completes a request; for JavaScript.
    static void finish(FetchFlight& ended, int status) {
        const auto flight = take(ended); // and no member behind it: a completion may destroy them
        auto& [head, body, code, message] = flight->parts;
        if (!code.empty()) {
            return flight->completion(
                flameup::make_error(flameup::ErrorKind::transport, code, message));
        }
        flameup::HttpResponse response;
        response.status = status;
        response.body = std::move(body);
        for (std::string_view rest = head; !rest.empty();) { // each text ends with a NUL
            const auto next = [&rest] {
                const std::string_view text = rest.substr(0, rest.find('\0'));
                rest.remove_prefix(text.size() + 1);
                return text;
            };
            const std::string_view name = next();
            std::string_view value = next(); // node leaves blanks behind it
            value = value.substr(0, value.find_last_not_of(" \t") + 1);
            response.headers.add(name, value);
        }
        flight->completion(std::move(response));
    }

  private:
    /// Takes a request out of those in flight; null if it is not among them.
    static std::shared_ptr<FetchFlight> take(FetchFlight& flight) {
        Fetch* const fetch = std::exchange(flight.fetch, nullptr);
        if (fetch == nullptr) return nullptr;
        const auto found = fetch->flights_.find(&flight);
        auto taken = std::move(found->second);
        fetch->flights_.erase(found);
        return taken;
    }

    static bool can_send(const flameup::Header& header) {
        constexpr std::string_view never("\r\n\0:; \t", 7); // in a name; in a value, the first 3
        return !header.name.empty() && header.name.find_first_of(never) == std::string::npos &&
               header.value.find_first_of(never.substr(0, 3)) == std::string::npos;
    }

// JavaScript follows, in which the arguments are called $0, $1 and so on.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdollar-in-identifier-extension"
    // clang-format off

    static void stop(FetchFlight& stopped) {
        const auto flight = take(stopped);
        if (flight == nullptr) return;
        EM_ASM({ Module["flameupFetch"].get($0)(); }, flight.get());
    }

    /// Starts a request, or returns the code that tells why it cannot be sent.
    static const char* start(FetchFlight& flight, const flameup::HttpRequest& request,
                             double milliseconds) {
        flameup::UrlParts url;
        if (flameup::split_url(request.url, url) != nullptr) return "invalid_request";
        std::string fields;
        for (const flameup::Header& header : request.headers) {
            if (!can_send(header)) return "invalid_header";
            fields.append(header.name).append(1, '\0').append(header.value).append(1, '\0');
        }
        const std::string method(to_string(request.method));
        const char* const problems[] = {nullptr, "invalid_request", "invalid_header"};
        return problems[EM_ASM_INT(({
            const flight = $0;
            const text = (at, size) => {
                let read = "";
                for (const byte of HEAPU8.subarray(at, at + size)) read += String.fromCharCode(byte);
                return read;
            };
            const nul = String.fromCharCode(0); // old versions lose backslashes
            const fields = text($5, $6).split(nul).slice(0, -1);
            const headers = new Headers();
            const controller = new AbortController();
            let request;
            try {
                for (let i = 0; i < fields.length; i += 2) headers.append(fields[i], fields[i + 1]);
                request = new Request(text($3, $4), {
                    method: text($1, $2),
                    headers: headers,
                    body: $8 === 0 ? undefined : HEAPU8.slice($7, $7 + $8),
                    redirect: "manual",
                    credentials: "omit",
                    cache: "no-store",
                    signal: controller.signal
                });
            } catch (error) {
                return 1;
            }
            for (let i = 0; i < fields.length; i += 2) {
                const isOwn = fields[i].toLowerCase() === "user-agent";
                if (!isOwn && !request.headers.has(fields[i])) return 2;
            }

            const flights = Module["flameupFetch"] = Module["flameupFetch"] || new Map();
            let why = [];
            let hasHead = false;
            const fail = (code, message) => {
                why = [code, message];
                controller.abort();
            };
            const timer = $9 > 0 ? setTimeout(() => {
                fail("timed_out", "no whole response came in time");
            }, Math.min($9, 2147483647)) : 0;
            const end = () => {
                flights.delete(flight);
                clearTimeout(timer);
            };
            const stop = () => {
                end();
                controller.abort();
            };
            flights.set(flight, stop);
            const isInFlight = () => flights.get(flight) === stop;
            const give = (part, bytes) => {
                if (!isInFlight()) throw new Error("stopped");
                const at = _flameup_fetch_room(flight, part, bytes.length);
                if (at !== 0) HEAPU8.set(bytes, at);
                return at !== 0;
            };
            const run = async () => {
                const response = await fetch(request);
                if (response.type === "opaqueredirect") {
                    fail("invalid_response", "the server redirects, and a browser hides where to");
                }
                let head = "";
                response.headers.forEach((value, name) => {
                    head += name + nul + value + nul;
                });
                give(0, Uint8Array.from(head, (letter) => letter.charCodeAt(0)));
                hasHead = true;
                const reader = response.body ? response.body.getReader() : null;
                while (reader !== null && why.length === 0) {
                    const part = await reader.read();
                    if (part.done) break;
                    if (!give(1, part.value)) fail("too_large", "the body is too large");
                }
                if (why.length !== 0) throw new Error(why[1]);
                return response.status;
            };
            const finish = (status) => {
                if (!isInFlight()) return;
                const encoder = new TextEncoder();
                why.forEach((told, i) => give(2 + i, encoder.encode(told)));
                end();
                _flameup_fetch_done(flight, status);
            };
            run().then(finish, (error) => {
                const cause = error.cause || error; // in node, with what the system said
                const codes = {ECONNREFUSED: "refused",
                               ENOTFOUND: "resolve_failed", EAI_AGAIN: "resolve_failed"};
                const code = codes[cause.code] || (hasHead ? "cut" : "transport_failed");
                if (why.length === 0) why = [code, cause.message || "there was no response"];
                finish(0);
            });
            return 0;
        }), &flight, method.data(), method.size(), request.url.data(), request.url.size(),
            fields.data(), fields.size(), request.body.data(), request.body.size(), milliseconds)];
    }
    // clang-format on
#pragma clang diagnostic pop

    FetchOptions options_;
    std::unordered_map<FetchFlight*, std::shared_ptr<FetchFlight>> flights_;
    bool is_closed_ = false;
};

} // namespace transports

extern "C" {

/// Makes room for further bytes of a part; null where it would be too large. For JavaScript.
EMSCRIPTEN_KEEPALIVE inline char* flameup_fetch_room(transports::FetchFlight* flight, int part,
                                                     std::size_t size) {
    std::string& text = flight->parts[part];
    const std::size_t before = text.size();
    const bool is_body = part == transports::FetchFlight::body;
    if (is_body && size > flight->max_body - before) return nullptr;
    text.resize(before + size);
    return text.data() + before;
}

/// Completes a request. For JavaScript.
EMSCRIPTEN_KEEPALIVE inline void flameup_fetch_done(transports::FetchFlight* flight, int status) {
    transports::Fetch::finish(*flight, status);
}

} // extern "C"

#endif
