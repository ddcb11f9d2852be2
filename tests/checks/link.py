"""Links two units with every header and the unit with src.hpp, in each mixture of exceptions; a
program whose types are all its own with the unit with src_typed.hpp; and a program in each way that
users build theirs.

The headers' units are built with and without exceptions and RTTI, the examples without; src.hpp's unit has them, since
Boost.JSON before 1.83 does not compile otherwise.
"""

import tempfile
from functools import partial
from pathlib import Path

from common import BARE, INCLUDE, ROOT, STRICT, Tally, compile, headers, including, options, run

USE = """
#include <boost/json.hpp>

#include <string>

// Uses what may throw, and Boost.JSON's compiled parts.
int NAME(bool good) {
    boost::json::value value = boost::json::parse(good ? "[1, 2]" : "[]");
    flameup::Result<int> result = flameup::make_error(flameup::ErrorKind::transport, "transport_failed", "no network");
    if (good)
        result = static_cast<int>(value.as_array().size());
    return result.value();
}
"""

MAIN = """
int first(bool);
int second(bool);
int main(int count, char**) { return first(count == 1) + second(count == 1) == 4 ? 0 : 1; }
"""

CATCHING = USE.replace("NAME", "body") + """
int first(bool good) {
    try { return body(good); } catch (const flameup::ErrorException&) { return 0; }
}
"""

# Calls every operation, and flows, with types of its own alone.
TYPED = """
#include <flameup.hpp>
#include <flameup/flows.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

enum class Plan { free, premium };
FLAMEUP_DESCRIBE_ENUM(Plan, free, premium)

template <class Text> struct Traits {
    std::optional<Text> first_name;
    std::optional<flameup::OpenEnum<Plan, Text>> plan;
    flameup::Nullable<int> level;
    std::optional<double> score;
    std::optional<flameup::Timestamp> seen;
    std::vector<std::map<std::string, float>> items;
    FLAMEUP_DESCRIBE(Traits, (), (first_name, plan, level, score, seen, items))
};
using Own = Traits<std::string>;
using Views = Traits<std::string_view>;

const std::string person = R"("userId":"user_1","traits":{"first_name":"Jos\\u00e9","plan":"premium","level":7,)"
                           R"("score":1.5,"seen":"2024-01-02T03:04:05Z","items":[{"a":0.5}]})";

flameup::Result<flameup::HttpResponse> send(const flameup::HttpRequest& request) {
    if (request.url.find("stats") != std::string::npos) return flameup::HttpResponse{503, {}, "{}"};
    const bool is_past = request.url.find("offset=1") != std::string::npos;
    return flameup::HttpResponse{200, {}, "{" + person + R"(,"created_count":1,"total":1,"events":[],"people":[)" +
                                 (is_past ? "" : "{" + person + "}") + "]}"};
}

} // namespace

int main() {
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    const flameup::Client people(config, send);
    flameup::CreatePerson<Own> create;
    create.userId = "user_1";
    create.traits.emplace().plan = Plan::free;
    create.traits->score = 0.25;
    flameup::GetPerson<Own> get;
    get.person_id = "user_1";
    flameup::UpdatePerson<Own> update;
    update.person_id = "user_1";
    update.traits.level = flameup::null;
    flameup::UpsertPerson<Own> upsert;
    upsert.userId = "user_1";
    flameup::SearchPeople<Own> search;
    search.q = "user";
    flameup::BatchUpsert<Own> batch;
    batch.people.resize(1);
    batch.people[0].userId = "user_1";
    flameup::DeletePerson remove;
    remove.person_id = "user_1";
    flameup::GetPersonEvents<Own> events;
    events.person_id = "user_1";
    int failed = !people.send(create) + !people.send(get) + !people.send(update) + !people.send(upsert) +
                 !people.send(search) + !people.send(batch) + !people.send(remove) + !people.send(events);
    const auto own = people.send(flameup::ListPeople<Own>{});
    failed += !own || own->people.at(0).traits.items.at(0).at("a") != 0.5F;
    const auto views = people.send(flameup::ListPeople<Views, std::string_view>{});
    failed += !views || (*views)->people.at(0).traits.first_name != "Jos\\xC3\\xA9";

    flameup::SystemHost host;
    flameup::FlowOptions options;
    options.retry.max_attempts = 1;
    flameup::CallFlow call(config, flameup::GetStatistics{}, options);
    failed += !run(call, send, host) || call.attempts().size() != 1 || call.attempts()[0].status != 503;
    const auto state = flameup::to_json(call.save(host.now()));
    failed += !state || !flameup::from_json<decltype(call)::State>(*state);
    std::vector<flameup::PersonInput<Own>> everybody(1);
    everybody[0].userId = "user_1";
    int stored = 0;
    const auto count = [&stored](const flameup::PersonOutcome& outcome) { stored += is_stored(outcome.fate); };
    failed += !upsert_all(config, send, everybody, count, flameup::BatchesOptions{}, host) || stored != 1;
    for (const auto& one : flameup::each_person(people, flameup::ListPeople<Own>{}, host)) {
        failed += !one || one->traits.level != 7;
        --stored;
    }
    return failed + stored;
}
"""

