#ifndef TRANSPORTS_WINHTTP_HPP
#define TRANSPORTS_WINHTTP_HPP

// A blocking executor over WinHTTP, which is a part of Windows: copy this file and link with
// -lwinhttp. Windows does TLS, trusts its own authorities, and knows the proxy.

#include "flameup/http/http.hpp"
#include "flameup/http/url.hpp"
#include "flameup/value/result.hpp"

// clang-format off
#include <winsock2.h> // which has to stand before windows.h where a program has both
#include <windows.h>
#include <winhttp.h>
// clang-format on

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace transports {

struct WinHttpOptions {
    std::chrono::milliseconds timeout{30'000}; ///< For a request without a time of its own.
    std::size_t max_head = 64 * 1024;          ///< Bytes of a response's head.
    std::size_t max_body = 16 * 1024 * 1024;
    std::function<bool()> is_cancelled; ///< Asked ten times a second; true cancels the request.
};

struct CloseWinHttp {
    void operator()(HINTERNET handle) const { ::WinHttpCloseHandle(handle); }
};
using WinHttpHandle = std::unique_ptr<void, CloseWinHttp>; // HINTERNET is a void*

/// Makes a text of ASCII wide: URLs are ASCII, and so are the headers that can be sent.
inline std::wstring to_wide(std::string_view text) { return {text.begin(), text.end()}; }

/// Translates a text back by the system's code page, which WinHTTP makes headers wide by.
inline std::string to_bytes(std::wstring_view wide) {
    std::string text(4 * wide.size(), '\0'); // the most that any code page needs
    const int size =
        ::WideCharToMultiByte(CP_ACP, 0, wide.data(), static_cast<int>(wide.size()), text.data(),
                              static_cast<int>(text.size()), nullptr, nullptr);
    text.resize(static_cast<std::size_t>((std::max)(size, 0)));
    return text;
}

/// What a request shares with the threads of WinHTTP, which may go on when it is over.
class WinHttpProgress {
  public:
    /// Gives a request the callback and a share of this object until the request is closed.
    static bool attach(const std::shared_ptr<WinHttpProgress>& progress, HINTERNET request) {
        auto own = std::make_unique<std::shared_ptr<WinHttpProgress>>(progress);
        DWORD_PTR& context = progress->context = reinterpret_cast<DWORD_PTR>(own.get());
        if (::WinHttpSetOption(request, WINHTTP_OPTION_CONTEXT_VALUE, &context, sizeof context) ==
                FALSE ||
            ::WinHttpSetStatusCallback(request, &WinHttpProgress::on_change,
                                       WINHTTP_CALLBACK_FLAG_ALL_NOTIFICATIONS,
                                       0) == WINHTTP_INVALID_STATUS_CALLBACK)
            return false;
        static_cast<void>(own.release()); // the callback has it
        return progress->changed_ != nullptr;
    }

    /// Waits until a step is done; false where it takes longer.
    bool wait(DWORD milliseconds) const {
        return ::WaitForSingleObject(changed_.get(), milliseconds) == WAIT_OBJECT_0;
    }

    DWORD_PTR context = 0;            ///< Of the request: the callback's.
    std::string body;                 ///< Of the request.
    char bytes[16384];                ///< Of the response.
    std::atomic<DWORD> size{0};       ///< Of the bytes that were read last.
    std::atomic<DWORD> problem{0};    ///< Of the last step; 0 where it succeeded.
    std::atomic<bool> is_sent{false}; ///< At least in part.

  private:
    static void CALLBACK on_change(HINTERNET, DWORD_PTR context, DWORD status, void* about,
                                   DWORD size) {
        auto* const own = reinterpret_cast<std::shared_ptr<WinHttpProgress>*>(context);
        if (own == nullptr) return;
        WinHttpProgress& progress = **own;
        switch (status) {
        case WINHTTP_CALLBACK_STATUS_HANDLE_CLOSING: delete own; return; // the last of all
        case WINHTTP_CALLBACK_STATUS_SENDING_REQUEST: progress.is_sent = true; return;
        case WINHTTP_CALLBACK_STATUS_DATA_AVAILABLE:
            progress.size = *static_cast<const DWORD*>(about);
            break;
        case WINHTTP_CALLBACK_STATUS_READ_COMPLETE: progress.size = size; break;
        case WINHTTP_CALLBACK_STATUS_REQUEST_ERROR:
            progress.problem = static_cast<const WINHTTP_ASYNC_RESULT*>(about)->dwError;
            break;
        case WINHTTP_CALLBACK_STATUS_SENDREQUEST_COMPLETE:
        case WINHTTP_CALLBACK_STATUS_HEADERS_AVAILABLE: break;
        default: return;
        }
        ::SetEvent(progress.changed_.get());
    }

    struct Close {
        void operator()(HANDLE handle) const { ::CloseHandle(handle); }
    };
    std::unique_ptr<void, Close> changed_{::CreateEventW(nullptr, FALSE, FALSE, nullptr)};
};

/// Sends one request at a time, over connections that WinHTTP keeps; pass it by `std::ref`.
///
/// Codes: `cancelled`, `resolve_failed`, `connect_failed` (also where the server refuses, which
/// WinHTTP does not tell apart), `tls_failed`, `timed_out`, `cut`, `too_large`, `invalid_response`,
/// `invalid_header`, `invalid_request`, `transport_failed`.
class WinHttp {
  public:
    explicit WinHttp(WinHttpOptions options = {})
        : options_(std::move(options)),
          session_(::WinHttpOpen(nullptr, WINHTTP_ACCESS_TYPE_DEFAULT_PROXY, WINHTTP_NO_PROXY_NAME,
                                 WINHTTP_NO_PROXY_BYPASS, WINHTTP_FLAG_ASYNC)),
          is_ready_(set(session_, WINHTTP_OPTION_SECURE_PROTOCOLS, tls_1_2 | tls_1_3) ||
                    set(session_, WINHTTP_OPTION_SECURE_PROTOCOLS, tls_1_2)) {}

    flameup::Result<flameup::HttpResponse> operator()(const flameup::HttpRequest& request) {
        timeout_ = std::chrono::milliseconds(request.timeout_ms.value_or(options_.timeout.count()));
        deadline_ = Clock::now() + timeout_;
        error_ = {};
        flameup::HttpResponse response;
        const auto progress = std::make_shared<WinHttpProgress>();
        const bool is_done = send(request, progress) && read_head(response, *progress) &&
                             read_body(response, *progress);
        request_ = {}; // what is left of the response is not read
        if (is_done) return response;
        return error_;
    }

  private:
    using Clock = std::chrono::steady_clock;
    static constexpr DWORD max_head_option = 91; // WINHTTP_OPTION_MAX_RESPONSE_HEADER_SIZE
    static constexpr DWORD tls_1_2 = 0x800, tls_1_3 = 0x2000; // which not every Windows has

    /// Keeps the first failure, which is the cause of others.
    bool fail(const char* code, std::string message,
              flameup::ErrorKind kind = flameup::ErrorKind::transport) {
        if (error_.code.empty()) error_ = flameup::make_error(kind, code, std::move(message));
        return false;
    }

    bool fail(DWORD problem, bool is_sent) {
        char text[256] = "";
        ::FormatMessageA(FORMAT_MESSAGE_FROM_HMODULE | FORMAT_MESSAGE_FROM_SYSTEM |
                             FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK,
                         ::GetModuleHandleA("winhttp.dll"), problem, 0, text, 256, nullptr);
        return fail(code_of(problem, is_sent),
                    "WinHTTP failed, error " + std::to_string(problem) + ": " + text);
    }

    static const char* code_of(DWORD problem, bool is_sent) {
        switch (problem) {
        case ERROR_WINHTTP_NAME_NOT_RESOLVED: return "resolve_failed";
        case ERROR_WINHTTP_CANNOT_CONNECT: return "connect_failed";
        case ERROR_WINHTTP_TIMEOUT:
        case WSAETIMEDOUT: return "timed_out"; // the socket's own
        case ERROR_WINHTTP_INVALID_SERVER_RESPONSE: return "invalid_response";
        case 12181:                     // ERROR_WINHTTP_HEADER_COUNT_EXCEEDED
        case 12182: return "too_large"; // ERROR_WINHTTP_HEADER_SIZE_OVERFLOW
        case ERROR_WINHTTP_SECURE_FAILURE:
        case ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED: return "tls_failed";
        case ERROR_WINHTTP_SECURE_CHANNEL_ERROR: return is_sent ? "cut" : "tls_failed";
        default: return is_sent ? "cut" : "transport_failed";
        }
    }

    // WinHTTP translates other bytes, each Windows in its way.
    static bool is_ascii(std::string_view text) {
        return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
    }

    static bool set(const WinHttpHandle& handle, DWORD option, DWORD value) {
        return ::WinHttpSetOption(handle.get(), option, &value, sizeof value) != FALSE;
    }

    /// Waits for a step that has begun.
    bool finish(BOOL has_begun, const WinHttpProgress& progress) {
        if (has_begun == FALSE) return fail(::GetLastError(), progress.is_sent);
        const long long longest = options_.is_cancelled ? 100 : 1 << 30;
        for (;;) {
            if (options_.is_cancelled && options_.is_cancelled())
                return fail("cancelled", "the request was cancelled",
                            flameup::ErrorKind::cancelled);
            const long long left =
                std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
            if (left <= 0) return fail("timed_out", "the server took too long");
            if (progress.wait(static_cast<DWORD>((std::min)(left, longest)))) break;
        }
        return progress.problem == 0 || fail(progress.problem, progress.is_sent);
    }

    /// Opens a request; the connections to its server stay in the session.
    bool open(const flameup::HttpRequest& request, const flameup::UrlParts& url) {
        const bool is_secure = url.scheme.size() == 5;
        const bool has_brackets = url.authority.front() == '['; // which WinHTTP takes
        const auto host = url.authority.substr(0, url.host.size() + (has_brackets ? 2 : 0));
        const std::string slash(url.target.substr(0, 1) == "/" ? "" : "/");
        server_ =
            WinHttpHandle(::WinHttpConnect(session_.get(), to_wide(host).c_str(), url.port, 0));
        request_ = WinHttpHandle(::WinHttpOpenRequest(
            server_.get(), to_wide(to_string(request.method)).c_str(),
            to_wide(slash + std::string(url.target)).c_str(), nullptr, WINHTTP_NO_REFERER,
            WINHTTP_DEFAULT_ACCEPT_TYPES,
            WINHTTP_FLAG_ESCAPE_DISABLE | (is_secure ? WINHTTP_FLAG_SECURE : 0)));
        // WinHTTP's own limits, for each step, come after that of the whole request.
        const auto time = static_cast<int>(
            (std::min<long long>)((std::max<long long>)(timeout_.count(), 0), 1 << 30) + 1000);
        // Where a Windows does not know this option, it has a limit of its own.
        static_cast<void>(set(request_, max_head_option, static_cast<DWORD>(options_.max_head)));
        return is_ready_ && request_ &&
               set(request_, WINHTTP_OPTION_DISABLE_FEATURE,
                   WINHTTP_DISABLE_COOKIES | WINHTTP_DISABLE_REDIRECTS |
                       WINHTTP_DISABLE_AUTHENTICATION) &&
               ::WinHttpSetTimeouts(request_.get(), time, time, time, time) != FALSE;
    }

    bool send(const flameup::HttpRequest& request,
              const std::shared_ptr<WinHttpProgress>& progress) {
        constexpr std::string_view never("\r\n\0: \t", 6); // in a name; the first three in a value
        flameup::UrlParts url;
        const char* const problem = flameup::split_url(request.url, url);
        if (problem) return fail("invalid_request", std::string("the URL is wrong: ") + problem);
        std::string lines;
        for (const auto& [name, value] : request.headers) {
            const bool sendable = !name.empty() && name.find_first_of(never) == name.npos &&
                                  value.find_first_of(never.substr(0, 3)) == value.npos &&
                                  is_ascii(name) && is_ascii(value);
            if (!sendable) return fail("invalid_header", "a header cannot be sent as it is");
            lines += name + ": " + value + "\r\n";
        }
        if (request.body.size() > MAXDWORD) return fail("too_large", "the request is too large");
        if (!open(request, url) || !WinHttpProgress::attach(progress, request_.get()))
            return fail(::GetLastError(), false);
        if (!lines.empty() && ::WinHttpAddRequestHeaders(request_.get(), to_wide(lines).c_str(),
                                                         static_cast<DWORD>(lines.size()),
                                                         WINHTTP_ADDREQ_FLAG_ADD) == FALSE)
            return fail(::GetLastError(), false);
        progress->body = request.body;
        const auto size = static_cast<DWORD>(progress->body.size());
        return finish(::WinHttpSendRequest(request_.get(), WINHTTP_NO_ADDITIONAL_HEADERS, 0,
                                           progress->body.data(), size, size, progress->context),
                      *progress);
    }

    bool query(DWORD what, void* value, DWORD& size) const {
        return ::WinHttpQueryHeaders(request_.get(), what, WINHTTP_HEADER_NAME_BY_INDEX, value,
                                     &size, WINHTTP_NO_HEADER_INDEX) != FALSE;
    }

    bool read_head(flameup::HttpResponse& response, const WinHttpProgress& progress) {
        if (!finish(::WinHttpReceiveResponse(request_.get(), nullptr), progress)) return false;
        DWORD status = 0, size = sizeof status;
        query(WINHTTP_QUERY_STATUS_CODE | WINHTTP_QUERY_FLAG_NUMBER, &status, size);
        size = 0;
        query(WINHTTP_QUERY_RAW_HEADERS_CRLF, nullptr, size); // the size alone
        std::wstring wide(size / sizeof(wchar_t), L'\0');
        if (wide.size() > options_.max_head) return fail("too_large", "the head is too large");
        if (!query(WINHTTP_QUERY_RAW_HEADERS_CRLF, wide.data(), size))
            return fail(::GetLastError(), true);
        response.status = static_cast<int>((std::min<DWORD>)(status, 1000));
        if (response.status < 200 || response.status > 599)
            return fail("invalid_response", "the response has no status that is known");
        const std::string text = to_bytes({wide.data(), size / sizeof(wchar_t)});
        std::string_view rest(text);
        for (bool is_first = true; !rest.empty(); is_first = false) {
            std::string_view line = rest.substr(0, rest.find("\r\n"));
            rest.remove_prefix((std::min)(line.size() + 2, rest.size()));
            line = line.substr(0, line.find_last_not_of(" \t") + 1);
            const std::size_t colon = line.find(':');
            if (is_first || line.empty()) continue; // the status line, and the end
            if (colon == line.npos)
                return fail("invalid_response", "the response has a line that is no header");
            const auto value = (std::min)(line.find_first_not_of(" \t", colon + 1), line.size());
            response.headers.add(line.substr(0, colon), line.substr(value));
        }
        return true;
    }

    bool read_body(flameup::HttpResponse& response, WinHttpProgress& progress) {
        do {
            if (!finish(::WinHttpQueryDataAvailable(request_.get(), nullptr), progress))
                return false;
            // After a reset, Wine 8 tells -1 bytes, which it would copy.
            if (progress.size > MAXLONG) return fail("cut", "the response broke off");
            const DWORD size = (std::min<DWORD>)(progress.size, sizeof progress.bytes);
            if (!finish(::WinHttpReadData(request_.get(), progress.bytes, size, nullptr), progress))
                return false;
            if (progress.size > options_.max_body - response.body.size())
                return fail("too_large", "the body is too large");
            response.body.append(progress.bytes, progress.size);
        } while (progress.size != 0);
        const std::string* const length = response.headers.find("Content-Length");
        if (!length || response.headers.find("Transfer-Encoding") || response.status == 204 ||
            response.status == 304)
            return true;
        // WinHTTP does not tell that a connection was closed too early.
        return *length == std::to_string(response.body.size()) ||
               fail("cut", "the body is not as long as the response says");
    }

    WinHttpOptions options_;
    WinHttpHandle session_;
    bool is_ready_;
    WinHttpHandle server_, request_; // that is in flight
    flameup::Error error_;
    std::chrono::milliseconds timeout_{0}; // of the request in flight
    Clock::time_point deadline_;
};

} // namespace transports

#endif
