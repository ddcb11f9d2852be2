"""Runs the tests of numbers where compilers and standard libraries do otherwise.

With -ffast-math, which takes all numbers for finite; with libc++; and without the standard
library's conversions of floating-point numbers, as on Apple's systems before those had them.
"""

import tempfile
from functools import partial
from pathlib import Path

from common import ROOT, STRICT, Tally, compile, including, options, run

TESTS = ROOT / "tests"
UNITS = """
text/big_natural text/decimal text/decimal_places text/decimal_search text/float_bits
text/short_decimal json/dynamic_reader json/find_unwritable json/nearest_number json/read_number
json/scan_number json/shortest_digits json/to_json json/write_scalar
""".split()

# Each variant: the compiler, and the options that it compiles and links with. Numbers are not
# linked with -ffast-math, which would make the processor take the smallest ones for 0.
VARIANTS = {
    "g++ -Ofast": ("g++", ["-Ofast"], []),
    "clang++ -ffast-math": ("clang++", ["-O2", "-ffast-math"], []),
    "clang++ -stdlib=libc++": ("clang++", ["-stdlib=libc++"], ["-stdlib=libc++"]),
    "g++ -DFLAMEUP_NO_FLOAT_CHARCONV": ("g++", ["-DFLAMEUP_NO_FLOAT_CHARCONV"], []),
}


def build_and_run(folder, std, name, cxx, flags, link_flags):
    program = Path(folder) / name.replace(" ", "")
    text = including(["runner.cpp", "json_src.cpp", *(f"{unit}.cpp" for unit in UNITS)])
    done, output = compile([cxx], std, text, *STRICT, *flags, f"-I{TESTS}", "-c", "-o",
                           f"{program}.o")
    if not done:
        return False, output
    done, output = run([cxx, *link_flags, f"{program}.o", "-o", program])
    return run([program, "--color_output=no"]) if done else (False, output)


def main():
    given = options()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        tally.count_all(
            (name, partial(build_and_run, folder, given.std, name, *variant))
            for name, variant in VARIANTS.items())
    tally.close()


if __name__ == "__main__":
    main()
