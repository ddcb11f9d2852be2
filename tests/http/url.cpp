#include "flameup/http/url.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#if !defined(_WIN32)
#include <arpa/inet.h>
#endif

BOOST_AUTO_TEST_SUITE(url)

using flameup::split_url;
using flameup::UrlParts;
using flameup::detail::is_ipv6;

namespace {

#if !defined(_WIN32)
/// Tells whether the system takes text for an IPv6 address.
bool is_ipv6_to_the_system(const std::string& text) {
    in6_addr address;
    return inet_pton(AF_INET6, text.c_str(), &address) == 1;
}
#endif

} // namespace

BOOST_AUTO_TEST_CASE(splits_a_url) {
    struct Row {
        std::string_view url;
        std::string_view scheme;
        std::string_view authority;
        std::string_view host;
        unsigned port;
        std::string_view target;
    };
    const Row rows[] = {
        {"https://api.flameup.ai/api/v1", "https", "api.flameup.ai", "api.flameup.ai", 443,
         "/api/v1"},
        {"http://localhost", "http", "localhost", "localhost", 80, ""},
        {"HTTPS://Example.COM/", "HTTPS", "Example.COM", "Example.COM", 443, "/"},
        {"hTTp://h", "hTTp", "h", "h", 80, ""},
        {"http://127.0.0.1:8080/x?y=z&a=%20", "http", "127.0.0.1:8080", "127.0.0.1", 8080,
         "/x?y=z&a=%20"},
        {"https://h:1", "https", "h:1", "h", 1, ""},
        {"https://h:65535", "https", "h:65535", "h", 65535, ""},
        {"https://h:00443/", "https", "h:00443", "h", 443, "/"},
        {"https://[::1]", "https", "[::1]", "::1", 443, ""},
        {"https://[2001:DB8::1.2.3.4]:8443/p", "https", "[2001:DB8::1.2.3.4]:8443",
         "2001:DB8::1.2.3.4", 8443, "/p"},
        {"https://h?q", "https", "h", "h", 443, "?q"},
        {"https://a-b_c.d~e/", "https", "a-b_c.d~e", "a-b_c.d~e", 443, "/"},
        {"https://h//a//", "https", "h", "h", 443, "//a//"},
        {"https://h/a:b@c;d=e,f!g$h'i(j)k*l+m", "https", "h", "h", 443,
         "/a:b@c;d=e,f!g$h'i(j)k*l+m"},
        {"https://h/?a=/?b", "https", "h", "h", 443, "/?a=/?b"},
    };
    for (const Row& row : rows) {
        UrlParts parts;
        const char* const problem = split_url(row.url, parts);
        BOOST_TEST_REQUIRE((problem == nullptr), row.url);
        BOOST_TEST(parts.scheme == row.scheme);
        BOOST_TEST(parts.authority == row.authority);
        BOOST_TEST(parts.host == row.host);
        BOOST_TEST(parts.port == row.port);
        BOOST_TEST(parts.target == row.target);
    }
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_with_a_url) {
    using namespace std::string_view_literals;
    struct Row {
        std::string_view url;
        std::string_view problem;
    };
    const Row rows[] = {
        {"", "it has no scheme"},
        {"host/path", "it has no scheme"},
        {"//host", "it has no scheme"},
        {"https:host", "it has no scheme"},
        {"https:/host", "it has no scheme"},
        {"://host", "its scheme is neither http nor https"},
        {"ftp://host", "its scheme is neither http nor https"},
        {" https://host", "its scheme is neither http nor https"},
        {"httpss://host", "its scheme is neither http nor https"},
        {"x?http://host", "its scheme is neither http nor https"},
        {"https://", "it has no host"},
        {"https:///path", "it has no host"},
        {"https://:80", "it has no host"},
        {"https://user@host", "it has user info"},
        {"https://user:password@host/", "it has user info"},
        {"https://@host", "it has user info"},
        {"https://host/#", "it has a fragment"},
        {"https://host#a", "it has a fragment"},
        {"https://host/a?b#c", "it has a fragment"},
        {"https://host/a b", "its path or query has characters that a URL cannot have"},
        {"https://host/a\r\nX: y", "its path or query has characters that a URL cannot have"},
        {"https://host/\u00E9", "its path or query has characters that a URL cannot have"},
        {"https://host/%", "its path or query has characters that a URL cannot have"},
        {"https://host/%4", "its path or query has characters that a URL cannot have"},
        {"https://host/%4g", "its path or query has characters that a URL cannot have"},
        {"https://host/a\"b", "its path or query has characters that a URL cannot have"},
        {"https://host/a\\b", "its path or query has characters that a URL cannot have"},
        {"https://host/[a]", "its path or query has characters that a URL cannot have"},
        {"https://host/a\0"sv, "its path or query has characters that a URL cannot have"},
        {"https://ho st", "its host has characters that a host name cannot have"},
        {"https://host\r\n/", "its host has characters that a host name cannot have"},
        {"https://host\0/"sv, "its host has characters that a host name cannot have"},
        {"https://ho%73t", "its host has characters that a host name cannot have"},
        {"https://h\u00F6st", "its host has characters that a host name cannot have"},
        {"https://host\\evil", "its host has characters that a host name cannot have"},
        {"https://a,b", "its host has characters that a host name cannot have"},
        {"https://host:", "its port is ill-formed"},
        {"https://host:x", "its port is ill-formed"},
        {"https://host:-1", "its port is ill-formed"},
        {"https://host:+1", "its port is ill-formed"},
        {"https://host: 1", "its port is ill-formed"},
        {"https://host:1:2", "its port is ill-formed"},
        {"https://host:123456", "its port is ill-formed"},
        {"https://host:4294967376", "its port is ill-formed"},
        {"https://host:0", "its port is not from 1 to 65535"},
        {"https://host:65536", "its port is not from 1 to 65535"},
        {"https://host:99999", "its port is not from 1 to 65535"},
        {"https://[::1", "its IPv6 address is not closed"},
        {"https://[::1/", "its IPv6 address is not closed"},
        {"https://[]", "its host is not an IPv6 address"},
        {"https://[1.2.3.4]", "its host is not an IPv6 address"},
        {"https://[fe80::1%25eth0]", "its host is not an IPv6 address"},
        {"https://[v1.x]", "its host is not an IPv6 address"},
        {"https://[::1]80", "its port is ill-formed"},
        {"https://[::1]:", "its port is ill-formed"},
        {"https://[::1]x:80", "its port is ill-formed"},
        {"https://::1", "it has no host"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.url) {
            UrlParts parts;
            const char* const problem = split_url(row.url, parts);
            BOOST_TEST_REQUIRE((problem != nullptr));
            BOOST_TEST(problem == row.problem);
        }
    }
}

