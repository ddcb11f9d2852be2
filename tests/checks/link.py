"""Links two units with every header and the unit with src.hpp, in each mixture of exceptions.

The headers' units are built with and without exceptions and RTTI, the examples without; src.hpp's unit has them, since
Boost.JSON before 1.83 does not compile otherwise.
"""

import tempfile
from functools import partial
from pathlib import Path

from common import BARE, ROOT, STRICT, Tally, compile, headers, including, options, run

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

HOST = """
#include <boost/assert/source_location.hpp>

#include <cstdlib>
#include <exception>

namespace boost {
[[noreturn]] void throw_exception(const std::exception&) { std::_Exit(3); }
[[noreturn]] void throw_exception(const std::exception&, const source_location&) { std::_Exit(3); }
}
"""


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
        for symbol in "first", "second":
            use = every + USE.replace("NAME", symbol)
            jobs += [unit(symbol + "-throw", use), unit(symbol + "-bare", use, *BARE)]
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
        for example in examples: # built without exceptions and RTTI
            program(0, ">/dev/null", example, "src")
    tally.close()


main()
