"""Measures what including the headers costs, and what compiling with them does.

Takes processor time, the best of several runs, all candidates in turn. Ratios are of what is beyond
the time of an empty unit, as the compiler's own start is no header's cost. With --all, measures every
public header. With --check, measures only the model and the whole library, and fails where they
cost more than they may.
"""

import resource
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "checks"))
from common import ROOT, compile, headers, including, options, run  # noqa: E402

OTHERS = ["nlohmann/json.hpp", "boost/json.hpp", "boost/url.hpp"]
MOST = {"flameup/model.hpp": ("nlohmann/json.hpp", 0.25), "flameup.hpp": ("boost/json.hpp", 1.5)}
OWN = ["flameup/model.hpp", "flameup/core_fwd.hpp", "flameup/core.hpp", "flameup.hpp",
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
DECLARED = including(["flameup/core_fwd.hpp", "flameup/model.hpp"]) + TRAITS + CALLS
DEFINED = (including(["flameup/instantiate.hpp"]) + TRAITS +
           "FLAMEUP_INSTANTIATE(Upsert);\nFLAMEUP_INSTANTIATE(List);\n")
UNITS = {
    "examples/quickstart.cpp": (ROOT / "examples/quickstart.cpp").read_text(),
    "two operations, over flameup.hpp": including(["flameup.hpp"]) + TRAITS + CALLS,
    "the same, over core_fwd.hpp": DECLARED,
    "the unit that compiles them": DEFINED,
}


def seconds(cxx, std, text, *flags):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    works, output = compile(cxx, std, text, *flags)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not works:
        sys.exit(output)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best_of(runs, jobs):
    best = {}
    for _ in range(runs):
        for name, (text, flags) in jobs.items():
            time = seconds(cxx, given.std, text, *flags)
            best[name] = min(best.get(name, time), time)
    return best


def cost(name):
    return best[name] - best["nothing"]


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
names = [name for name in headers() if "/detail/" not in name] if given.all else OWN
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
        unit = ["-c", "-O2", "-o", f"{folder}/unit.o"]
        if not given.check:
            units = {name: (text, unit) for name, text in UNITS.items()}
            best |= best_of((given.runs + 1) // 2, units)
        works, output = works_apart(folder)
    if not works:
        sys.exit(f"operations compiled apart do not work:\n{output}")
    print(f"{compiler} -std={given.std}; the units with -O2 -c")
    print(f"{'':42}{'seconds':>9}" + "".join(f"{'/ ' + other:>22}" for other in OTHERS[:2]))
    for name, time in best.items():
        ratios = "".join(f"{cost(name) / cost(other):22.2f}" for other in OTHERS[:2])
        print(f"{name:42}{time:9.2f}{ratios}")
    print(flush=True)
    for name, (other, most) in MOST.items():
        failed |= cost(name) > most * cost(other)
sys.exit(given.check and failed)
