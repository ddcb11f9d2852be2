"""Compiles all headers, and builds and runs a program, with each compiler and standard that is here.

The headers are found by -I, and all warnings are errors. clang++ uses libstdc++, and libc++ where it
finds one. Prints a line for each compiler, and what failed. With `--newest`, only the newest g++
and the newest clang++ are tried.
"""

import argparse
import os
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import BARE, INCLUDE, ROOT, STRICT, Tally, compile, headers, including, run

STANDARDS = ["c++17", "c++20", "c++23", "c++2b", "c++26", "c++2c"]
# What users write, with what the library's macros become in their own files.
PROGRAM = f'#include "flameup/src.hpp"\n#include "{ROOT}/examples/quickstart.cpp"\n'


def compilers():
    """Every g++-N and clang++-N, those with the lowest numbers first."""
    found = {name for folder in os.environ["PATH"].split(":") if Path(folder).is_dir()
             for name in os.listdir(folder) if re.fullmatch(r"(g|clang)\+\+-\d+", name)}
    return sorted(found, key=lambda name: (name[0] != "g", int(name.rsplit("-")[-1])))


def standards(cxx):
    """The standards that a compiler knows, each by its first name that it knows."""
    known = [std for std in STANDARDS if run([*cxx, f"-std={std}", "-fsyntax-only", "-x", "c++", "-"], "")[0]]
    return [std for std in known if not (std == "c++2b" and "c++23" in known)
            and not (std == "c++2c" and "c++26" in known)]


def builds(cxx, std):
    strictest = ["-flax-vector-conversions=none"] if cxx[0].startswith("clang") else []
    works, output = compile(cxx, std, including(headers()), *STRICT, *BARE, *strictest)
    if not works:
        return works, output
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "program"
        return run(["sh", "-c", '"$@" && "$0" >/dev/null', program, *cxx, f"-std={std}", *STRICT,
                    f"-I{INCLUDE}", "-x", "c++", "-", "-o", program], PROGRAM)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--newest", action="store_true")
    names = compilers()
    if parser.parse_args().newest:
        names = list({name[0]: name for name in names}.values())
    tally = Tally()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name in names:
            libraries = [[]]
            if name.startswith("clang"):
                library = ["-stdlib=libc++"]
                if run([name, *library, "-x", "c++", "-", "-o", "/dev/null"],
                       "#include <string>\nint main() {}")[0]:
                    libraries.append(library)
            for library in libraries:
                cxx, title = [name, *library], " ".join([name, *library])
                known = standards(cxx)
                print(f"{title:28} {' '.join(known)}", flush=True)
                for std, result in zip(known, pool.map(lambda std: builds(cxx, std), known)):
                    tally.count(f"{title} {std}", *result)
    tally.close()


main()
