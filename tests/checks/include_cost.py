"""Measures what including the model costs, against nlohmann/json.hpp.

Takes each header's best processor time of several runs, the two in turn. With --check, fails
where the model costs more than a quarter.
"""

import resource
import sys

from common import compile, options

LIMIT = 0.25
MODEL, OTHER = "flameup/model.hpp", "nlohmann/json.hpp"


def seconds(cxx, std, header):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    works, output = compile(cxx, std, f"#include <{header}>\n")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not works:
        sys.exit(output)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


given = options(runs={"type": int, "default": 12}, check={"action": "store_true"})
best = {header: float("inf") for header in (MODEL, OTHER)}
for _ in range(given.runs):
    for header in best:
        best[header] = min(best[header], seconds(given.cxx, given.std, header))
ratio = best[MODEL] / best[OTHER]
print(f"{' '.join(given.cxx)} -std={given.std}:",
      *(f"{header} {time:.2f} s," for header, time in best.items()), f"ratio {ratio:.2f}")
sys.exit(given.check and ratio > LIMIT)
