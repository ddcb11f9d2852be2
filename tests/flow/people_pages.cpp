#include "flameup/flow/people_pages.hpp"

#include "flameup/testing/people_service.hpp"

#include "flow/scripts.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(people_pages)

using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::ListPeople;
using flameup::Moment;
using flameup::PagesOptions;
using flameup::Step;
using scripts::answer;
using scripts::Answers;
using scripts::at;
using scripts::config;
using scripts::lost;
using scripts::story_of;
using scripts::Unsaved;

using Pages = flameup::PeoplePages<>;

/// Writes a flow as JSON and makes another from it, at each step, in a process of another time.
struct Saved {
    PagesOptions options{};

    Pages operator()(const Pages& flow, const Moment& now) const {
        if (flow.error()) return flow;
        return {config(), scripts::copy_of(flow.save(now)), now, options};
    }
};

ListPeople<> by(std::int64_t limit) {
    ListPeople<> query;
    query.limit = limit;
    return query;
}

/// A page of people with these ids, of one letter each; `-` has none. Those with a capital letter
/// do not decode, and have the small letter as their id.
HttpResponse page(const std::string& ids, const std::string& more = "") {
    std::string body = R"({"people":[)";
    for (const char id : ids) {
        if (body.back() == '}') body += ',';
        const bool is_odd = id >= 'A' && id <= 'Z';
        const char letter = is_odd ? static_cast<char>(id - 'A' + 'a') : id;
        const std::string more_of_it = is_odd ? R"(,"created_at":"")" : "";
        body += id == '-' ? "{}" : std::string(R"({"id":")") + letter + '"' + more_of_it + '}';
    }
    return answer(200, body + ']' + more + '}');
}

HttpResponse page_of(const std::string& ids, std::int64_t total) {
    return page(ids, R"(,"total":)" + std::to_string(total));
}

std::string taken(Pages& flow) {
    std::string text = "yields ";
    for (const auto& person : flow.take()) text += person.id.value_or("-");
    for (const auto& odd : flow.take_odd()) text += " odd " + odd.json.substr(7, 1);
    return text;
}

std::string story(const ListPeople<>& query, const Answers& answers, PagesOptions options = {}) {
    Pages whole(config(), query, options);
    Pages saved(config(), query, options);
    std::string expected = story_of(whole, answers, Unsaved(), taken);
    BOOST_TEST(story_of(saved, answers, Saved{options}, taken) == expected);
    BOOST_TEST(saved.error().has_value() == whole.error().has_value());
    if (whole.error() && saved.error()) BOOST_TEST((*saved.error() == *whole.error()));
    if (whole.error()) expected += texts::of(*whole.error());
    return expected;
}

PagesOptions not_once() {
    PagesOptions options;
    options.once = false;
    return options;
}

const std::string endless = "decode 0 endless: the server's list does not end\n";

BOOST_AUTO_TEST_CASE(goes_from_page_to_page_to_the_total) {
    BOOST_TEST(story(by(2), {page_of("ab", 5), page_of("cd", 5), page_of("e", 5)}) ==
               "GET /people?limit=2\nyields ab\n"
               "GET /people?limit=2&offset=2\nyields cd\n"
               "GET /people?limit=2&offset=4\nyields e\nfinished\n");
    BOOST_TEST(story({}, {page_of("ab", 2)}) == "GET /people?limit=500\nyields ab\nfinished\n");
}

BOOST_AUTO_TEST_CASE(stops_at_an_empty_page) {
    BOOST_TEST(story({}, {page("")}) == "GET /people?limit=500\nfinished\n");
    BOOST_TEST(story({}, {page("ab"), page("c"), page("")}) ==
               "GET /people?limit=500\nyields ab\nGET /people?limit=500&offset=2\nyields c\n"
               "GET /people?limit=500&offset=3\nfinished\n");
}

BOOST_AUTO_TEST_CASE(begins_where_the_query_does) {
    ListPeople<> query = by(2);
    query.offset = 7;
    query.search = "jane doe";
    BOOST_TEST(story(query, {page_of("ab", 10), page_of("c", 10)}) ==
               "GET /people?limit=2&offset=7&search=jane%20doe\nyields ab\n"
               "GET /people?limit=2&offset=9&search=jane%20doe\nyields c\nfinished\n");
    BOOST_TEST(story(query, {page_of("", 3)}) == // before the offset
               "GET /people?limit=2&offset=7&search=jane%20doe\nfinished\n");
}

