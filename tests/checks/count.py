"""Counts what a run of `meson test` passed and failed, from its testlog.json.

The test program counts by its cases, each check by what it says in its last line.
"""

import json
import re
import sys


def counts(test):
    output = test["stdout"] + "\n" + test.get("stderr", "")
    cases = {what: int(count) for count, what in re.findall(
        r"^ *(\d+) test cases? out of \d+ (.+)$", output, re.M)}
    closing = re.findall(r"^(\d+) passed, (\d+) failed$", output, re.M)
    passed = failed = 0
    if cases:
        passed = cases.get("passed", 0) + cases.get("passed with warnings", 0)
        failed = cases.get("failed", 0) + cases.get("timed-out", 0)
    elif closing:
        passed, failed = map(int, closing[-1])
    elif test["result"] == "OK":
        passed = 1
    if test["result"] != "OK" and not failed:
        failed = 1
    return passed, failed


with open(sys.argv[1]) as log:
    results = [counts(json.loads(line)) for line in log]
passed, failed = (sum(column) for column in zip(*results)) if results else (0, 1)
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
