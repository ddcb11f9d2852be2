"""What the checks share: the project's files, the compiler, and counting."""

import argparse
import os
import pty
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include"
STRICT = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror".split()
BARE = ["-fno-exceptions", "-fno-rtti"]


def options(**more):
    parser = argparse.ArgumentParser()
    parser.add_argument("--cxx", default=os.environ.get("CXX", "c++"), type=shlex.split)
    parser.add_argument("--std", default="c++17")
    for name, settings in more.items():
        parser.add_argument("--" + name, **settings)
    return parser.parse_args()


# Headers that are units: each for one file of a program.
UNITS = ["flameup/src.hpp", "flameup/src_typed.hpp"]


def headers():
    """Every header that users may include in any file, as they write it."""
    found = (str(path.relative_to(INCLUDE)) for path in sorted(INCLUDE.rglob("*.hpp")))
    return [name for name in found if name not in UNITS]


def including(names):
    return "".join(f'#include "{name}"\n' for name in names)


def run(command, text=None, **settings):
    """Returns whether the command succeeded, and all that it printed."""
    done = subprocess.run([str(word) for word in command], input=text, text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **settings)
    return done.returncode == 0, done.stdout


def compile_command(cxx, std, *flags):
    """What compiles its input as a unit; without `-c` in the flags, only looks for errors."""
    mode = [] if "-c" in flags else ["-fsyntax-only"]
    return [*cxx, f"-std={std}", *mode, *flags, f"-I{INCLUDE}", "-x", "c++", "-"]


def compile(cxx, std, text, *flags):
    """Compiles the text of a unit, and returns as `run` does."""
    return run(compile_command(cxx, std, *flags), text)


class NoTerminal(Exception):
    """No pseudo-terminal can be made, as where /dev/pts is not mounted."""


def in_terminal(function):
    """Calls `pty.openpty` or `pty.fork`."""
    try:
        return function()
    except OSError as problem:
        raise NoTerminal(f"there is no terminal to be had: {problem}") from problem


class Tally:
    """Runs jobs side by side, prints what fails, and closes with the count."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def count(self, name, succeeded, output=""):
        if succeeded:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name}\n{output[:2000]}", flush=True)

    def count_all(self, jobs):
        """Each job is a name and a function that returns whether it succeeded, and its output."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            running = [(name, pool.submit(job)) for name, job in jobs]
            for name, job in running:
                self.count(name, *job.result())

    def skip(self, name, why):
        self.skipped += 1
        print(f"SKIPPED {name}: {why}", flush=True)

    def run(self, check, *arguments, name=None):
        """Calls a function, which is skipped from where it needs a terminal and there is none."""
        try:
            check(*arguments)
        except NoTerminal as problem:
            self.skip(name or check.__name__, problem)

    def close(self):
        left = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {self.failed} failed{left}")
        sys.exit(self.failed > 0)