BOOST_AUTO_TEST_CASE(believes_the_latest_total) {
    struct Case {
        const char* what;
        Answers answers;
        const char* requests;
    };
    const Case cases[] = {
        {"grows", {page_of("ab", 3), page_of("c", 4), page_of("d", 4)}, "0 2 3"},
        {"shrinks", {page_of("ab", 9), page_of("c", 3), page_of("abc", 3)}, "0 2 0"},
        {"less than came", {page_of("ab", 1)}, "0"},
        {"none with people", {page_of("ab", 0), page_of("", 0)}, "0 2"},
        {"negative", {page_of("ab", -1), page_of("c", -1), page_of("", -1)}, "0 2 3"},
        {"lowest", {page_of("ab", scripts::lowest_number), page("")}, "0 2"},
        {"comes late", {page("ab"), page_of("c", 3)}, "0 2"},
        {"goes", {page_of("ab", 3), page("c"), page("")}, "0 2 3"},
    };
    for (const Case& each : cases) {
        std::string expected;
        std::string requests = each.requests;
        for (std::size_t i = 0; i != each.answers.size(); ++i) {
            const std::string offset = requests.substr(2 * i, 1);
            expected += "GET /people?limit=500" + (i == 0 ? "" : "&offset=" + offset) + '\n';
            Pages flow(config(), {});
            flow.next(at(0));
            flow.receive(each.answers[i], at(0));
            const std::string ids = taken(flow);
            if (ids != "yields " && (i == 0 || offset != "0")) expected += ids + '\n';
        }
        BOOST_TEST(story({}, each.answers) == expected + "finished\n", each.what);
    }
}

BOOST_AUTO_TEST_CASE(takes_pages_of_any_size) {
    // The server has a limit of its own, or none at all.
    BOOST_TEST(story(by(500), {page("abc", R"(,"limit":3,"offset":0)"),
                               page("d", R"(,"limit":3,"offset":3)"),
                               page("", R"(,"limit":3,"offset":4)")}) ==
               "GET /people?limit=500\nyields abc\nGET /people?limit=500&offset=3\nyields d\n"
               "GET /people?limit=500&offset=4\nfinished\n");
    BOOST_TEST(story(by(1), {page_of("abcde", 6), page_of("f", 6)}) ==
               "GET /people?limit=1\nyields abcde\nGET /people?limit=1&offset=5\nyields f\n"
               "finished\n");
}

BOOST_AUTO_TEST_CASE(lists_nobody_twice_unless_told_otherwise) {
    const Answers answers{page_of("ab", 4), page_of("bc", 5), page_of("d", 5)};
    BOOST_TEST(story(by(2), answers) == "GET /people?limit=2\nyields ab\n"
                                        "GET /people?limit=2&offset=2\nyields c\n"
                                        "GET /people?limit=2&offset=4\nyields d\nfinished\n");
    BOOST_TEST(story(by(2), answers, not_once()) ==
               "GET /people?limit=2\nyields ab\n"
               "GET /people?limit=2&offset=2\nyields bc\n"
               "GET /people?limit=2&offset=4\nyields d\nfinished\n");
}

const std::string moved =
    "decode 0 list_moved: people may be missing: the list changed while it was "
    "read, or ended before its total\n";

