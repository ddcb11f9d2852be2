"""Changes the library in small ways, one at a time, and looks whether a unit test fails.

A change that no test notices stands for a test that is missing, or for code that does nothing. The
changes are drawn evenly from all headers but the testing ones, equal ones for equal seeds. One that
does not compile is replaced by another from the same stretch of code. Each is tested by the file of
its header's tests, and then by all that include the header. A test that takes too long fails.

    python3 -B tests/checks/mutations.py --count=100
    python3 -B tests/checks/mutations.py --only=text/utf8.hpp
    python3 -B tests/checks/mutations.py --only=text/utf8.hpp:44
"""

import random
import re
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cached_property
from pathlib import Path

from common import INCLUDE, ROOT, headers, options, run

TESTS = ROOT / "tests"
# Compilers choose in the one, and where there is SSE2, nothing includes the other.
LEFT_OUT = re.compile(r"flameup/(testing/.*|platform\.hpp|text/text_block_plain\.hpp)")
NO_UNITS = {"checks", "benchmarks", "compile_fail", "data", "transports"}
TOGETHER = 8  # files of tests that are compiled as one unit
SECONDS, PATIENCE, BYTES = 60, 300, 4 << 30  # of the processor, of a clock; of memory

# What has no meaning to change: comments, texts, directives, and assertions that do not compile.
HIDDEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"\(.*?\)"|"(?:\\.|[^"\\\n])*"|'
                    r"(?<!\d)'(?:\\.|[^'\\\n])+'|^[ ]*#(?:[^\n]*\\\n)*[^\n]*|static_assert\([^;]*;",
                    re.M | re.S)
NAME = r"[\w.]+(?:->[\w.]+)*"


def replace(*pairs):
    """Replaces a sign or word that stands alone by another."""
    by = dict(pairs) | {b: a for a, b in pairs if b not in dict(pairs)}
    words = "|".join(re.escape(word) for word in by)
    return rf"(?<=[\s(])(?:{words})(?=[\s);,])", lambda text, at: (*at.span(), by[at[0]])


def add(number):
    return (r"(?<![\w.'])\d+(?=[\s);,\]}])" if number > 0 else r"(?<![\w.'])[1-9]\d*(?=[\s);,\]}])",
            lambda text, at: (*at.span(), str(int(at[0]) + number)))


def negate(text, at):
    depth, end = 1, at.end()
    while depth > 0:
        depth += {"(": 1, ")": -1}.get(at.string[end], 0)
        end += 1
    return at.start(), end, f"{at[0]}!({text[at.end():end]})"


def remove(text, at):
    return (*at.span(), "") if at[0].count("(") == at[0].count(")") else None


def swap(text, at):
    return (at.start(1), at.end(2), f"{at[2]}, {at[1]}") if at[1] != at[2] else None


OPERATORS = {
    "comparison": replace(("<", "<="), (">", ">=")),
    "equality": replace(("==", "!=")),
    "and, or": replace(("&&", "||")),
    "arithmetic": replace(("+", "-"), ("+=", "-="), ("*", "/"), ("%", "/")),
    "bits": replace(("|", "&"), ("<<", ">>"), ("|=", "&=")),
    "truth": replace(("true", "false")),
    "one more": add(1),
    "one less": add(-1),
    "negated condition": (r"\b(?:if|while) \(", negate),
    "removed return": (r"(?<=\n)[ ]+if \([^;{}\n]*\) return[^;{}\n]*;", remove),
    "removed statement": (rf"(?<=[;{{}}]\n)[ ]+(?:{NAME}\([^;{{}}\n]*\)|"
                          rf"\*?{NAME} [-+|]?= [^;{{}}\n]*);", remove),
    "swapped arguments": (rf"\w\(({NAME}), ({NAME})(?=[,)])", swap),
}


class Change:
    """One change of one place in a header."""

    def __init__(self, header, text, operator, begin, end, by):
        self.header, self.operator = header, operator
        self.line = text.count("\n", 0, begin) + 1
        self.text = text[:begin] + by + text[end:]
        self.title = f"{header}:{self.line}: {operator}"
        first, last = text.rfind("\n", 0, begin) + 1, text.find("\n", end)
        self.lines = text[first:last], text[first:begin] + by + text[end:last]

    def __str__(self):
        shown = [self.title]
        for sign, lines in zip("-+", self.lines):
            shown += [f"  {sign} {line.strip()}" for line in lines.split("\n") if line.strip()]
        return "\n".join(shown)


def changes_of(header):
    """Returns all changes of a header, in the order of their places."""
    text = (INCLUDE / header).read_text()
    code = HIDDEN.sub(lambda at: re.sub(r"[^\n]", "\0", at[0]), text)
    found = []
    for name, (pattern, edit) in OPERATORS.items():
        edits = (edit(text, at) for at in re.finditer(pattern, code))
        found += [(begin, end, by, name) for begin, end, by in filter(None, edits)]
    return [Change(header, text, name, begin, end, by) for begin, end, by, name in sorted(found)]


