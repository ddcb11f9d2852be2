"""Counts what a run of `meson test` passed, failed and left out, from its testlog.json.

The test program counts by its cases, each check by what it says in its last line. A test that was
skipped, as for a missing package, counts as one; so does each part that a check skipped.
"""

import json
import re
import sys


def counts(test):
    if test["result"] == "SKIP":
        return 0, 0, 1
    output = (test["stdout"] + "\n" + test.get("stderr", "")).replace("\r", "")
    cases = {what: int(count) for count, what in re.findall(
        r"^ *(\d+) test cases? out of \d+ (.+)$", output, re.M)}
    closing = re.findall(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", output, re.M)
    passed = failed = skipped = 0
    if cases:
        passed = cases.get("passed", 0) + cases.get("passed with warnings", 0)
        failed = cases.get("failed", 0) + cases.get("timed-out", 0)
    elif closing:
        passed, failed, skipped = (int(count or 0) for count in closing[-1])
    elif test["result"] == "OK":
        passed = 1
    if test["result"] != "OK" and not failed:
        failed = 1
    return passed, failed, skipped


with open(sys.argv[1]) as log:
    tests = [json.loads(line) for line in log]
results = [counts(test) for test in tests]
passed, failed, skipped = (sum(column) for column in zip(*results)) if results else (0, 1, 0)
for test in tests:
    if test["result"] == "SKIP":
        print(f"{test['name']}: {test['stdout'].strip()}")
    for part in re.findall(r"^SKIPPED (.*)$", test["stdout"], re.M):
        print(f"{test['name']}: skipped {part}")
print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
sys.exit(failed > 0)