BOOST_AUTO_TEST_CASE(goes_back_where_the_total_falls) {
    // b is deleted after the first page, so that c moves to its place.
    BOOST_TEST(story(by(2), {page_of("ab", 5), page_of("de", 4), page_of("cd", 4),
                             page_of("e", 4)}) == "GET /people?limit=2\nyields ab\n"
                                                  "GET /people?limit=2&offset=2\nyields de\n"
                                                  "GET /people?limit=2&offset=1\nyields c\n"
                                                  "GET /people?limit=2&offset=3\nfinished\n");
    // The loop deletes all whom it got.
    BOOST_TEST(story(by(2), {page_of("ab", 5), page_of("e", 3), page_of("cd", 2)}) ==
               "GET /people?limit=2\nyields ab\n"
               "GET /people?limit=2&offset=2\nyields e\n"
               "GET /people?limit=2&offset=0\nyields cd\nfinished\n");
    // Not in front of where the query begins.
    ListPeople<> query = by(2);
    query.offset = 3;
    BOOST_TEST(story(query, {page_of("de", 9), page_of("i", 5), page_of("fg", 5)}) ==
               "GET /people?limit=2&offset=3\nyields de\n"
               "GET /people?limit=2&offset=5\nyields i\n"
               "GET /people?limit=2&offset=3\nyields fg\nfinished\n");
    // All are deleted.
    BOOST_TEST(story(by(2), {page_of("ab", 5), page_of("", 0), page_of("", 0)}) ==
               "GET /people?limit=2\nyields ab\nGET /people?limit=2&offset=2\n"
               "GET /people?limit=2&offset=0\nfinished\n");
}

BOOST_AUTO_TEST_CASE(goes_back_where_the_list_ends_before_its_total) {
    BOOST_TEST(
        story(by(2), {page_of("ab", 4), page_of("", 4), page_of("ab", 4), page_of("cd", 4)}) ==
        "GET /people?limit=2\nyields ab\nGET /people?limit=2&offset=2\n"
        "GET /people?limit=2&offset=0\nGET /people?limit=2&offset=2\nyields cd\nfinished\n");
    BOOST_TEST(story({}, {page_of("", 2), page_of("ab", 2)}) ==
               "GET /people?limit=500\nGET /people?limit=500&offset=0\nyields ab\nfinished\n");
    // A short page is no end.
    BOOST_TEST(story(by(3), {page_of("ab", 4), page_of("c", 4), page_of("d", 4)}) ==
               "GET /people?limit=3\nyields ab\nGET /people?limit=3&offset=2\nyields c\n"
               "GET /people?limit=3&offset=3\nyields d\nfinished\n");
}

BOOST_AUTO_TEST_CASE(says_where_it_cannot_be_sure) {
    const HttpResponse none = page_of("", 9);
    BOOST_TEST(story({}, {none, none, none, none}) ==
               "GET /people?limit=500\nGET /people?limit=500&offset=0\n"
               "GET /people?limit=500&offset=0\nGET /people?limit=500&offset=0\nfinished\n" +
                   moved);
    BOOST_TEST(story({}, {page_of("ab", scripts::largest_number), none, page_of("ab", 9), none,
                          page_of("ab", 9), none, page_of("ab", 9), none}) ==
               "GET /people?limit=500\nyields ab\nGET /people?limit=500&offset=2\n"
               "GET /people?limit=500&offset=0\nGET /people?limit=500&offset=2\n"
               "GET /people?limit=500&offset=0\nGET /people?limit=500&offset=2\n"
               "GET /people?limit=500&offset=0\nGET /people?limit=500&offset=2\nfinished\n" +
                   moved);
    // Whoever has no id would come twice.
    BOOST_TEST(
        story(by(2), {page_of("a-", 4), page_of("d", 3)}) ==
        "GET /people?limit=2\nyields a-\nGET /people?limit=2&offset=2\nyields d\nfinished\n" +
            moved);
    BOOST_TEST(
        story(by(2), {page_of("ab", 4), page_of("d", 3)}, not_once()) ==
        "GET /people?limit=2\nyields ab\nGET /people?limit=2&offset=2\nyields d\nfinished\n" +
            moved);
    BOOST_TEST(story(by(2), {page_of("ab", 4), page_of("", 4)}, not_once()) ==
               "GET /people?limit=2\nyields ab\nGET /people?limit=2&offset=2\nfinished\n" + moved);
}

BOOST_AUTO_TEST_CASE(begins_again_from_the_state_of_a_list_that_moved) {
    Pages flow(config(), by(2));
    const HttpResponse none = page_of("", 3);
    const HttpResponse back = page_of("b", 3);
    story_of(flow, {page_of("ab", 3), none, back, none, back, none, back, none}, Unsaved(), taken);
    BOOST_TEST_REQUIRE(flow.error().has_value());
    BOOST_TEST(flow.error()->code == "list_moved");
    Pages again(config(), scripts::copy_of(flow.save(at(0))), at(0));
    BOOST_TEST(story_of(again, {page_of("ab", 3), page_of("c", 3)}, Unsaved(), taken) ==
               "GET /people?limit=2&offset=0\nGET /people?limit=2&offset=2\nyields c\nfinished\n");
    BOOST_TEST(!again.error().has_value());
}

