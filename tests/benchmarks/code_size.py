"""Measures how large programs get: one typed upsert and its answer, beside other libraries.

Takes the text and data of programs that are built for size. All do the same, which is tried first:
an answer, errors, what cannot be read, an identifier that breaks a rule. Then the library's
operations, more and more of them. With --check, leaves these out, and fails where the library's
program is not smaller than that over Boost.JSON or, in programs with exceptions, nlohmann/json.
Without exceptions nlohmann/json's is smaller, as it aborts where it would throw.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "checks"))
from common import BARE, ROOT, compile, including, options, run  # noqa: E402

SIZE = ROOT / "tests/benchmarks/size"
FLAGS = "-Os -ffunction-sections -fdata-sections -DNDEBUG".split() + [f"-I{SIZE}"]
VARIANTS = {"exceptions": [], "without": BARE}  # Boost.JSON's own unit has them in both
OURS, OWN = "flameup", "flameup, own types"
CANDIDATES = {  # the source, what is defined in it, and whether it is linked with Boost.JSON
    OURS: ("ours", [], True), OWN: ("ours", ["-DOWN_OPERATION"], True),
    "nlohmann/json": ("nlohmann", [], False), "RapidJSON": ("rapidjson", [], False),
    "Boost.JSON": ("boost_json", [], True),
}
HEADERS = {"nlohmann/json": "nlohmann/json.hpp", "RapidJSON": "rapidjson/document.h"}
# At most how many times as large the library's program is as another.
MOST = {"exceptions": {"nlohmann/json": 1.12, "Boost.JSON": 0.8},
        "without": {"Boost.JSON": 0.8}}
GROWTH = [1, 2, 4, 10]

PERSON = ["key", "team \u00e4/1", "user 1", "jane@example.com", "Jane \u00e4 \"J\"", "premium", "7",
          "12.5"]
SAMPLES = [  # the answer of the server, and the identifier where it is another
    ('200 {"id": "1", "userId": "user 1", "email": "jane@example.com", "was_created": true, '
     '"traits": {"first_name": "J\\u00e4ne", "plan": null, "level": 7, "score": 1e2, "x": [1]}}',),
    ('201 {"external_id": "user 1", "attributes": {"plan": "premium", "level": -8}}',),
    ("200 {}",), ("200 []",), ("200 {\"id\": ",), ('200 {"email": 1}',),
    ('200 {"traits": {"level": "7"}}',), ('200 {"traits": null}',),
    ('422 {"error": {"code": "invalid", "message": "no such plan"}}',),
    ('404 {"message": "no such person"}',),
    ("200 {}", ""), ("200 {}", "\u00e4" * 255), ("200 {}", "\u00e4" * 256),
]


def stop(works, output):
    if not works:
        sys.exit(output)
    return output


def source(name):
    return (SIZE / f"{name}.cpp").read_text()


def build(cxx, folder, name, text, flags, others):
    """Builds a program of a unit and of objects; returns its path."""
    program = folder / name.replace("/", "-").replace(" ", "-")
    unit = f"{program}.o"
    stop(*compile(cxx, given.std, text, *FLAGS, *flags, "-c", "-o", unit))
    stop(*run([*cxx, "-s", "-Wl,--gc-sections", unit, *others, "-o", program]))
    return program


def size(program):
    text, data = stop(*run(["size", program])).splitlines()[1].split()[:2]
    return int(text) + int(data)


def behaviour(program):
    """What the program prints for each sample; bodies as values, since numbers differ in looks."""
    seen = []
    for answer, *user in SAMPLES:
        arguments = PERSON[:2] + (user or PERSON[2:3]) + PERSON[3:]
        done = subprocess.run([program, *arguments], input=answer, text=True, encoding="utf-8",
                              stdout=subprocess.PIPE)
        lines = done.stdout.splitlines()
        if len(lines) > 1 and lines[0].startswith("POST "):
            lines[1] = json.loads(lines[1])
        seen.append((done.returncode, lines))
    return seen


def compare(programs):
    """Stops where a program does not print what the library's does."""
    expected = behaviour(programs[OURS])
    for name, program in programs.items():
        for sample, ours, theirs in zip(SAMPLES, expected, behaviour(program)):
            if ours != theirs:
                sys.exit(f"{program}: for {sample}, {OURS} prints\n{ours}\nand {name}\n{theirs}")


def measure(cxx, folder):
    """Returns the sizes of programs by variant and name."""
    src = folder / "src.o"
    stop(*compile(cxx, given.std, including(["flameup/src.hpp"]), *FLAGS, "-c", "-o", src))
    sizes = {}
    for variant, bare in VARIANTS.items():
        within = folder / variant
        within.mkdir()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = {name: pool.submit(build, cxx, within, name, source(file), bare + flags,
                                      [src] if linked else [])
                    for name, (file, flags, linked) in CANDIDATES.items() if name not in missing}
            jobs |= {count: pool.submit(build, cxx, within, f"growth{count}", source("growth"),
                                        [*bare, f"-DOPERATIONS={count}"], [src])
                     for count in growth}
        programs = {name: job.result() for name, job in jobs.items()}
        compare({name: programs[name] for name in CANDIDATES if name in programs})
        sizes[variant] = {name: size(program) for name, program in programs.items()}
    return sizes


given = options(check={"action": "store_true"}, compilers={"default": "g++,clang++"},
                keep={"type": Path, "help": "an empty directory, in which the programs stay"})
growth = [] if given.check else GROWTH
sizes, missing = {}, set()
for compiler in given.compilers.split(","):
    cxx = shlex.split(compiler)
    if not shutil.which(cxx[0]):
        print(f"{compiler} is not installed")
        continue
    for name, header in HEADERS.items():
        if not compile(cxx, given.std, including([header]), "-E", "-o", os.devnull)[0]:
            print(f"{name} is not installed")
            missing.add(name)
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        (place / compiler).mkdir(parents=True)
        sizes[compiler] = measure(cxx, place / compiler)

failed = False
print(f"{'compiler':10}{'variant':12}{'program':20}{'bytes':>10}{'/ ' + OURS:>11}")
for compiler, variants in sizes.items():
    for variant, found in variants.items():
        for name in CANDIDATES:
            if name in found:
                print(f"{compiler:10}{variant:12}{name:20}{found[name]:10,}"
                      f"{found[name] / found[OURS]:11.2f}")
        failed |= any(found[OURS] > most * found[name]
                      for name, most in MOST[variant].items() if name in found)
if given.check:
    sys.exit(failed)
print(f"\n{'operations':22}" + "".join(f"{count:>10}" for count in GROWTH) + f"{'each more':>12}")
for compiler, variants in sizes.items():
    for variant, found in variants.items():
        each = (found[GROWTH[-1]] - found[GROWTH[0]]) / (GROWTH[-1] - GROWTH[0])
        print(f"{compiler:10}{variant:12}" + "".join(f"{found[count]:10,}" for count in GROWTH)
              + f"{each:12,.0f}")
