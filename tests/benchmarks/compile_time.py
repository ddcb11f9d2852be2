"""Measures what including the headers costs, and what compiling with them does.

Takes processor time and the compiler's memory, the best of several runs, all candidates in turn.
Ratios are of what is beyond an empty unit, as the compiler's own start is no header's cost. With
--all, measures every header. With --check, measures only the model and the whole library,
and fails where they take more memory than they may: it is steady where time is not.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "checks"))
from common import (ROOT, compile, compile_command, headers, including,  # noqa: E402
                    options, run)

OTHERS = ["nlohmann/json.hpp", "boost/json.hpp", "boost/url.hpp"]
MOST = {"flameup/model.hpp": ("nlohmann/json.hpp", 0.3), "flameup.hpp": ("boost/json.hpp", 1.3)}
OWN = ["flameup/model.hpp", "flameup/message/decode.hpp", "flameup/core.hpp", "flameup.hpp",
       "flameup/flows.hpp", "flameup/testing/people_service.hpp"]

TRAITS = """
struct PlayerTraits {
    std::optional<std::string> first_name;
    std::optional<int> level;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (first_name, level))
};
using Upsert = flameup::UpsertPerson<PlayerTraits>;
using List = flameup::ListPeople<PlayerTraits>;
"""
CALLS = """
int main() {
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    Upsert upsert;
    upsert.userId = "user_1";
    const auto request = flameup::build(config, upsert);
    const auto upserted = flameup::decode<Upsert>(config, flameup::HttpResponse{200, {}, "{}"});
    const auto page =
        flameup::decode<List>(config, flameup::HttpResponse{200, {}, "{\\"people\\":[{}]}"});
    return request && upserted && page && page->people.size() == 1 ? 0 : 1;
}
"""
DECLARED = including(["flameup/message/build.hpp", "flameup/message/decode.hpp",
                      "flameup/model.hpp"]) + TRAITS + CALLS
DEFINED = (including(["flameup/instantiate.hpp"]) + TRAITS +
           "FLAMEUP_INSTANTIATE(Upsert);\nFLAMEUP_INSTANTIATE(List);\n")
SIZE = ROOT / "tests/benchmarks/size"
UNITS = {
    "an upsert and its answer": (SIZE / "ours.cpp").read_text(),
    "the same, over nlohmann/json": (SIZE / "nlohmann.cpp").read_text(),
    "examples/quickstart.cpp": (ROOT / "examples/quickstart.cpp").read_text(),
    "two operations, over flameup.hpp": including(["flameup.hpp"]) + TRAITS + CALLS,
    "the same, over build.hpp and decode.hpp": DECLARED,
    "the unit that compiles them": DEFINED,
}


class Cost(NamedTuple):
    seconds: float
    megabytes: float


def measure(cxx, std, text, *flags):
    with tempfile.TemporaryFile("w+") as unit, tempfile.TemporaryFile("w+") as output:
        unit.write(text)
        unit.seek(0)
        command = compile_command(cxx, std, *flags)
        started = subprocess.Popen(command, stdin=unit, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode != 0:
            output.seek(0)
            sys.exit(output.read())
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3)


def best_of(runs, jobs):
    best = {}
    for _ in range(runs):
        for name, (text, flags) in jobs.items():
            cost = measure(cxx, given.std, text, *flags)
            best[name] = Cost(*map(min, cost, best.get(name, cost)))
    return best


def ratio(name, other, what):
    start = best["nothing"][what]
    return (best[name][what] - start) / (best[other][what] - start)


def works_apart(folder):
    """Links the unit that declares with the one that compiles, and runs them."""
    units = {"calls": DECLARED, "codec": DEFINED, "src": including(["flameup/src.hpp"])}
    for name, text in units.items():
        works, output = compile(cxx, given.std, text, "-c", "-o", f"{folder}/{name}.o")
        if not works:
            sys.exit(output)
    objects = [f"{folder}/{name}.o" for name in units]
    works, output = run([*cxx, *objects, "-o", f"{folder}/program"])
    return (works, output) if not works else run([f"{folder}/program"])


given = options(runs={"type": int, "default": 5}, check={"action": "store_true"},
                all={"action": "store_true"}, compilers={"default": "g++,clang++"})
names = headers() if given.all else OWN
if given.check:
    names = list(MOST)
failed = False
for compiler in given.compilers.split(","):
    cxx = shlex.split(compiler)
    if not shutil.which(cxx[0]):
        print(f"{compiler} is not installed\n")
        continue
    with tempfile.TemporaryDirectory() as folder:
        jobs = {name: (including([name]), []) for name in [*names, *OTHERS]}
        best = best_of(given.runs, {"nothing": ("", [])} | jobs)
        unit = ["-c", "-O2", f"-I{SIZE}", "-o", f"{folder}/unit.o"]
        if not given.check:
            units = {name: (text, unit) for name, text in UNITS.items()}
            best |= best_of((given.runs + 1) // 2, units)
        works, output = works_apart(folder)
    if not works:
        sys.exit(f"operations compiled apart do not work:\n{output}")
    print(f"{compiler} -std={given.std}; the units with -O2 -c")
    others = "".join(f"{'/ ' + other.split('/')[0]:>11}" for other in OTHERS[:2])
    print(f"{'':40}{'seconds':>9}{others}{'MB':>9}{others}")
    for name, cost in best.items():
        columns = "".join(
            f"{cost[what]:9.{digits}f}" +
            "".join(f"{ratio(name, other, what):11.2f}" for other in OTHERS[:2])
            for what, digits in enumerate([2, 0]))
        print(f"{name:40}{columns}")
    print(flush=True)
    for name, (other, most) in MOST.items():
        failed |= ratio(name, other, Cost._fields.index("megabytes")) > most
sys.exit(given.check and failed)