BOOST_AUTO_TEST_CASE(lists_until_nobody_is_left) {
    PagesOptions options;
    options.until_none = true;
    options.once = false; // makes no difference
    // Each is taken out of the list, whatever its total says.
    BOOST_TEST(story(by(2), {page_of("ab", 2), page_of("cd", 9), page("e"), page_of("", 7)},
                     options) == "GET /people?limit=2\nyields ab\nGET /people?limit=2\nyields cd\n"
                                 "GET /people?limit=2\nyields e\nGET /people?limit=2\nfinished\n");
    // Those who stay come once, and those behind them too.
    BOOST_TEST(
        story(by(2),
              {page("ab"), page("ab"), page("cd"), page("e"), page(""), page("ab"), page("")},
              options) ==
        "GET /people?limit=2\nyields ab\nGET /people?limit=2\n"
        "GET /people?limit=2&offset=2\nyields cd\nGET /people?limit=2&offset=2\nyields e\n"
        "GET /people?limit=2&offset=2\nGET /people?limit=2&offset=0\n"
        "GET /people?limit=2&offset=2\nfinished\n");
    BOOST_TEST(story(by(2), {page("")}, options) == "GET /people?limit=2\nfinished\n");
}

BOOST_AUTO_TEST_CASE(compares_people_by_their_ids) {
    const HttpResponse mixed =
        answer(200, R"({"people":[{"id":"a","userId":"x"},{"userId":"a"},{"external_id":"a"},)"
                    R"({"id":"a"},{},{},{"email":"a"},{"email":"a"}],"total":8})");
    Pages flow(config(), {});
    flow.next(at(0));
    flow.receive(mixed, at(0));
    std::string people;
    for (const auto& person : flow.take()) people += *flameup::to_json(person) + ' ';
    BOOST_TEST(people == R"({"id":"a","userId":"x","traits":{}} {"userId":"a","traits":{}} )"
                         R"({"traits":{}} {"traits":{}} {"email":"a","traits":{}} )"
                         R"({"email":"a","traits":{}} )");
}

BOOST_AUTO_TEST_CASE(a_list_that_moves_by_a_page_goes_on) {
    BOOST_TEST(story(by(1), {page_of("a", 3), page_of("a", 4), page_of("b", 4), page_of("c", 4)}) ==
               "GET /people?limit=1\nyields a\nGET /people?limit=1&offset=1\n"
               "GET /people?limit=1&offset=2\nyields b\n"
               "GET /people?limit=1&offset=3\nyields c\nfinished\n");
}

BOOST_AUTO_TEST_CASE(ends_where_the_server_repeats_a_page_for_ever) {
    const Answers four{page("ab"), page("ab"), page("ab"), page("ab")};
    const std::string requests =
        "GET /people?limit=500\nyields ab\nGET /people?limit=500&offset=2\n"
        "GET /people?limit=500&offset=4\nGET /people?limit=500&offset=6\n";
    BOOST_TEST(story({}, four) == requests + "finished\n" + endless);
    // A server that says which offset it took needs no second chance.
    const std::string first = R"(,"offset":0,"total":4)";
    BOOST_TEST(story({}, {page("ab", first), page("ab", first)}) ==
               "GET /people?limit=500\nyields ab\nGET /people?limit=500&offset=2\nfinished\n" +
                   endless);
}

BOOST_AUTO_TEST_CASE(ends_where_the_pages_are_too_many) {
    for (const PagesOptions& kind : {PagesOptions{}, not_once()}) {
        PagesOptions options = kind;
        options.max_pages = 3;
        BOOST_TEST(story({}, {page("-"), page("-"), page("-")}, options) ==
                   "GET /people?limit=500\nyields -\nGET /people?limit=500&offset=1\nyields -\n"
                   "GET /people?limit=500&offset=2\nyields -\nfinished\n" +
                       endless);
        BOOST_TEST(story({}, {page("a"), page("b"), page_of("c", 3)}, options) ==
                   "GET /people?limit=500\nyields a\nGET /people?limit=500&offset=1\nyields b\n"
                   "GET /people?limit=500&offset=2\nyields c\nfinished\n");
        options.max_pages = 0;
        BOOST_TEST(story({}, {}, options) == "finished\n" + endless);
    }
}

