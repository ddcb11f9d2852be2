"""Checks that what must not compile does not, and says why.

Each unit of tests/compile_fail compiles as it is, and with FLAMEUP_FAIL defined does not. Its first
lines say how: `// expect: <text>`, which the first error has; where there are such lines,
`// names: <text>`, which the output has too, as the type and the member that are wrong;
`// lines: <number>`, the most that the output may have; `// with: <options>` of the compiler, that
make it fail.
"""

import re
from functools import partial

from common import ROOT, STRICT, Tally, compile, options


UNITS = ROOT / "tests/compile_fail"
FLAGS = [*STRICT, f"-I{UNITS}"]


def marks(text):
    """Returns what the comments at the beginning of a unit say."""
    return dict(re.findall(r"// (expect|names|lines|with): (.*)\n", text.partition("#")[0]))


def check(cxx, std, text):
    marked = marks(text)
    if not text.startswith("// expect: "):
        return False, "the first line is not '// expect: <text>'"
    works, output = compile(cxx, std, text, *FLAGS)
    if not works:
        return False, output
    works, output = compile(cxx, std, text, *FLAGS, "-DFLAMEUP_FAIL", *marked.get("with", "").split())
    if works:
        return False, "compiles with FLAMEUP_FAIL"
    lines = output.splitlines()
    first = next((line for line in lines if " error: " in line), "")
    if marked["expect"] not in first:
        return False, f"'{marked['expect']}' is not in the first error of\n{output}"
    # The compiler quotes the unit's lines too, which name everything.
    own = {line.strip() for line in text.splitlines()}
    said = [line for line in lines if line.rpartition(" | ")[2].strip() not in own]
    for name in marked.get("names", "").split(", "):
        if not any(name in line for line in said):
            return False, f"'{name}' is not named in\n{output}"
    most = int(marked.get("lines", len(lines)))
    return len(lines) <= most, f"{len(lines)} lines, and not {most}:\n{output}"


given = options()
tally = Tally()
tally.count_all((unit.name, partial(check, given.cxx, given.std, unit.read_text()))
                for unit in sorted(UNITS.glob("*.cpp")))
tally.close()
