"""Counts the instructions that the main workloads take on ARM, with its SIMD and without.

Builds them for aarch64, by each optimisation level; QEMU runs them, and a plugin of it counts. The
counts are the same in each run. They are no times: see README.md. It needs QEMU 7.2 to 8, as
Debian 12 has.

    apt-get install gcc g++-aarch64-linux-gnu qemu-user libboost1.81-dev
    python3 -B tests/benchmarks/emulated.py [option of the compiler]...
"""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
CXX, QEMU = os.environ.get("CXX", "aarch64-linux-gnu-g++"), "qemu-aarch64"
FLAGS = ["-std=c++17", "-DNDEBUG", "-static", f"-I{HERE.parents[1] / 'include'}"]
LEVELS = ["-O2", "-O3"]
FEW, MANY = 3, 13  # so that what a run needs once drops out
WORKLOADS = [
    "encode_batch", "encode_batch_dynamic", "validate_batch", "decode_page", "decode_page_used",
    "decode_page_borrowed", "decode_page_dynamic", "decode_page_passed_over",
]


def build(folder, name, flags):
    program = folder / name
    sources = [HERE / "emulated.cpp", HERE / "inputs.cpp"]
    subprocess.run([*CXX.split(), *FLAGS, f"-I{folder}", *flags, *sys.argv[1:], *sources, "-o",
                    program], check=True)
    return program


def count(plugin, program, workload):
    """The instructions of a run, and the bytes of text that it reads or writes."""
    counts = []
    for times in FEW, MANY:
        done = subprocess.run([QEMU, "-plugin", plugin, program, workload, str(times)],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            sys.exit(f"{workload}: {done.stderr}")
        counts.append(int(done.stderr))
    return (counts[1] - counts[0]) / (MANY - FEW), int(done.stdout)


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    plugin = folder / "count.so"
    subprocess.run(["cc", "-shared", "-fPIC", HERE / "emulated_count.c", "-o", plugin], check=True)
    # Boost's headers by themselves, without the others of this machine.
    (folder / "boost").symlink_to(Path(os.environ.get("BOOST_ROOT", "/usr/include")) / "boost")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        kinds = {(level, simd): [level] + ([] if simd else ["-DFLAMEUP_NO_SIMD"])
                 for level in LEVELS for simd in (True, False)}
        building = {kind: pool.submit(build, folder, f"program{i}", flags)
                    for i, (kind, flags) in enumerate(kinds.items())}
        programs = {kind: job.result() for kind, job in building.items()}
    print(f"{'workload':26}{'level':>6}{'SIMD':>12}{'each byte':>11}{'plain':>12}{'ratio':>7}")
    for workload in WORKLOADS:
        for level in LEVELS:
            simd, size = count(plugin, programs[level, True], workload)
            plain, _ = count(plugin, programs[level, False], workload)
            print(f"{workload:26}{level:>6}{simd:12,.0f}{simd / size:11.2f}{plain:12,.0f}"
                  f"{plain / simd:7.2f}", flush=True)