BOOST_AUTO_TEST_CASE(a_server_without_end_comes_to_one) {
    Pages flow(config(), by(1));
    std::int64_t requests = 0;
    while (flow.next(at(0)).kind != Step::Kind::finished) {
        if (!flow.take().empty()) continue;
        flow.receive(page(requests++ % 2 == 0 ? "a" : "b"), at(0));
    }
    BOOST_TEST(requests == PagesOptions().max_pages);
    BOOST_TEST(flow.error()->code == "endless");
}

BOOST_AUTO_TEST_CASE(retries_each_page) {
    BOOST_TEST(story(by(1), {answer(503), page_of("a", 2), lost("cut"),
                             answer(429, {}, {{"Retry-After", "1"}}), page_of("b", 2)}) ==
               "GET /people?limit=1\nwaits 250\nGET /people?limit=1\nyields a\n"
               "GET /people?limit=1&offset=1\nwaits 250\n"
               "GET /people?limit=1&offset=1\nwaits 1250\n"
               "GET /people?limit=1&offset=1\nyields b\nfinished\n");
}

BOOST_AUTO_TEST_CASE(ends_with_the_error_of_a_page) {
    struct Case {
        HttpResponse response;
        const char* error;
        const char* attempts;
    };
    const Case cases[] = {
        {answer(401), "api 401 401: Unauthorized\n", "401 401: Unauthorized, waits 0\n"},
        {answer(200, "{}"),
         "decode 200 missing: the response does not decode at $: the member people is "
         "missing\npath = $\noffset = 1\n",
         "200 missing: the response does not decode at $: the member people is missing, "
         "waits 0\n"},
        {answer(302), "api 302 302: Redirection\n", "302 302: Redirection, waits 0\n"},
    };
    for (const Case& each : cases) {
        const Answers answers{page_of("a", 2), each.response};
        BOOST_TEST(story(by(1), answers) == "GET /people?limit=1\nyields a\n"
                                            "GET /people?limit=1&offset=1\nfinished\n" +
                                                std::string(each.error));
        Pages flow(config(), by(1));
        story_of(flow, answers, Unsaved(), taken);
        BOOST_TEST(scripts::of(flow.attempts()) == each.attempts);
    }
}

BOOST_AUTO_TEST_CASE(sends_nothing_that_is_not_valid) {
    ListPeople<> before = by(50);
    before.offset = -1;
    for (const ListPeople<>& query : {by(0), by(501), by(scripts::lowest_number), before}) {
        Pages flow(config(), query);
        BOOST_TEST((flow.next(at(0)).kind == Step::Kind::finished));
        BOOST_TEST((*flow.error() == flameup::build(config(), query).error()));
    }
}

BOOST_AUTO_TEST_CASE(goes_on_with_the_page_that_it_failed_at) {
    PagesOptions options;
    options.retry.max_attempts = 2;
    Pages flow(config(), by(1), options);
    BOOST_TEST(story_of(flow, {page_of("a", 2), answer(503), answer(503)}, Unsaved(), taken) ==
               "GET /people?limit=1\nyields a\nGET /people?limit=1&offset=1\nwaits 250\n"
               "GET /people?limit=1&offset=1\nfinished\n");
    BOOST_TEST(flow.error().has_value());
    Pages again(config(), scripts::copy_of(flow.save(at(0))), at(0), options);
    BOOST_TEST(story_of(again, {answer(503), page_of("b", 2)}, Saved{options}, taken) ==
               "GET /people?limit=1&offset=1\nwaits 250\nGET /people?limit=1&offset=1\nyields b\n"
               "finished\n");
    BOOST_TEST(!again.error().has_value());
    auto apart = again.save_without_seen(at(0)); // its ids are saved by the caller
    BOOST_TEST(apart.seen.empty());
    apart.seen.assign(again.seen().begin(), again.seen().end());
    BOOST_TEST(*flameup::to_json(apart) == *flameup::to_json(again.save(at(0))));

    Pages done(config(), scripts::copy_of(again.save(at(0))), at(0), options);
    BOOST_TEST(story_of(done, {}, Unsaved(), taken) == "finished\n");
}

