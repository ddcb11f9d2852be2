"""Counts the instructions that the library's main workloads take, by valgrind's callgrind.

They are steady where times are not: the same program takes as many of them in each run, whatever
else the machine does. Runs each workload twice, so that what a run needs once drops out.

    python3 tests/benchmarks/instructions.py build-run/benchmarks-g++/tests/benchmarks/speed
"""

import re
import subprocess
import sys

FEW, MANY = 3, 13
WORKLOADS = {  # and how often each run is to be repeated to be worth counting
    "encode_upsert/ours": 100, "encode_batch/ours": 1, "encode_batch_dynamic/ours": 1,
    "decode_person/ours": 100, "decode_page_overview/ours": 1,
    "decode_page_overview/ours_used": 1, "decode_page_overview_dynamic/ours": 1,
    "decode_page_overview_borrowed/ours": 1, "decode_page_reference/ours": 1,
    "decode_page_shuffled/ours": 1, "list_url/ours": 100, "validate_batch/ours": 10,
    "decode_errors/ours": 100,
}


def count(program, workload, times):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "--run",
               workload, str(times)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"{workload}: {done.stderr}")
    return int(found[1]), int(done.stdout)


program = sys.argv[1]
print(f"{'workload':36}{'instructions':>14}{'bytes':>10}{'each byte':>11}")
for workload, times in WORKLOADS.items():
    few, size = count(program, workload, FEW * times)
    many, _ = count(program, workload, MANY * times)
    each = (many - few) / ((MANY - FEW) * times)
    print(f"{workload:36}{each:14,.0f}{size:10,}{each / size if size else 0:11.1f}")