HOST = """
#include <boost/assert/source_location.hpp>

#include <cstdlib>
#include <exception>

namespace boost {
[[noreturn]] void throw_exception(const std::exception&) { std::_Exit(3); }
[[noreturn]] void throw_exception(const std::exception&, const source_location&) { std::_Exit(3); }
}
"""

# The ways to build a whole program, and their flags.
WAYS = {
    "fast math": ["-O2", "-ffast-math"],
    "hidden symbols": ["-fvisibility=hidden", "-fvisibility-inlines-hidden"],
    # g++ warns of Boost.JSON's arrays when it links.
    "link-time optimization": ["-O1", "-flto=auto", "-Wno-error"],
    "static": ["-static"],
}


def ways(cxx, std, folder):
    """Builds and runs an example, as one unit with src.hpp, in each way."""
    example = f'#include "flameup/src.hpp"\n#include "{ROOT}/examples/upsert.cpp"\n'
    include = [f"-std={std}", f"-I{INCLUDE}"]

    def way(name, flags):
        if "clang" in cxx[-1] and "-flto=auto" in flags:
            flags = [*flags, "-fuse-ld=lld"]
        program = folder / name.replace(" ", "-")
        return run(["sh", "-c", '"$@" && "$0" >/dev/null', program, *cxx, *include, *STRICT, *flags,
                    "-x", "c++", "-", "-o", program], example)

    def precompiled():
        header, program = folder / "all.hpp", folder / "precompiled"
        header.write_text(including(headers()))
        works, output = run([*cxx, *include, *STRICT, "-x", "c++-header", header, "-o",
                             f"{header}.gch"])
        use = ["-include-pch", f"{header}.gch"] if "clang" in cxx[-1] else ["-include", header]
        return run(["sh", "-c", '"$@" && "$0" >/dev/null', program, *cxx, *include, *STRICT,
                    "-Winvalid-pch", *use, "-x", "c++", "-", "-o", program],
                   example) if works else (works, output)

    jobs = [(f"the example, {name}", partial(way, name, flags)) for name, flags in WAYS.items()]
    return [*jobs, ("the example, with all headers precompiled", precompiled)]


def main():
    given = options()
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def unit(name, text, *flags):
            return name, partial(compile, given.cxx, given.std, text, *STRICT, *flags, "-c", "-o",
                                 folder / f"{name}.o")

        every = including(headers())
        src = including(["flameup/src.hpp"])
        jobs = [unit("src", src), unit("src-host", src, "-DFLAMEUP_NO_THROW_EXCEPTION"),
                unit("main", MAIN, *BARE), unit("host", HOST, *BARE),
                unit("first-catch", every + CATCHING)]
        examples = ["quickstart", "upsert", "transport", "messages", "service", "track", "frames",
                    "flows"]
        jobs += [unit(name, (ROOT / f"examples/{name}.cpp").read_text(), *BARE)
                 for name in examples]
        jobs += [unit("src-typed", including(["flameup/src_typed.hpp"]), *BARE), unit("typed-throw", TYPED),
                 unit("typed-bare", TYPED, *BARE), unit("typed-small", TYPED, *BARE, "-Os", "-DFLAMEUP_NO_FLOAT_CHARCONV")]
        for symbol in "first", "second":
            use = every + USE.replace("NAME", symbol)
            jobs += [unit(symbol + "-throw", use), unit(symbol + "-bare", use, *BARE)]
        jobs += ways(given.cxx, given.std, folder)
        tally.count_all(jobs)
        if tally.failed:
            tally.close()

        def program(expected, arguments, *units):
            """Links and runs; a negative number is the signal that ends the program."""
            made = folder / "+".join(units)
            works, output = run([*given.cxx, *(folder / f"{unit}.o" for unit in units), "-o", made])
            if works:
                works, output = run(["sh", "-c", f'"{made}" {arguments}; [ $? = {expected} ]'])
            tally.count(f"{' + '.join(units)}, run with '{arguments}'", works, output)

        aborted = 134
        for first in "throw", "bare":
            for second in "throw", "bare":
                program(0, "", "main", "src", f"first-{first}", f"second-{second}")
        program(aborted, "fail", "main", "src", "first-bare", "second-bare")
        program(0, "", "main", "src-host", "host", "first-bare", "second-bare")
        program(3, "fail", "main", "src-host", "host", "first-bare", "second-bare")
        program(0, "", "main", "src-host", "first-throw", "second-throw")
        program(aborted, "fail", "main", "src", "first-catch", "second-throw")
        program(0, "", "typed-throw")
        program(0, "", "typed-throw", "src-typed")
        program(0, "", "typed-bare", "src-typed")
        program(0, "", "typed-small", "src-typed")
        for example in examples: # built without exceptions and RTTI
            program(0, ">/dev/null", example, "src")
    tally.close()


main()