BOOST_AUTO_TEST_CASE(is_written_as_json_with_people_who_are_not_taken) {
    Pages flow(config(), by(2));
    flow.next(at(0));
    flow.receive(page_of("ba", 9), at(5));
    BOOST_TEST((flow.next(at(5)).kind == Step::Kind::yield));
    BOOST_TEST((flow.next(at(6)).kind == Step::Kind::yield)); // as often as it is asked
    BOOST_TEST(
        *flameup::to_json(flow.save(at(5))) ==
        R"({"query":{"limit":2,"offset":2},"start":0,"people":[{"id":"b","traits":{}},{"id":"a","traits":{}}],)"
        R"("odd":[],"seen":["ia","ib"],"last":["ib","ia"],"repeats":0,"pages":1,"listed":2,"total":9,)"
        R"("expected":9,"steps":0,"is_unsure":false,"is_over":false,)"
        R"("sending":{"attempts":[],"elapsed_ms":0,"wait_ms":0,"in_flight":false,"may_be_done":false}})");
}

BOOST_AUTO_TEST_CASE(odd_people_hide_no_others) {
    const Answers answers = {page_of("aB", 7), page_of("CD", 7), page_of("ef", 7), page_of("g", 7)};
    BOOST_TEST(story(by(2), answers) == "GET /people?limit=2\n"
                                        "yields a odd b\n"
                                        "GET /people?limit=2&offset=2\n"
                                        "yields  odd c odd d\n"
                                        "GET /people?limit=2&offset=4\n"
                                        "yields ef\n"
                                        "GET /people?limit=2&offset=6\n"
                                        "yields g\n"
                                        "finished\n");
}

BOOST_AUTO_TEST_CASE(odd_people_are_listed_once_and_counted) {
    // The total falls by one: the flow goes back by one, and lists d again, and c, whom it missed.
    const Answers answers = {page_of("aB", 6), page_of("DE", 5), page_of("cD", 5),
                             page_of("ef", 5)};
    BOOST_TEST(story(by(2), answers) == "GET /people?limit=2\n"
                                        "yields a odd b\n"
                                        "GET /people?limit=2&offset=2\n"
                                        "yields  odd d odd e\n"
                                        "GET /people?limit=2&offset=1\n"
                                        "yields c\n"
                                        "GET /people?limit=2&offset=3\n"
                                        "yields f\n"
                                        "finished\n");
}

BOOST_AUTO_TEST_CASE(odd_people_whom_nobody_takes_are_an_error_at_the_end) {
    const auto untaken = [](Pages& flow) {
        std::string text = "yields ";
        for (const auto& person : flow.take()) text += *person.id;
        return text;
    };
    Pages flow(config(), by(2));
    BOOST_TEST(story_of(flow, {page_of("aB", 5), page_of("CD", 5), page_of("e", 5)}, Unsaved(),
                        untaken) == "GET /people?limit=2\n"
                                    "yields a\n"
                                    "GET /people?limit=2&offset=2\n"
                                    "yields \n"
                                    "GET /people?limit=2&offset=4\n"
                                    "yields e\n"
                                    "finished\n");
    BOOST_TEST_REQUIRE(flow.error().has_value());
    BOOST_TEST(texts::of(*flow.error()) ==
               "decode 0 odd_people: people who do not decode were not taken by take_odd(): 3; the "
               "first has at $.people[1].created_at: the string is not an RFC 3339 timestamp\n");

    Pages again = Saved()(Pages(config(), scripts::copy_of(flow.save(at(0))), at(0)), at(0));
    BOOST_TEST(story_of(again, {page_of("", 5)}, Saved(), taken) == "yields  odd b odd c odd d\n"
                                                                    "GET /people?limit=2&offset=5\n"
                                                                    "finished\n");
    BOOST_TEST(!again.error().has_value());
}

