#ifndef TRANSPORTS_CURL_HPP
#define TRANSPORTS_CURL_HPP

// A blocking executor over libcurl 7.80 or newer: copy this file and link with -lcurl.
//
// Proxies come from the environment (`https_proxy`, `no_proxy`); a program ignores SIGPIPE where
// libcurl leaves writing to its TLS library.

#include "flameup/http/http.hpp"
#include "flameup/http/url.hpp"
#include "flameup/value/result.hpp"

#include <curl/curl.h>

#include <cerrno>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace transports {

struct CurlOptions {
    std::chrono::milliseconds timeout{
        30'000};         ///< For a whole request that has no limit of its own; 0 is none.
    std::string ca_file; ///< Certificates to trust (PEM); empty for libcurl's.
    std::size_t max_head = 64 * 1024; ///< Bytes of a response's headers.
    std::size_t max_body = 16 * 1024 * 1024;
    std::function<bool()> is_cancelled; ///< Asked at least once a second; true cancels the request.
};

/// Starts libcurl, once in a program.
inline bool start_curl() {
    static const bool is_started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return is_started;
}

using CurlHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
inline CurlHandle open_curl() {
    return {start_curl() ? curl_easy_init() : nullptr, &curl_easy_cleanup};
}

/// One request on its way through a handle.
class CurlTransfer {
  public:
    explicit CurlTransfer(CURL* easy) : easy_(easy) {}
    CurlTransfer(const CurlTransfer&) = delete;
    ~CurlTransfer() {
        if (easy_ != nullptr) curl_easy_reset(easy_); // keeps the connection, forgets this object
        curl_slist_free_all(lines_);
    }

