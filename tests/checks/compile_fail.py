"""Checks that what must not compile does not, and says why.

Each unit of tests/compile_fail compiles as it is, and with FLAMEUP_FAIL defined fails with the
text that its first line expects: `// expect: <text>`. Options of the compiler that make it fail stand
in the second line: `// with: <options>`.
"""

from functools import partial

from common import ROOT, STRICT, Tally, compile, options


UNITS = ROOT / "tests/compile_fail"
FLAGS = [*STRICT, f"-I{UNITS}"]


def check(cxx, std, text):
    first = text.partition("\n")[0]
    mark = "// expect: "
    if not first.startswith(mark):
        return False, f"the first line is not '{mark}<text>'"
    works, output = compile(cxx, std, text, *FLAGS)
    if not works:
        return False, output
    expected = first[len(mark):].strip()
    second = text.splitlines()[1]
    wrong = second[len("// with: "):].split() if second.startswith("// with: ") else []
    works, output = compile(cxx, std, text, *FLAGS, "-DFLAMEUP_FAIL", *wrong)
    if works:
        return False, "compiles with FLAMEUP_FAIL"
    # The compiler quotes the source's lines too, among them the one that expects.
    said = [line for line in output.splitlines() if mark not in line]
    return any(expected in line for line in said), f"'{expected}' not found in\n{output}"


given = options()
tally = Tally()
tally.count_all((unit.name, partial(check, given.cxx, given.std, unit.read_text()))
                for unit in sorted(UNITS.glob("*.cpp")))
tally.close()