BOOST_AUTO_TEST_CASE(keeps_a_bounded_number_of_odd_people) {
    Pages flow(config(), by(500));
    std::size_t pages = 0;
    for (Step step = flow.next(at(0)); step.kind != Step::Kind::finished; step = flow.next(at(0))) {
        if (step.kind != Step::Kind::send) continue;
        std::string body = R"({"people":[)";
        for (int i = 0; i != 500; ++i) {
            body += (i == 0 ? "" : ",") + std::to_string(500 * pages + std::size_t(i));
        }
        ++pages;
        flow.receive(answer(200, body + "]}"), at(0));
    }
    BOOST_TEST(pages == 3u);
    BOOST_TEST_REQUIRE(flow.error().has_value());
    BOOST_TEST(flow.error()->code == "odd_people");
    BOOST_TEST(flow.take_odd().size() == 1500u);
}

BOOST_AUTO_TEST_CASE(takes_what_its_options_call_lenient) {
    PagesOptions options;
    options.call.decode.leniency.timestamps_without_offset = true;
    Pages flow(config(), by(2), options);
    flow.next(at(0));
    flow.receive(answer(200, R"({"people":[{"created_at":"2024-01-15T10:30:00"}],"total":1})"),
                 at(0));
    BOOST_TEST(flow.take().size() == 1u);
}

BOOST_AUTO_TEST_CASE(yields_again_who_is_put_back) {
    Pages flow(config(), by(2));
    flow.next(at(0));
    flow.receive(page_of("abc", 3), at(0));
    auto people = flow.take();
    BOOST_TEST((flow.next(at(0)).kind == Step::Kind::finished));
    people.erase(people.begin());
    flow.put_back({people.back()});
    people.pop_back();
    flow.put_back(people);
    BOOST_TEST((flow.next(at(0)).kind == Step::Kind::yield));
    BOOST_TEST(taken(flow) == "yields bc");
}

BOOST_AUTO_TEST_CASE(a_hostile_state_is_gone_through_like_any_other) {
    const std::int64_t numbers[] = {scripts::lowest_number, -1, 0, 1, scripts::largest_number};
    for (const std::int64_t number : numbers) {
        flameup::PeoplePagesState<boost::json::object> state;
        state.query.offset = number;
        state.repeats = state.pages = state.start = state.listed = number;
        state.total = state.expected = state.steps = number;
        state.last = {"ia"};
        state.sending.elapsed_ms = state.sending.wait_ms = number;
        Pages flow(config(), state, at(1'000));
        Moment now = at(1'000);
        int requests = 0;
        for (Step step = flow.next(now); step.kind != Step::Kind::finished; step = flow.next(now)) {
            if (step.kind == Step::Kind::wait) {
                BOOST_TEST((step.until - now.time <= scripts::milliseconds(60'000)));
                now.time = step.until;
            } else if (step.kind == Step::Kind::send) {
                flow.receive(page(requests == 3 ? "" : "a"), now);
                BOOST_TEST_REQUIRE(++requests < 9);
            } else {
                flow.take();
            }
        }
        BOOST_TEST(flow.error().has_value());
        flow.save(now);
    }
}

BOOST_AUTO_TEST_CASE(lists_a_service_that_changes_meanwhile) {
    using flameup::testing::PeopleService;
    const auto run = [](PagesOptions options, bool grows, std::size_t saves) {
        const PeopleService service;
        const auto add = [&service](int number) {
            flameup::UpsertPerson<> upsert;
            upsert.userId = "u" + std::to_string(number);
            service(*flameup::build(config(), upsert));
        };
        for (int i = 0; i != 23; ++i) add(i);
        Pages flow(config(), by(5), options);
        std::size_t people = 0;
        std::size_t steps = 0;
        int added = 23;
        for (Moment now = at(0);; now.time += scripts::milliseconds(1000)) {
            if (++steps == saves) flow = Saved{options}(flow, now);
            const Step step = flow.next(now);
            if (step.kind == Step::Kind::send) flow.receive(service(*step.request), now);
            if (step.kind == Step::Kind::yield) people += flow.take().size();
            if (step.kind == Step::Kind::finished) break;
            if (step.kind == Step::Kind::yield && grows && added != 30) add(added++);
        }
        BOOST_TEST(!flow.error().has_value());
        return people;
    };
    for (std::size_t saves = 0; saves != 14; ++saves) {
        BOOST_TEST(run({}, false, saves) == 23u);
        BOOST_TEST(run(not_once(), false, saves) == 23u);
        BOOST_TEST(run({}, true, saves) == 28u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
