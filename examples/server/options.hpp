#ifndef FLAMEUP_EXAMPLES_SERVER_OPTIONS_HPP
#define FLAMEUP_EXAMPLES_SERVER_OPTIONS_HPP

// The command line of the server.

#include "streams.hpp"

#include <flameup/json/to_json.hpp>
#include <flameup/testing/people_service_options.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace people_server {

inline constexpr std::string_view usage = R"(usage: people_server [options]

  --port N               the port on 127.0.0.1; 0 by default: the system picks one
  --api-key KEY          a key to accept, more than once for several; without it, every key
  --workspace ID         a workspace that exists, more than once for several; without it, all
  --dialect NAME         of the responses: overview (userId, traits; by default) or reference
                         (external_id, attributes)
  --rate-limit N         requests of each key in a minute; 120 by default, 0: no limit
  --certificate FILE     serve TLS with this certificate chain, PEM
  --private-key FILE     the certificate's key, PEM
  --allow-origin ORIGIN  let pages of this origin use the server, as http://localhost:8000 (CORS)
  --chaos SEED           make about every fourth request fail, the same ones for the same seed
  --max-connections N    at once; 1000 by default, further ones get 503
  --idle-timeout SECONDS for a request to arrive, or for a response to be sent; 30 by default
  --help                 print this

All keys belong to the first workspace (ws_default if none is given), and account-scoped requests
go to it. With --api-key, the other workspaces answer 403.
The first line of output is the base URL. After SIGINT or SIGTERM, running requests finish.
)";

struct Options {
    std::uint16_t port = 0;
    std::vector<std::string> api_keys, workspaces;
    flameup::testing::Dialect dialect = flameup::testing::Dialect::overview;
    std::int64_t rate_limit = flameup::testing::PeopleServiceOptions().requests_per_minute;
    std::string certificate, private_key, allow_origin;
    std::optional<std::uint64_t> chaos;
    std::int64_t idle_timeout = 30;     ///< Seconds.
    std::size_t max_connections = 1000; ///< Below the usual limit of a process's open files.
    bool help = false;
};

/// Reads a whole number in decimal digits.
template <class Number>
bool read_number(std::string_view text, Number least, Number most, Number& number) {
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end && number >= least && number <= most;
}

inline bool read_dialect(std::string_view text, flameup::testing::Dialect& dialect) {
    using flameup::testing::Dialect;
    dialect = text == "reference" ? Dialect::reference : Dialect::overview;
    return text == "reference" || text == "overview";
}

inline bool read_file_name(std::string_view text, std::string& name) {
    name = text;
    return !name.empty();
}

/// Reads a key; refuses one that no header can carry.
inline bool read_key(std::string_view text, std::vector<std::string>& keys) {
    keys.emplace_back(text);
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

/// Reads a workspace; refuses one that JSON cannot hold.
inline bool read_workspace(std::string_view text, std::vector<std::string>& workspaces) {
    workspaces.emplace_back(text);
    return !text.empty() && flameup::to_json(text).has_value();
}

/// Reads an origin, as browsers write it: a scheme, a host and perhaps a port.
inline bool read_origin(std::string_view text, std::string& origin) {
    origin = text;
    const std::size_t host = text.substr(0, 7) == "http://" ? 7 : 8;
    if (host == 8 && text.substr(0, host) != "https://") return false;
    return text.size() > host &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(host), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      std::string_view(".-_:[]").find(c) != std::string_view::npos;
           });
}

/// An option with a value.
struct Setting {
    std::string_view name, needs;
    bool (*read)(std::string_view text, Options& options);
};

inline constexpr Setting settings[] = {
    {"--port", "a number from 0 to 65535",
     [](std::string_view text, Options& options) {
         return read_number<std::uint16_t>(text, 0, 65535, options.port);
     }},
    {"--api-key", "a key without spaces",
     [](std::string_view text, Options& options) { return read_key(text, options.api_keys); }},
    {"--workspace", "an id",
     [](std::string_view text, Options& options) {
         return read_workspace(text, options.workspaces);
     }},
    {"--dialect", "overview or reference",
     [](std::string_view text, Options& options) { return read_dialect(text, options.dialect); }},
    {"--rate-limit", "a number from 0 to 1000000000",
     [](std::string_view text, Options& options) {
         return read_number<std::int64_t>(text, 0, 1'000'000'000, options.rate_limit);
     }},
    {"--certificate", "a file name",
     [](std::string_view text, Options& options) {
         return read_file_name(text, options.certificate);
     }},
    {"--private-key", "a file name",
     [](std::string_view text, Options& options) {
         return read_file_name(text, options.private_key);
     }},
    {"--allow-origin", "an origin, as http://localhost:8000",
     [](std::string_view text, Options& options) {
         return read_origin(text, options.allow_origin);
     }},
    {"--chaos", "a number of at most 64 bits",
     [](std::string_view text, Options& options) {
         return read_number<std::uint64_t>(text, 0, UINT64_MAX, options.chaos.emplace());
     }},
    {"--max-connections", "a number from 1 to 100000",
     [](std::string_view text, Options& options) {
         return read_number<std::size_t>(text, 1, 100'000, options.max_connections);
     }},
    {"--idle-timeout", "a number of seconds from 1 to 3600",
     [](std::string_view text, Options& options) {
         return read_number<std::int64_t>(text, 1, 3600, options.idle_timeout);
     }},
};

inline const Setting* find_setting(std::string_view name) {
    const auto* const found =
        std::find_if(std::begin(settings), std::end(settings),
                     [&](const Setting& setting) { return setting.name == name; });
    return found == std::end(settings) ? nullptr : found;
}

/// Returns what is wrong with the options for TLS; empty if nothing is.
inline std::string check_tls(const Options& options) {
    if (options.certificate.empty() && options.private_key.empty()) return {};
    if (!has_tls) {
        return "this server was built without OpenSSL and has no TLS; install its headers "
               "(Debian: apt-get install libssl-dev) and build it again";
    }
    if (options.certificate.empty()) return "--private-key needs --certificate too";
    if (options.private_key.empty()) return "--certificate needs --private-key too";
    return {};
}

/// Reads the command line; returns what is wrong with it, or an empty text.
///
/// The text repeats no argument: any of them may be an API key in the wrong place.
inline std::string read_options(int count, char** words, Options& options) {
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        if (word == "--help") {
            options.help = true;
            continue;
        }
        const std::size_t equals = word.find('=');
        const Setting* const setting = find_setting(word.substr(0, equals));
        if (setting == nullptr) {
            return "argument " + std::to_string(i) + " is no option of this program; see --help";
        }
        std::optional<std::string_view> value;
        if (equals != std::string_view::npos) {
            value = word.substr(equals + 1);
        } else if (i + 1 < count && std::string_view(words[i + 1]).substr(0, 2) != "--") {
            value = words[++i];
        }
        if (!value || !setting->read(*value, options)) {
            return std::string(setting->name) + " needs " + std::string(setting->needs);
        }
    }
    return options.help ? std::string() : check_tls(options);
}

} // namespace people_server

#endif