#if !defined(_WIN32)
BOOST_AUTO_TEST_CASE(agrees_about_ipv6_addresses_with_the_system) {
    const std::string addresses[] = {"",
                                     ":",
                                     "::",
                                     ":::",
                                     "::1",
                                     "1::",
                                     ":1",
                                     "1:",
                                     "1",
                                     "1:2",
                                     "::1:",
                                     ":1::",
                                     "1::2",
                                     "1:::2",
                                     "1::2::3",
                                     "1:2:3:4:5:6:7:8",
                                     "1:2:3:4:5:6:7",
                                     "1:2:3:4:5:6:7:8:9",
                                     "1:2:3:4:5:6:7:",
                                     ":2:3:4:5:6:7:8",
                                     "1:2:3:4:5:6:7::",
                                     "::2:3:4:5:6:7:8",
                                     "1:2:3::5:6:7:8",
                                     "1:2:3:4:5:6:7:8::",
                                     "::1:2:3:4:5:6:7:8",
                                     "1:2:3::4:5:6:7:8",
                                     "::2:3:4:5:6:7",
                                     "12345::",
                                     "::12345",
                                     "abcd:EF01::",
                                     "g::",
                                     "::g",
                                     "0000::0000",
                                     "00000::",
                                     "::1.2.3.4",
                                     "1.2.3.4",
                                     "1.2.3.4::",
                                     "::1.2.3",
                                     "::1.2.3.4.5",
                                     "::1.2.3.",
                                     "::.2.3.4",
                                     "::1..3.4",
                                     "::256.1.1.1",
                                     "::255.255.255.255",
                                     "::1.2.3.4:5",
                                     "1:2:3:4:5:6:1.2.3.4",
                                     "1:2:3:4:5:6:7:1.2.3.4",
                                     "1:2:3:4:5:1.2.3.4",
                                     "1:2:3:4:5::1.2.3.4",
                                     "1:2:3:4:5:6::1.2.3.4",
                                     "::ffff:192.0.2.128",
                                     "::01.2.3.4",
                                     "::1.2.3.04",
                                     "::00.0.0.0",
                                     "::0.0.0.0",
                                     "::1.2.3.0000",
                                     "::a.1.1.1",
                                     "::1.2.3.4 ",
                                     " ::1",
                                     "::1%eth0",
                                     "fe80::1%25a",
                                     "1::2.",
                                     "::1.2.3.4.",
                                     "::-1",
                                     "::+1",
                                     "::0x1",
                                     "1:2:3:4:5:6:7:8.",
                                     "::1:1.2.3.4",
                                     "1::1.2.3.4",
                                     "1.2.3.4:5::"};
    for (const std::string& address : addresses) {
        const bool expected = is_ipv6_to_the_system(address);
        BOOST_TEST(is_ipv6(address) == expected, address);
    }
    const std::string_view alphabet = ":::..0125af";
    std::uint64_t seed = 1;
    std::size_t valid = 0;
    for (int i = 0; i != 300'000; ++i) {
        std::string address;
        if (i % 2 == 0) address = "::";
        for (int size = i % 19; size != 0; --size) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            address += alphabet[static_cast<std::size_t>(seed >> 33) % alphabet.size()];
        }
        const bool expected = is_ipv6_to_the_system(address);
        valid += expected;
        if (is_ipv6(address) != expected) BOOST_TEST(is_ipv6(address) == expected, address);
    }
    BOOST_TEST(valid > 1000u);
}
#endif

BOOST_AUTO_TEST_CASE(accepts_the_characters_of_rfc_3986_and_no_others) {
    const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const std::string in_host = letters + "-._~";
    const std::string in_target = in_host + "!$&'()*+,;=:@/?%"; // the % is followed by 41
    for (int byte = 0; byte != 256; ++byte) {
        const char c = static_cast<char>(byte);
        UrlParts parts;
        for (const std::string before : {"https://host/", "https://host/?"}) {
            const bool accepted = split_url(before + c + "41", parts) == nullptr;
            BOOST_TEST(accepted == (in_target.find(c) != std::string::npos), before << byte);
        }
        const std::string expected = in_host + ":/?"; // these end the host
        const bool accepted = split_url(std::string("https://ho") + c + "41", parts) == nullptr;
        BOOST_TEST(accepted == (expected.find(c) != std::string::npos), byte);
    }
}

BOOST_AUTO_TEST_SUITE_END()
