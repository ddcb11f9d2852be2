#!/usr/bin/env python3
"""Prints the results of the speed benchmark as one table.

    python3 -B tests/benchmarks/table.py RESULTS.json
"""

import json
import sys
from statistics import median, quantiles

HEADINGS = ["workload", "candidate", "median", "spread", "ratio", "best", "ratio", "MB/s",
            "allocations", "bytes", "equal"]
LEGEND = """
median       of the processor time of a run, over all repetitions
spread       of these times, from the 25th to the 75th percentile, relative to the median
best         of the repetitions: what a quiet machine would show
ratio        of the time before it to that of `ours`: above 1 is slower than the library
MB/s         of the JSON or the URL that is read or written, in 10^6 bytes, by the median
allocations  and their bytes: all that a run takes from the heap, by the program's own malloc
equal        how the result equals that of `ours`: in all bytes, or in values only, where a peer
             writes numbers otherwise, reads them one unit off in the last place, or leaves more
             of a URL unencoded"""
TO_NANOSECONDS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}


def duration(nanoseconds):
    fitting = [each for each in TO_NANOSECONDS.items() if nanoseconds >= 0.9995 * each[1]]
    name, unit = fitting[-1] if fitting else ("ns", 1)
    number = nanoseconds / unit
    decimals = max(3 - len(str(int(number))), 0)
    return f"{number:.{decimals}f} {name}"


def amount(number):
    return f"{number:,.0f}" if number >= 100 or number == int(number) else f"{number:.2f}"


def spread(times):
    low, _, high = quantiles(times, n=4, method="inclusive")
    return f"{100 * (high - low) / median(times):.0f}%"


class Candidate:
    def __init__(self, runs):
        self.workload, self.name = runs[0]["run_name"].split("/")[:2]
        self.times = [run["cpu_time"] * TO_NANOSECONDS[run["time_unit"]] for run in runs]
        self.median = median(self.times)
        self.best = min(self.times)
        self.counters = runs[0]

    def row(self, first):
        text_bytes = self.counters["bytes"]
        return [
            self.workload if self is first else "",
            self.name,
            duration(self.median),
            spread(self.times) if len(self.times) > 1 else "",
            f"{self.median / first.median:.2f}",
            duration(self.best),
            f"{self.best / first.best:.2f}",
            f"{1e3 * text_bytes / self.median:.0f}" if text_bytes else "",
            amount(self.counters["allocations"]),
            amount(self.counters["allocated_bytes"]),
            "" if self is first else "bytes" if self.counters["equal_bytes"] else "values",
        ]


def read(results):
    """The candidates of each workload, in the order in which they were added, `ours` first."""
    by_name = {}
    for run in sorted(results["benchmarks"], key=lambda run: run["family_index"]):
        if run["run_type"] == "iteration":
            by_name.setdefault(run["run_name"], []).append(run)
    workloads = {}
    for each in map(Candidate, by_name.values()):
        workloads.setdefault(each.workload, []).append(each)
    for candidates in workloads.values():
        candidates.sort(key=lambda each: not each.counters["first"])
    return workloads


def print_table(rows):
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        left = [text.ljust(width) for text, width in zip(row[:2], widths)]
        right = [text.rjust(width) for text, width in zip(row[2:], widths[2:])]
        print("  ".join(left + right).rstrip())


def print_remarks(workloads):
    """What the table does not show: checks beside writing, and flows by person."""
    first = {name: candidates[0] for name, candidates in workloads.items()}
    check, write = first.get("validate_batch"), first.get("encode_batch")
    if check and write:
        print(f"\nThe rules of a batch take {100 * check.best / write.best:.0f}% of the time that "
              f"writing it takes (best times).")
    read = [first.get("decode_page_overview" + kind) for kind in ("", "_borrowed", "_passed_over")]
    if all(read):
        whole, views, none = (each.best for each in read)
        print(f"\nViews of a page are read {whole / views:.1f} times as fast as strings; "
              f"passing over all of it is {whole / none:.1f} times as fast (best times).")
    flows = [each for name, each in first.items() if name.startswith("batch_flow")]
    for each in flows:
        people = each.counters["items"]
        print(f"\n{each.workload}: {people:,.0f} people at {people / each.median * 1e9:,.0f} a "
              f"second, {each.counters['allocations'] / people:.2f} allocations for each; "
              f"at most {each.counters['high_water'] / 1e3:,.0f} kB of the heap at once.", end="")
    print(end="\n" if flows else "")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        results = json.load(file)
    workloads = read(results)
    rows = [HEADINGS]
    for candidates in workloads.values():
        rows += [each.row(candidates[0]) for each in candidates]
    print_table(rows)
    print(LEGEND)
    if left_out := results["context"]["left_out"]:
        print(f"left out     {left_out}: not found, see tests/benchmarks/README.md")
    print_remarks(workloads)


main()
