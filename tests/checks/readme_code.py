"""Checks that the README shows code that is built: its first C++ block is the whole quickstart,
and every other one stands, but for its indentation, in an example. With `--quickstart PROGRAM`, the
README's first plain block is what the program prints."""

import difflib
import re

from common import ROOT, Tally, options, run

quickstart_program = options(quickstart={}).quickstart
tally = Tally()
quickstart = (ROOT / "examples/quickstart.cpp").read_text()
sources = [*sorted((ROOT / "examples").rglob("*.cpp")), ROOT / "tests/json_src.cpp"]


def flat(text):
    return "\n".join(line.strip() for line in text.strip().splitlines())


examples = [flat(source.read_text()) for source in sources]
readme = (ROOT / "README.md").read_text()
blocks = re.findall(r"^```cpp\n(.*?)^```$", readme, re.M | re.S)
difference = difflib.unified_diff((blocks or [""])[0].splitlines(), quickstart.splitlines(),
                                  "README.md", "examples/quickstart.cpp", lineterm="")
tally.count("the README's first code", bool(blocks) and blocks[0] == quickstart,
            "\n".join(difference))
for number, block in enumerate(blocks[1:], 2):
    tally.count(f"the README's code {number}", any(flat(block) in text for text in examples),
                f"stands in no example:\n{block}")
if quickstart_program:
    printed = run([quickstart_program])[1]
    shown = re.findall(r"^```\n(.*?)^```$", re.sub(r"^```cpp\n.*?^```$", "", readme, flags=re.M | re.S),
                       re.M | re.S)[0]
    tally.count("what the quickstart prints", printed == shown, printed)
tally.close()
