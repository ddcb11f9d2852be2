#ifndef FLAMEUP_MESSAGE_CONFIG_HPP
#define FLAMEUP_MESSAGE_CONFIG_HPP

#include "flameup/http/headers.hpp"
#include "flameup/http/url.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/secret.hpp"

#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Where the API is: `http` or `https`, a host, perhaps a port and a path before the operations'.
///
/// Trailing slashes do not count. A text that is refused is kept with its problem, which every
/// `build` then reports.
class BaseUrl {
  public:
    /// Takes a text; `problem()` says what is wrong with it.
    BaseUrl(std::string_view text) : text_(text) {
        while (!text_.empty() && text_.back() == '/') text_.pop_back();
        UrlParts parts;
        const char* problem = split_url(text_, parts);
        if (problem == nullptr && parts.target.find('?') != std::string_view::npos) {
            problem = "it has a query";
        }
        if (problem == nullptr && has_dot_segment(parts.target)) {
            problem = "its path has a segment . or ..";
        }
        if (problem != nullptr) problem_ = problem;
    }
    /// Takes a text, or an empty one where the pointer is null, as `std::getenv` returns it.
    BaseUrl(const char* text) : BaseUrl(std::string_view(text != nullptr ? text : "")) {}
    /// Takes a text, as the other constructors.
    BaseUrl(const std::string& text) : BaseUrl(std::string_view(text)) {}

    /// Returns the URL without trailing slashes.
    const std::string& text() const noexcept { return text_; }

    /// Returns what is wrong with the URL; empty if nothing is.
    std::string_view problem() const noexcept { return problem_; }

  private:
    static bool has_dot_segment(std::string_view path) {
        while (!path.empty()) {
            path.remove_prefix(1);
            const std::size_t end = (std::min)(path.find('/'), path.size());
            std::string segment;
            detail::percent_decode(path.substr(0, end), detail::Plus::literal, segment);
            if (segment == "." || segment == "..") return true;
            path.remove_prefix(end);
        }
        return false;
    }

    std::string text_;
    std::string_view problem_; // literals only
};

/// What requests to one account or workspace have in common.
struct Config {
    Secret api_key{}; ///< The key of an account; required.
    BaseUrl base_url =
        "https://api.flameup.ai/api/v1"; ///< What the operations' paths are appended to.
    std::string workspace_id{};          ///< Empty for the account-scoped form of the operations.
    std::string user_agent = "flameup-cpp/" FLAMEUP_VERSION; ///< Empty for no such header.
    Headers headers{}; ///< Sent with every request; the library's own names are refused.
    Limits limits{};   ///< What a request or response may hold at most.
};

FLAMEUP_END_NAMESPACE

#endif
