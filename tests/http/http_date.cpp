#include "flameup/http/http_date.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(http_date)

using flameup::Timestamp;
using flameup::detail::read_http_date;
using namespace std::string_view_literals;

static_assert(read_http_date("Thu, 01 Jan 1970 00:00:00 GMT") == Timestamp{});

BOOST_AUTO_TEST_CASE(reads_all_three_forms) {
    struct Row {
        std::string_view text;
        Timestamp moment;
    };
    const Row rows[] = {
        // RFC 9110 section 5.6.7
        {"Sun, 06 Nov 1994 08:49:37 GMT", {784'111'777, 0}},
        {"Sunday, 06-Nov-94 08:49:37 GMT", {784'111'777, 0}},
        {"Sun Nov  6 08:49:37 1994", {784'111'777, 0}},
        // every month
        {"Mon, 15 Jan 2024 10:30:00 GMT", {1'705'314'600, 0}},
        {"Thu, 29 Feb 2024 10:30:00 GMT", {1'709'202'600, 0}},
        {"Fri, 15 Mar 2024 10:30:00 GMT", {1'710'498'600, 0}},
        {"Mon, 15 Apr 2024 10:30:00 GMT", {1'713'177'000, 0}},
        {"Wed, 15 May 2024 10:30:00 GMT", {1'715'769'000, 0}},
        {"Sat, 15 Jun 2024 10:30:00 GMT", {1'718'447'400, 0}},
        {"Mon, 15 Jul 2024 10:30:00 GMT", {1'721'039'400, 0}},
        {"Thu, 15 Aug 2024 10:30:00 GMT", {1'723'717'800, 0}},
        {"Sun, 15 Sep 2024 10:30:00 GMT", {1'726'396'200, 0}},
        {"Tue, 15 Oct 2024 10:30:00 GMT", {1'728'988'200, 0}},
        {"Fri, 15 Nov 2024 10:30:00 GMT", {1'731'666'600, 0}},
        {"Sun, 15 Dec 2024 10:30:00 GMT", {1'734'258'600, 0}},
        // every weekday's full name
        {"Monday, 15-Jan-24 10:30:00 GMT", {1'705'314'600, 0}},
        {"Tuesday, 16-Jan-24 10:30:00 GMT", {1'705'401'000, 0}},
        {"Wednesday, 17-Jan-24 10:30:00 GMT", {1'705'487'400, 0}},
        {"Thursday, 18-Jan-24 10:30:00 GMT", {1'705'573'800, 0}},
        {"Friday, 19-Jan-24 10:30:00 GMT", {1'705'660'200, 0}},
        {"Saturday, 20-Jan-24 10:30:00 GMT", {1'705'746'600, 0}},
        // a weekday that is not the date's
        {"Fri, 06 Nov 1994 08:49:37 GMT", {784'111'777, 0}},
        {"Friday, 06-Nov-94 08:49:37 GMT", {784'111'777, 0}},
        {"Fri Nov  6 08:49:37 1994", {784'111'777, 0}},
        // days of two digits in asctime's form
        {"Tue Nov 16 08:49:37 1999", {942'742'177, 0}},
        {"Sun Nov 06 08:49:37 1994", {784'111'777, 0}},
        // two-digit years: 69 to 99 and 00 to 68
        {"Wednesday, 01-Jan-69 00:00:00 GMT", {-31'536'000, 0}},
        {"Thursday, 01-Jan-70 00:00:00 GMT", {0, 0}},
        {"Friday, 31-Dec-99 23:59:59 GMT", {946'684'799, 0}},
        {"Saturday, 01-Jan-00 00:00:00 GMT", {946'684'800, 0}},
        {"Sunday, 01-Jan-68 00:00:00 GMT", {3'092'601'600, 0}},
        // leap seconds
        {"Sat, 31 Dec 2016 23:59:60 GMT", {1'483'228'800, 0}},
        {"Saturday, 31-Dec-16 23:59:60 GMT", {1'483'228'800, 0}},
        {"Sat Dec 31 23:59:60 2016", {1'483'228'800, 0}},
        // the first and the last
        {"Sat, 01 Jan 0000 00:00:00 GMT", {-62'167'219'200, 0}},
        {"Fri, 31 Dec 9999 23:59:59 GMT", {253'402'300'799, 0}},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text) { BOOST_TEST((read_http_date(row.text) == row.moment)); }
    }
}

BOOST_AUTO_TEST_CASE(refuses_everything_else) {
    const std::string_view texts[] = {
        "",
        "0",
        "120",
        "GMT",
        "1994-11-06T08:49:37Z",
        // case
        "sun, 06 Nov 1994 08:49:37 GMT",
        "SUN, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 gmt",
        "sunday, 06-Nov-94 08:49:37 GMT",
        "Sun nov  6 08:49:37 1994",
        // weekdays
        "06 Nov 1994 08:49:37 GMT",
        "Sun 06 Nov 1994 08:49:37 GMT",
        "Son, 06 Nov 1994 08:49:37 GMT",
        "Su, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT",
        "Sunday Nov  6 08:49:37 1994",
        ", 06 Nov 1994 08:49:37 GMT",
        "Sun,06 Nov 1994 08:49:37 GMT",
        "Sun,  06 Nov 1994 08:49:37 GMT",
        // dates
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun,  6 Nov 1994 08:49:37 GMT",
        "Sunday,  6-Nov-94 08:49:37 GMT",
        "Sun, 06 November 1994 08:49:37 GMT",
        "Sun, 06 Now 1994 08:49:37 GMT",
        "Sun, 06 11 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 01994 08:49:37 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sunday, 06 Nov 94 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov   6 08:49:37 1994",
        "Sun Nov  6 08:49:37 94",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 29 Feb 1900 08:49:37 GMT",
        "Sunday, 29-Feb-23 08:49:37 GMT",
        "Sun Nov  0 08:49:37 1994",
        "Sun, -6 Nov 1994 08:49:37 GMT",
        // times
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 1994 08.49.37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 08:49:60 GMT",
        "Sun, 06 Nov 1994 23:59:60 GMT",
        "Fri, 31 Dec 9999 23:59:60 GMT",
        "Sun, 06 Nov 1994 08:49:37.5 GMT",
        // zones
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 ",
        "Sun, 06 Nov 1994 08:49:37GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37 GMT+1",
        "Sun Nov  6 08:49:37 1994 GMT",
        "Sun Nov  6 08:49:37 GMT 1994",
        // around
        " Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT ",
        "Sun, 06 Nov 1994 08:49:37 GMT\r\n",
        "Sun Nov  6 08:49:37 1994\n",
        "Sun, 06 Nov 1994 08:49:37 GMT\0"sv,
        "Sun\0 06 Nov 1994 08:49:37 GMT"sv,
        "Sun,\t06 Nov 1994 08:49:37 GMT",
        "Sun,\xC2\xA0"
        "06 Nov 1994 08:49:37 GMT",
    };
    for (std::string_view text : texts) {
        BOOST_TEST_CONTEXT(text) { BOOST_TEST((read_http_date(text) == std::nullopt)); }
    }
}

BOOST_AUTO_TEST_CASE(refuses_every_beginning_of_a_date) {
    for (std::string_view text :
         {"Sun, 06 Nov 1994 08:49:37 GMT"sv, "Sunday, 06-Nov-94 08:49:37 GMT"sv,
          "Sun Nov  6 08:49:37 1994"sv}) {
        for (std::size_t size = 0; size != text.size(); ++size) {
            // A copy of its own shows a sanitizer where it ends.
            const std::string beginning(text.substr(0, size));
            BOOST_TEST_CONTEXT(beginning) {
                BOOST_TEST((read_http_date(beginning) == std::nullopt));
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