    /// Sets the handle up for a request, or says why it cannot be sent; the request and the options
    /// outlive the transfer.
    std::optional<flameup::Error> prepare(const flameup::HttpRequest& request,
                                          const CurlOptions& options) {
        constexpr std::string_view never("\r\n\0:; \t", 7); // in a name; in a value, the first 3
        flameup::UrlParts url;
        const char* const problem = flameup::split_url(request.url, url);
        if (problem) fail("invalid_request", std::string("the URL is wrong: ") + problem);
        for (const char* const line : {"Accept:", "Content-Type:", "Expect:"}) {
            lines_ = curl_slist_append(lines_, line); // not libcurl's own
        }
        for (const auto& [name, value] : request.headers) {
            const bool sendable = !name.empty() && name.find_first_of(never) == name.npos &&
                                  value.find_first_of(never.substr(0, 3)) == value.npos;
            if (!sendable) fail("invalid_header", "a header cannot be sent as it is");
            const std::string line = name + (trim(value).empty() ? ";" : ": " + value);
            lines_ = curl_slist_append(lines_, line.c_str());
        }
        if (easy_ == nullptr) fail("transport_failed", "libcurl does not start");
        if (error_) return error_;
        head_left_ = options.max_head;
        body_left_ = options.max_body;
        set(CURLOPT_URL, request.url.c_str());
        set(CURLOPT_PATH_AS_IS, 1L);
        if (has_lower_case_code(url.target)) { // which newer versions of libcurl would change
            const std::string slash(url.target.front() == '/' ? "" : "/");
            set(CURLOPT_REQUEST_TARGET, (slash + std::string(url.target)).c_str());
        }
        set(CURLOPT_FORBID_REUSE, 1L); // until the head is whole
        set(CURLOPT_HTTPHEADER, lines_);
        set(CURLOPT_CUSTOMREQUEST, std::string(to_string(request.method)).c_str());
        const bool has_length = !request.body.empty() || has_body(request.method);
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        if (has_length) set(CURLOPT_POSTFIELDS, request.body.data());
        set(CURLOPT_PREREQFUNCTION, &on_send);
        set(CURLOPT_PREREQDATA, this);
        if (options.is_cancelled) {
            is_cancelled_ = &options.is_cancelled;
            set(CURLOPT_XFERINFOFUNCTION, &on_progress);
            set(CURLOPT_XFERINFODATA, this);
            set(CURLOPT_NOPROGRESS, 0L);
        }
        set(CURLOPT_HEADERFUNCTION, &on_data<&CurlTransfer::take_line>);
        set(CURLOPT_HEADERDATA, this);
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L); // a proxy's
        set(CURLOPT_WRITEFUNCTION, &on_data<&CurlTransfer::take_body>);
        set(CURLOPT_WRITEDATA, this);
        set(CURLOPT_ERRORBUFFER, text_);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_TIMEOUT_MS,
            static_cast<long>(request.timeout_ms.value_or(options.timeout.count())));
#if LIBCURL_VERSION_NUM >= 0x075700
        // Nothing waits for a name, which a thread of its own goes on looking up.
        set(CURLOPT_QUICK_EXIT, 1L);
#endif
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)); // or newer
        const bool has_file = !options.ca_file.empty();
        if (has_file) set(CURLOPT_CAINFO, options.ca_file.c_str());
        if (has_file || curl_version_info(CURLVERSION_NOW)->cainfo != nullptr) {
            set<void*>(CURLOPT_CAPATH, nullptr); // which would be read for each connection
        }
        return error_;
    }

    /// Says what became of the request, by the code that libcurl ended it with.
    flameup::Result<flameup::HttpResponse> finish(CURLcode code) {
        if (code == CURLE_OK && response_.status >= 200) return std::move(response_);
        fail(code_of(code), *text_ != '\0' ? text_ : "the connection ended without a response");
        return *std::move(error_);
    }

  private:
    /// Keeps the first failure, which causes others.
    void fail(const char* code, const std::string& message) {
        if (!error_) error_ = flameup::make_error(flameup::ErrorKind::transport, code, message);
    }

    template <class Value> void set(CURLoption option, Value value) {
        const CURLcode code = curl_easy_setopt(easy_, option, value);
        if (code != CURLE_OK) fail("transport_failed", curl_easy_strerror(code));
    }

    static bool has_lower_case_code(std::string_view target) {
        const auto is_lower = [](char c) { return c >= 'a' && c <= 'f'; };
        for (std::size_t at = target.find('%'); at != target.npos; at = target.find('%', at + 1)) {
            if (is_lower(target[at + 1]) || is_lower(target[at + 2])) return true;
        }
        return false;
    }

    static std::string_view trim(std::string_view text) {
        text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
        return text.substr(text.empty() ? 0 : text.find_first_not_of(" \t"));
    }

    // Libcurl would send a request again if a kept connection ends without a response.
    static int on_send(void* self, char*, char*, int, int) noexcept {
        bool& is_sent = static_cast<CurlTransfer*>(self)->is_sent_;
        return std::exchange(is_sent, true) ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
    }

    static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
        CurlTransfer& transfer = *static_cast<CurlTransfer*>(self);
        if (!(*transfer.is_cancelled_)()) return 0;
        if (!transfer.error_)
            transfer.error_ = flameup::make_error(flameup::ErrorKind::cancelled, "cancelled",
                                                  "the request was cancelled");
        return 1;
    }

    template <void (CurlTransfer::*take)(std::string_view)>
    static std::size_t on_data(char* data, std::size_t, std::size_t size, void* self) noexcept {
        CurlTransfer& transfer = *static_cast<CurlTransfer*>(self);
        (transfer.*take)({data, size});
        return transfer.error_ ? 0 : size;
    }

    void take_line(std::string_view line) {
        const std::size_t colon = line.find_first_of(": \t"); // no blank stands before it
        if (line.size() > head_left_) return fail("too_large", "the head is too large");
        head_left_ -= line.size();
        if (line.substr(0, 5) == "HTTP/") {
            response_ = {}; // an interim one is over
            last_value_ = nullptr;
        } else if (trim(line).empty()) {
            long status = 0;
            curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
            response_.status = static_cast<int>(status);
            if (status >= 200) set(CURLOPT_FORBID_REUSE, 0L);
        } else if (colon == 0 && line[0] != ':' && last_value_ != nullptr) {
            if (!last_value_->empty()) last_value_->append(" ");
            last_value_->append(trim(line)); // folded: newer versions of libcurl join it themselves
        } else if (colon == line.npos || line[colon] != ':') {
            fail("invalid_response", "the response has a line that is no header");
        } else if (response_.status == 0) { // and this is no trailer
            last_value_ = &response_.headers.add(line.substr(0, colon));
            last_value_->append(trim(line.substr(colon + 1)));
        }
    }

    void take_body(std::string_view part) {
        if (part.size() > body_left_) return fail("too_large", "the body is too large");
        body_left_ -= part.size();
        response_.body.append(part);
    }

    const char* code_of(CURLcode code) const {
        long reason = 0;
        curl_easy_getinfo(easy_, CURLINFO_OS_ERRNO, &reason);
        const bool is_odd = code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY;
        if (is_sent_ && is_odd) return "invalid_response";
        if (code == CURLE_OPERATION_TIMEDOUT) return "timed_out";
        constexpr int too_large = 100; // `CURLE_TOO_LARGE`, of libcurl 8.6 and newer
        const bool is_header_large = code == CURLE_OUT_OF_MEMORY || code == too_large;
        if (is_sent_) return is_header_large ? "too_large" : "cut";
        switch (code) {
        case CURLE_UNSUPPORTED_PROTOCOL: return "unsupported_scheme";
        case CURLE_COULDNT_RESOLVE_HOST: return "resolve_failed";
        case CURLE_COULDNT_CONNECT: return reason == ECONNREFUSED ? "refused" : "connect_failed";
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_PEER_FAILED_VERIFICATION: return "tls_failed";
        default: return "transport_failed";
        }
    }

    CURL* easy_;
    curl_slist* lines_ = nullptr;
    char text_[CURL_ERROR_SIZE] = "";
    flameup::HttpResponse response_;
    std::string* last_value_ = nullptr; // of the response's last header
    bool is_sent_ = false;
    const std::function<bool()>* is_cancelled_ = nullptr;
    std::size_t head_left_ = 0, body_left_ = 0;
    std::optional<flameup::Error> error_;
};

/// Sends one request at a time over connections that it keeps; pass it by `std::ref`.
///
/// Codes: `cancelled`, `refused`, `resolve_failed`, `connect_failed`, `tls_failed`, `timed_out`,
/// `cut`, `too_large`, `invalid_response`, `invalid_header`, `invalid_request`,
/// `unsupported_scheme`, `transport_failed`.
class Curl {
  public:
    explicit Curl(CurlOptions options = {}) : options_(std::move(options)), easy_(open_curl()) {}

    flameup::Result<flameup::HttpResponse> operator()(const flameup::HttpRequest& request) {
        CurlTransfer transfer(easy_.get());
        if (auto problem = transfer.prepare(request, options_)) return *std::move(problem);
        return transfer.finish(curl_easy_perform(easy_.get()));
    }

  private:
    CurlOptions options_;
    CurlHandle easy_;
};

} // namespace transports

#endif
