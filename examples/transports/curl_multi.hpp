#ifndef TRANSPORTS_CURL_MULTI_HPP
#define TRANSPORTS_CURL_MULTI_HPP

// A polled executor over libcurl, for frame loops: copy this file and `curl.hpp`.
//
// The first TLS connection reads the certificates to trust, which takes some 30 ms of its tick with
// a system's, and a few with a `ca_file` of those that the server needs.

#include "curl.hpp"

#include "flameup/client/executor.hpp"

#include <cstddef>
#include <memory>
#include <unordered_map>
#include <utility>

namespace transports {

/// Options of each request, and of all together; requests beyond `max_connections` wait.
struct CurlMultiOptions : CurlOptions {
    long max_connections = 32;     ///< 0 is no limit.
    long max_host_connections = 8; ///< 0 is no limit.
};

/// Has many requests in flight and completes them in `tick()`; pass it by `std::ref`.
///
/// One thread starts and cancels requests, calls `tick()` and destroys this object. Completions may
/// do the same, except destroy this object. The codes of errors are those of `Curl`.
class CurlMulti {
  public:
    explicit CurlMulti(CurlMultiOptions options = {})
        : options_(std::move(options)), multi_(start_curl() ? curl_multi_init() : nullptr) {
        curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, options_.max_connections);
        curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS,
                          options_.max_host_connections);
    }
    CurlMulti(const CurlMulti&) = delete;
    CurlMulti& operator=(const CurlMulti&) = delete;

    /// Drops what is in flight, which completes here as `cancelled`.
    ~CurlMulti() {
        while (!flights_.empty()) take(flights_.begin()->first);
    }

    /// Tells whether libcurl looks up names on a thread beside `tick()`, as usual, or within it.
    static bool has_async_lookup() {
        return (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_ASYNCHDNS) != 0;
    }

    /// Starts a request, which `tick()` drives; returns what stops it.
    auto operator()(flameup::HttpRequest request, flameup::Completion completion) {
        const auto flight = std::make_shared<Flight>(std::move(request), std::move(completion));
        CURL* const easy = flight->easy.get();
        auto problem = flight->transfer.prepare(flight->request, options_);
        if (!problem && curl_multi_add_handle(multi_.get(), easy) != CURLM_OK) {
            problem = flameup::make_error(flameup::ErrorKind::transport, "transport_failed",
                                          "libcurl takes no more requests");
        }
        if (!problem) flights_.emplace(easy, flight);
        if (problem) flight->completion(*std::move(problem));
        return [this, started = std::weak_ptr<Flight>(flight)] {
            if (const auto stopped = started.lock()) take(stopped->easy.get());
        };
    }

    /// Does what can be done without waiting; returns how many requests it completed.
    std::size_t tick() {
        int count = 0;
        std::size_t completed = 0;
        curl_multi_perform(multi_.get(), &count);
        while (const CURLMsg* const message = curl_multi_info_read(multi_.get(), &count)) {
            const CURLcode code = message->data.result; // the message goes with its request
            if (const auto flight = take(message->easy_handle)) {
                flight->completion(flight->transfer.finish(code));
                ++completed;
            }
        }
        return completed;
    }

    /// Returns how many requests are in flight.
    std::size_t pending() const noexcept { return flights_.size(); }

  private:
    struct Flight {
        Flight(flameup::HttpRequest sent, flameup::Completion done)
            : completion(std::move(done)), request(std::move(sent)) {}

        flameup::Completion completion;
        flameup::HttpRequest request;
        CurlHandle easy = open_curl();
        CurlTransfer transfer{easy.get()};
    };

    struct CloseMulti {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };

    std::shared_ptr<Flight> take(CURL* easy) {
        const auto found = flights_.find(easy);
        if (found == flights_.end()) return nullptr;
        std::shared_ptr<Flight> flight = std::move(found->second);
        flights_.erase(found);
        curl_multi_remove_handle(multi_.get(), easy);
        return flight;
    }

    CurlMultiOptions options_;
    std::unique_ptr<CURLM, CloseMulti> multi_;
    std::unordered_map<CURL*, std::shared_ptr<Flight>> flights_;
};

} // namespace transports

#endif
