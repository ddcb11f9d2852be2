"""Builds the fuzz targets, and runs each for some time: on what the tests' data say, and on what it makes of that.

    python3 -B tests/fuzz/run.py --seconds 30           # each target
    python3 -B tests/fuzz/run.py --seconds 3600 errors  # one of them

Inputs that reach new code are kept below build-run/fuzz/corpus, those that fail below
build-run/fuzz/failures. Ends with "N passed, N failed".
"""

import argparse
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build-run/fuzz"
DATA = ROOT / "tests/data"
TARGETS = ["decode", "encode", "errors", "flows", "http", "texts"]

TEXTS = [
    b"2024-01-15T10:30:00.123456789+05:30", b"2024-02-30T24:00:60Z", b"https://api.flameup.ai/api/v1",
    b"http://[::1%25a]:8080/x?y=%41", b"a%2Fb%20c%zz", b"Sun, 06 Nov 1994 08:49:37 GMT", b"120",
    b"-1.7976931348623157e308", b"4.9406564584124654e-324", b"9007199254740993.5", b"1e-400",
    b'{"a":[1,-2.5e9,"\\ud83d\\ude00\\n",null,true,{"b":[]}]}', b'["\xc3\xa9","\xf0\x9f\x98\x80"]',
]
PERSON = (b'{"id":"550e8400-e29b-41d4-a716-446655440000","userId":"u1","email":"a@b.example",'
          b'"status":"active","created_at":"2024-01-15T10:30:00Z","traits":{"name":"Zo\\u00eb",'
          b'"plan":"basic","open":"other","level":null,"score":0.5,"ratio":2,"small_number":255,'
          b'"active":true,"tags":["a","b\\n"],"labels":[],"pets":[{"name":"Rex","age":3},{}],'
          b'"counts":{"x":1},"notes":{"y":"z"},"last_login":"2024-01-15T10:30:00.5Z",'
          b'"anything":[1,{"a":{}}]}}')
BATCH = (b'{"success":true,"created_count":1,"updated_count":1,"people":[' + PERSON + b'],"errors":[]}')
ERRORS = [
    b'{"error":"Bad Request","message":"wrong","code":400,"details":[{"field":"email","message":"bad"}]}',
    b'{"error":{"code":"x","type":"y","message":"z","request_id":"r","details":{"fields":[{"field":"a"}]}}}',
    b'{"type":"about:blank","title":"t","detail":"d","errors":[{"pointer":"#/people/1","detail":"e"}]}',
    b'[{"index":1,"message":"blocked"}]', b'<html>no</html>', b'\xef\xbb\xbf{"success":false}',
]
STATES = [
    b'{"added":3,"pending":[{"index":1,"was_sent":true,"person":{"userId":"u1"}}],"outcomes":[],'
    b'"suspects":1,"is_refusing":false,"is_closed":true,"sending":{"in_flight":true,"attempts":[]}}',
    b'{"query":{"limit":2,"offset":4},"people":[],"seen":["i1"],"last":["i1"],"repeats":1,"pages":2,'
    b'"is_over":false,"sending":{"in_flight":false,"attempts":[]}}',
    b'{"operation":{"person_id":"p"},"sending":{"in_flight":true,"attempts":[{"status":500,"code":"500",'
    b'"message":"m","wait_ms":10}]}}',
]


def seeds(target):
    bodies = [path.read_bytes() for path in sorted(DATA.glob("responses/*.json"))]
    requests = [path.read_bytes() for path in sorted(DATA.glob("requests/*.http"))]
    page = b'{"people":[' + PERSON + b"," + PERSON + b'],"total":2,"limit":50,"offset":0}'
    if target == "decode":
        for which in range(16):
            yield from (bytes([which, 2]) + body for body in [*bodies, PERSON, page, BATCH])
    if target == "encode":
        yield b"\x00u1\n\x01a@b.example\n\x01+1\n" + PERSON
        yield b"\x01\x01\x00\x00\x00\x00\x00\x00\x00\x32\x00\x01\x00\x00\x00\x00\x00\x00\x00\x05\x00"
        yield b"\x02\x01a+b@c.example\n\x01u 1/%\n"
        yield b"\x03a b/%c\xc3\xa9"
    if target == "errors":
        for at, body in enumerate([*bodies, *ERRORS]):
            key = [b"fl_live_user_abcdefgh", b"abcdefghijklabcdefghijklSECRET", b'a\\\\b"c/defg\\u0'][at % 3]
            yield key + b"\n" + bytes([at % 16, at % 3, at, at % 4]) + b"\x01\x02\x03\x00\x01\n" + body
    if target == "flows":
        for which, state in enumerate(STATES):
            for first in (state, b""):
                yield bytes([(0, 1, 3)[which]]) + first + b"\n" + b"\n".join(
                    bytes([0, kind]) + body for kind, body in enumerate([BATCH, page, *ERRORS]))
        people = [b'{"userId":"u%d","traits":{"a":%d}}' % (i % 3, i) for i in range(6)]
        yield b"\x02\x02\x02" + b'{"put":1,"person":{"userId":"u1"}}\n\x02{"done":[1]}\n' + b"\n".join(
            bytes([8]) + person for person in people) + b"\n\x0e\x00\x00" + BATCH + b"\n\x0f"
    if target == "http":
        for message in requests:
            message = message.replace(b"\r", b"").replace(b"\n", b"\r\n")
            yield b"\x00\x05\x09\x01\n" + message
        yield b"\x01HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
        yield b"\x01HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nA: b\r\n\r\n"
    if target == "texts":
        for which in range(6):
            yield from (bytes([which]) + text for text in [*TEXTS, PERSON])


def run(command, **settings):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", **settings)


def build(targets):
    settings = {**os.environ, "CXX": "clang++"}
    if not (BUILD / "build.ninja").exists():
        done = run(["meson", "setup", BUILD, ROOT, "-Dfuzz=enabled", "-Dtests=disabled",
                    "-Dexamples=disabled", "-Dbuildtype=plain"], env=settings)
        if done.returncode != 0:
            sys.exit(done.stdout + "0 passed, 1 failed")
    done = run(["ninja", "-C", BUILD, *(f"tests/fuzz/fuzz_{target}" for target in targets)])
    if done.returncode != 0:
        sys.exit(done.stdout + "0 passed, 1 failed")


def fuzz(target, seconds):
    """Runs a target; returns whether nothing failed, a line about it, and what it printed."""
    corpus, first, failures = (BUILD / name / target for name in ("corpus", "seeds", "failures"))
    for folder in corpus, first, failures:
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (first / f"{number:03}").write_bytes(seed)
    done = run([BUILD / f"tests/fuzz/fuzz_{target}", f"-max_total_time={seconds}", "-max_len=8192",
                "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1",
                f"-artifact_prefix={failures}/", corpus, first], cwd=BUILD)
    found = re.search(r"number_of_executed_units: (\d+)", done.stdout)
    count = int(found.group(1)) if found else 0
    good = done.returncode == 0 and count > 0
    return good, f"{target:8} {count:12,} executions  {'' if good else 'FAILED'}", done.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("targets", nargs="*", default=TARGETS)
    given = parser.parse_args()
    build(given.targets)
    passed = failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for good, line, output in pool.map(lambda name: fuzz(name, given.seconds), given.targets):
            print(line, flush=True)
            passed, failed = passed + good, failed + (not good)
            if not good:
                print(output[-6000:])
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
