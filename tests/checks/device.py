"""Builds and runs programs of a Cortex-M4, and prints how much memory they need, as a table.

A typed upsert, one with a floating-point member, and all ten operations: each builds requests and
reads answers, with newlib's nano libraries, without exceptions and RTTI. QEMU runs them; what they
show is compared with what the same source shows here. The largest stack and heap are those of that
run: the stack is painted, the heap is what `malloc` took. Fails too where a program has a part of
the standard library that a device has no use for, or one for floating-point numbers that it does
not need, or is larger than it may be.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import BARE, INCLUDE, ROOT, Tally, run

PLATFORMS = ROOT / "tests/platforms"
NEEDED = {"arm-none-eabi-g++": "gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib",
          "qemu-system-arm": "qemu-system-arm"}
FLAGS = ["-std=c++17", "-Wall", "-Wextra", "-Werror", *BARE, "-ffunction-sections",
         "-fdata-sections", "-DNDEBUG", f"-I{INCLUDE}", f"-I{PLATFORMS}"]
DEVICE = ["-Os", "-mcpu=cortex-m4", "-mthumb", "-Wno-psabi"]
QEMU = ["qemu-system-arm", "-M", "mps2-an386", "-nographic", "-monitor", "none", "-serial", "none",
        "-semihosting-config", "enable=on,target=native", "-kernel"]

# Each program: how it is compiled, whether it has floating-point members, and the most bytes of
# text, stack and heap. A floating-point member brings libstdc++'s conversions with their tables.
PROGRAMS = {
    "upsert": ([], False, 43_000, 4_200, 1_700),
    "upsert with a double": (["-DREAL=double"], True, 197_000, 4_200, 1_700),
    "ten operations": (["-DTEN_OPERATIONS"], False, 67_000, 4_600, 4_600),
}
UNWANTED = re.compile(r"std::.*(ostream|istream|ios_base|streambuf|locale|thread|mutex)|"
                      r"__cxa_throw|__gxx_personality|_Unwind|__cxa_demangle")
FLOATING = re.compile(r"DecimalSearch|nearest_number|strto[df]|__floating|fast_float|printf|"
                      r"__aeabi_[df](add|sub|mul|div)")


def build(folder, name, flags, boost):
    program = folder / name.replace(" ", "-").replace(",", "")
    return program, *run(
        ["arm-none-eabi-g++", *DEVICE, *FLAGS, *flags, "-isystem", boost, "--specs=nano.specs",
         "--specs=nosys.specs", "-nostartfiles", "-Wl,--gc-sections", "-T", PLATFORMS / "cortex_m4.ld",
         PLATFORMS / "operations.cpp", PLATFORMS / "cortex_m4.cpp", "-o", program])


def shown_here(folder, name, flags, boost):
    """What the program shows where it is compiled for this machine."""
    program = folder / (name + " here")
    done, output = run(["c++", *FLAGS, *flags, "-isystem", boost, PLATFORMS / "operations.cpp",
                        PLATFORMS / "here.cpp", "-o", program])
    return run([program])[1] if done else output


def check(tally, folder, name, boost):
    flags, floating, most_text, most_stack, most_heap = PROGRAMS[name]
    program, built, output = build(folder, name, flags, boost)
    tally.count(f"{name}: builds", built, output)
    if not built:
        return
    sizes = run(["arm-none-eabi-size", program])[1].splitlines()[1].split()[:3]
    symbols = run(["arm-none-eabi-nm", "-C", program])[1]
    unwanted = [line for line in symbols.splitlines() if UNWANTED.search(line)]
    tally.count(f"{name}: has nothing that a device has no use for", not unwanted,
                "\n".join(unwanted))
    numbers = [line for line in symbols.splitlines() if FLOATING.search(line)]
    tally.count(f"{name}: has floating-point numbers only where it needs them",
                bool(numbers) == floating, "\n".join(numbers) or "there are none")
    done = subprocess.run([*QEMU, program], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=120)
    shown, _, used = done.stdout.rpartition("stack ")
    expected = shown_here(folder, name, flags, boost)
    tally.count(f"{name}: shows the same as here",
                done.returncode == 0 and expected != "" and shown == expected,
                f"{done.stdout}\nand here\n{expected}")
    figures = re.fullmatch(r"(\d+) heap (\d+)\n", used)
    if not figures:
        return
    stack, heap = map(int, figures.groups())
    print(f"| {name} |", " | ".join(f"{int(size):,}" for size in sizes), f"| {stack:,} | {heap:,} |")
    tally.count(f"{name}: is as small as it was",
                int(sizes[0]) <= most_text and stack <= most_stack and heap <= most_heap,
                f"at most {most_text}, {most_stack} and {most_heap}")


def main():
    missing = [packages for tool, packages in NEEDED.items() if not shutil.which(tool)]
    if missing:
        print("install " + " ".join(missing))
        print("0 passed, 0 failed, 1 skipped")
        return
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        boost = folder / "boost-headers"  # by themselves, as /usr/include has this machine's own
        boost.mkdir()
        (boost / "boost").symlink_to(Path(os.environ.get("BOOST_ROOT", "/usr/include")) / "boost")
        print("| program | text | data | bss | stack | heap |\n|---|---:|---:|---:|---:|---:|")
        for each in PROGRAMS:
            check(tally, folder, each, boost)
    tally.close()


if __name__ == "__main__":
    sys.exit(main())