def drawn(changes, count, seed):
    """Returns stretches of the changes, as many as are wanted, each in the order of trial: one of
    each operator, and then the rest."""
    count = min(count, len(changes))
    stretches = [changes[len(changes) * i // count:len(changes) * (i + 1) // count]
                 for i in range(count)]
    chance = random.Random(seed)
    for stretch in stretches:
        chance.shuffle(stretch)
        seen = Counter()
        turns = {}
        for change in stretch:
            turns[change] = seen[change.operator]
            seen[change.operator] += 1
        stretch.sort(key=turns.get)
    return stretches


class Program:
    """The unit tests, and parts of them that are built against a changed header."""

    def __init__(self, cxx, std, folder):
        self.folder = folder
        self.flags = [f"-std={std}", "-O0", "-w", f"-I{TESTS}",
                      f'-DFLAMEUP_TEST_DATA="{TESTS / "data"}"']
        self.cxx = cxx
        (folder / "pch").mkdir()
        self.compile(TESTS / "pch/tests.hpp", folder / "pch/tests.hpp.gch", [], "-x", "c++-header")
        self.parts = [folder / "runner.o", folder / "json_src.o"]
        for part in self.parts:
            works, output = self.compile(TESTS / f"{part.stem}.cpp", part, [])
            if not works:
                sys.exit(output)

    def compile(self, unit, result, overlay, *flags):
        return run([*self.cxx, *self.flags, *flags, *overlay, f"-I{INCLUDE}", "-c", unit,
                    "-o", result])

    @cached_property
    def reached(self):
        """The headers that each file of tests includes, by way of others too."""
        units = [path for path in sorted(TESTS.rglob("*.cpp"))
                 if path.stem not in ("runner", "json_src")
                 and path.relative_to(TESTS).parts[0] not in NO_UNITS]

        def headers_of(unit):
            works, output = run([*self.cxx, *self.flags, f"-I{INCLUDE}", "-MM", unit])
            if not works:
                sys.exit(output)
            return unit, set(re.findall(rf"{INCLUDE}/(\S+)", output))

        with ThreadPoolExecutor(2) as pool:
            return dict(pool.map(headers_of, units))

    def groups(self, header):
        """Yields the files that test a header, in groups: first its own, then those near it."""
        own = TESTS / Path(header).relative_to("flameup").with_suffix(".cpp")
        if own.exists():
            yield [own]
        others = [unit for unit, found in self.reached.items() if header in found and unit != own]
        others.sort(key=lambda unit: (unit.parent != own.parent, unit))
        yield from (others[i:i + TOGETHER] for i in range(0, len(others), TOGETHER))

    def survives(self, change):
        """Tells whether all tests pass with a change: None if they do not compile."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            overlay = Path(folder) / "include"
            changed = overlay / change.header
            changed.parent.mkdir(parents=True)
            changed.write_text(change.text)
            for group in self.groups(change.header):
                unit = Path(folder) / "unit.cpp"
                unit.write_text("".join(f'#include "{path}"\n' for path in group))
                works, _ = self.compile(unit, unit.with_suffix(".o"), [f"-I{overlay}"], "-include",
                                        self.folder / "pch/tests.hpp")
                if not works:
                    return None
                program = Path(folder) / "program"
                works, output = run([*self.cxx, unit.with_suffix(".o"), *self.parts, "-o", program])
                if not works:
                    sys.exit(output)
                if not passes(program):
                    return False
        return True


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def passes(program):
    try:
        return subprocess.run([program], preexec_fn=limit, timeout=PATIENCE,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def main():
    given = options(seed={"type": int, "default": 1}, count={"type": int, "default": 100},
                    only={"default": ""}, jobs={"type": int, "default": 1})
    only, _, line = given.only.partition(":")
    changes = [change for header in headers() if not LEFT_OUT.fullmatch(header)
               if header in ("flameup/" + only, only) or not only
               for change in changes_of(header) if not line or change.line == int(line)]
    tried, survivors = Counter(), Counter()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(given.jobs) as pool:
        program = Program(given.cxx, given.std, Path(folder).resolve())

        def try_one(stretch):
            for change in stretch:
                survives = program.survives(change)
                if survives is not None:
                    return change, survives
            return None, False

        running = [pool.submit(try_one, stretch)
                   for stretch in drawn(changes, given.count, given.seed)]
        for change, survives in (each.result() for each in as_completed(running)):
            if change:
                tried[change.operator] += 1
                survivors[change.operator] += survives
                print(f"survived: {change}" if survives else f"killed: {change.title}", flush=True)
    print("\n| operator | changes | survived |\n|---|---|---|")
    for operator, number in sorted(tried.items()):
        print(f"| {operator} | {number} | {survivors[operator]} |")
    print(f"{tried.total() - survivors.total()} killed of {tried.total()}")


main()
