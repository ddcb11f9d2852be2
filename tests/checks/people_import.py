"""Imports and exports with the example `people`: bad lines, every transport, faults, and stops at
any moment, after which the same command goes on without loss or repetition."""

import argparse
import bz2
import gzip
import json
import lzma
import os
import pty
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from common import Tally, in_terminal
from people_server import KEY, Server

parser = argparse.ArgumentParser()
parser.add_argument("--people", required=True, type=os.path.abspath)
parser.add_argument("--server", required=True, type=os.path.abspath)
parser.add_argument("--big", action="store_true")
parser.add_argument("--only", default="", help="the checks whose names hold this")
GIVEN = parser.parse_args()
NOTICE = b"people: an in-memory service with sample people answers"
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("FLAMEUP_")}
ENVIRONMENT["XDG_CONFIG_HOME"] = "/nowhere"
OUTCOMES = ("blank", "created", "updated", "stored", "rejected", "failed", "unsent")
LANES = [1]  # the concurrency of imports
tally = Tally()


def holds(name, value, what=""):
    tally.count(name, bool(value), str(what))


def expect(name, found, expected):
    tally.count(name, found == expected, f"found    {found}\nexpected {expected}")


def sample(words):
    """The option for runs that name no server: the people in memory answer."""
    named = any(str(word).startswith(("--base-url", "--reply")) for word in words)
    return ["--demo"] if words[:1] in (("import",), ("export",)) and not named else []


def lanes(words):
    """The option for imports that have several requests in flight, unless they say it themselves."""
    is_given = any(str(word).startswith("--concurrency") for word in words)
    return ["--concurrency", LANES[0]] if LANES[0] > 1 and "import" in words and not is_given else []


def start(*arguments, **more):
    settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    words = [*sample(arguments), *arguments, *lanes(arguments)]
    return subprocess.Popen([GIVEN.people, *map(str, words)], env=ENVIRONMENT,
                            **{**settings, **more})


class Done:
    """What a run of the program left."""

    def __init__(self, process, stdin=None, timeout=120):
        out, err = process.communicate(stdin, timeout=timeout)
        self.code, self.out, self.err = process.returncode, out or b"", err or b""

    def __str__(self):
        return f"{self.code} {self.out} {self.err}"

    def summary(self):
        """The summary of an import; the counts in it add up."""
        try:
            counts = json.loads(self.out)
            assert counts["lines"] == sum(counts[name] for name in OUTCOMES), counts
            return counts
        except (AssertionError, ValueError, KeyError) as error:
            holds("a summary that adds up", False, f"{error}\n{self}")
            return dict.fromkeys(("lines", "requests", "attempts_failed", "seconds", *OUTCOMES), -1)

    def counts(self):
        """The outcomes that there are."""
        counts = self.summary()
        return {name: counts[name] for name in OUTCOMES if counts[name]}

    def stored(self):
        counts = self.summary()
        return counts["created"] + counts["updated"] + counts["stored"]

    def last(self):
        """The last line of the errors, as JSON."""
        try:
            return json.loads(self.err.decode().splitlines()[-1])
        except (ValueError, IndexError):
            return {}


def people(*arguments, stdin=None, **more):
    given = {"stdin": subprocess.PIPE} if stdin is not None else {}
    return Done(start(*arguments, **given, **more), stdin)


def refused(name, done, exits=2, /, **expected):
    error = done.last()
    holds(name, done.code == exits and not (exits == 2 and done.out) and
          all(error.get(key) == value for key, value in expected.items()), done)
    return error.get("message", "")


def person(number, **more):
    traits = {"number": number, "name": "Zoë \U0001f600", "plan": ["free", "pro"][number % 2]}
    return {"userId": f"user_{number:06}", "email": f"u{number}@example.com", "phone": f"+{number}",
            "traits": traits, **more}


def lines(persons):
    return b"".join(json.dumps(each).encode() + b"\n" for each in persons)


def essence(person):
    return {name: person.get(name) for name in ("userId", "email", "phone", "traits")}


def records(text):
    """People by userId; each comes once."""
    found = [json.loads(line) for line in text.splitlines()]
    by_name = {each["userId"]: essence(each) for each in found}
    expect("nobody comes twice", len(by_name), len(found))
    return by_name


@contextmanager
def server(*arguments):
    running = Server(GIVEN.server, "--rate-limit=0", "--api-key=" + KEY, *arguments)
    running.there = ["--base-url", running.base_url.strip(), "--api-key", KEY]
    try:
        yield running
    finally:
        expect("the server ends well", running.stop(), (0, "", ""))


def exported(there, *arguments):
    done = people(*there, "export", "--rate=0", *arguments)
    holds("export ends well", done.code == 0, done.err)
    return records(done.out)


def wait_for(condition, what):
    for _ in range(400):
        if condition():
            return
        time.sleep(0.025)
    holds("in time: " + what, False)


def saved(file):
    """The second line of a state; the first one has its checksum, and the others ids."""
    return json.loads(file.read_bytes().split(b"\n")[1]) if file.exists() else {}


def sealed(state):
    """A state with the checksum that belongs to it."""
    text, value = json.dumps(state).encode(), 0xcbf29ce484222325
    for byte in text:
        value = (value ^ byte) * 0x100000001b3 & (1 << 64) - 1
    return b"flameup state, version 2, checksum %016x\n" % value + text


def spent(file, requests):
    """Whether a run has saved what so many requests did."""
    return lambda: saved(file).get("counts", {}).get("requests", 0) >= requests


# ---- Lines

UPSERT = b'{"userId":"a","email":"a@b.example","phone":"1","anonymousId":"x","traits":{"n":1}}'
LONG = b'{"userId":"long","traits":{"a":"' + b"x" * (1 << 20) + b'"}}'
LARGE = b'{"userId":"large","traits":{"a":"' + b"x" * 600000 + b'"}}'
FITS = b'{"userId":"fits","traits":{"a":"' + b"x" * 400000 + b'"}}'
DEEP = b'{"userId":"deep","traits":{"a":' + b"[" * 5000
LINES = [ # and the code that a line is refused with
    (UPSERT, None), (b"", None), (b" \t", None), (b"not JSON", "invalid_json"), (FITS, None),
    (UPSERT + b"\r", None), (b'{"userId":5}', "wrong_type"), (b"[]", "wrong_type"),
    (b"null", "wrong_type"), (b'{"userId":"b"', "invalid_json"), (b"{}", "invalid_request"),
    (b'{"userId":"b"}{"userId":"c"}', "invalid_json"), (b'{"userId":""}', "invalid_request"),
    (b'{"userId":"b","name":"c"}', "unknown_member"), (b'{"external_id":"b","id":"x","status":"active"}', None),
    (b'{"userId":"b\xff"}', "invalid_utf8"), (b"\xff\xfe", "invalid_utf8"), (b"\r", None),
    (b'{"userId":"\xed\xa0\x80"}', "invalid_utf8"), (b'{"userId":"b","email":"c"}',
                                                   "invalid_request"),
    (b'{"userId":"b","traits":[]}', "wrong_type"), (b'{"userId":"b","traits":{"a":1e999}}',
                                                  "out_of_range"),
    (b'{"userId":"' + b"u" * 256 + b'"}', "invalid_request"), (LONG, "too_large"),
    (b'{"userId":"b","traits":{"plan":1,"a":{"plan":2},"pl\\u0061n":3}}', "duplicate_member"),
    (b'{"userId":"b","email":"a@b.example","userId":"c"}', "duplicate_member"),
    (b'{"userId":"b","traits":{"x":[1,{"n":12345678901234567890123}]}}', "out_of_range"),
    (b'{"userId":"b","traits":{"n":-9223372036854775809}}', "out_of_range"),
    (b'{"userId":"b","traits":{"n":18446744073709551616}}', "out_of_range"),
    (LARGE, "too_large"), (DEEP, "too_deep"), (b"\0", "invalid_json"),
    (b'{"userId":"b\\ud800"}', "invalid_json"), (b'{"userId":"b"}\x1b[2J', "invalid_json"),
    (b'{"userId":"last","traits":{"n":1.5,"x":null}}', None)]
REFUSED = {number: code for number, (_, code) in enumerate(LINES, 1) if code}


WORDS = { # a part of the message
    b'{"userId":"b","traits":{"plan":1': 'at $.traits["pl\\u0061n"]: there is a second value for the member plan',
    b'{"userId":"b","email":"a@b.example"': "at $.userId: there is a second value for the member userId",
    b'{"userId":"b","traits":{"x":[1,{"n"': "at $.traits.x[1].n: the integer has more than 64 bits",
    b'{"userId":"b","traits":{"n":-9': "at $.traits.n: ",
    LONG[:15]: " 524288 bytes, the most", LARGE[:16]: " 524288 bytes, the most",
    b'{"userId":"b","name"': "there is no member name"}


def is_report(found, line):
    """Whether a rejected line holds all of a line of the input, or says that it is cut."""
    line = line.removesuffix(b"\r")
    if len(line) > 524288:
        return (list(found) == ["line", "code", "message", "text", "cut"] and found["cut"] and
                found["text"] and line.startswith(found["text"].encode()))
    if "hex" in found:
        return (list(found) == ["line", "code", "message", "text", "hex"] and
                bytes.fromhex(found["hex"]) == line and "\ufffd" in found["text"])
    return list(found) == ["line", "code", "message", "text"] and found["text"].encode() == line


def check_lines(folder):
    file, out = folder / "lines.ndjson", folder / "lines.rejected"
    for end in b"\n", b"":
        out.unlink(missing_ok=True)
        file.write_bytes(b"\n".join(line for line, _ in LINES) + end)
        done = people("import", file, "--rejected", out)
        expect("lines: outcomes", (done.code, done.counts().get("rejected"), done.stored(),
                                   done.counts().get("blank"), done.summary()["lines"]),
               (1, len(REFUSED), 5, 3, len(LINES)))
        found = [json.loads(line) for line in out.read_bytes().splitlines()]
        # A line with several faults may be refused for either.
        expect("lines: rejected", [(each["line"], each["code"]) for each in
                                   sorted(found, key=lambda each: each["line"])],
               list(REFUSED.items()))
        for each in found:
            line, code = LINES[each["line"] - 1]
            holds(f"lines: {each['line']}", each["message"] and is_report(each, line), each)
            for beginning, words in WORDS.items():
                if line.startswith(beginning):
                    holds(f"lines: words for {beginning}", words in each["message"], each)
        holds("lines: nothing else on standard error", not re.search(rb"line \d", done.err), done)
    first = out.read_bytes()
    again = folder / "lines.again"
    done = people("import", out, "--rejected", again)
    expect("lines: fed back", (done.code, done.counts()), (1, {"rejected": len(REFUSED)}))
    renumbered = [json.loads(line) for line in first.splitlines()]
    for number, each in enumerate(renumbered, 1):
        each["line"] = number
    expect("lines: nothing is lost when they are fed back",
           sorted((json.loads(line) for line in again.read_bytes().splitlines()),
                  key=lambda each: each["line"]), renumbered)
    mended = first.replace(rb'\"name\":', rb'\"phone\":')
    done = people("import", "-", "--rejected", out, stdin=mended)
    expect("lines: mended where they were rejected", done.counts(),
           {"created": 1, "rejected": len(REFUSED) - 1})
    holds("lines: no reason is lost", out.read_bytes().startswith(first))
    out.write_bytes(b"without an end")
    people("import", file, "--rejected", out)
    expect("lines: behind a line without an end", out.read_bytes().split(b"\n", 1)[0],
           b"without an end")
    done = people("import", "-", "--rejected", out, stdin=UPSERT)
    expect("lines: nobody is rejected", (done.code, len(out.read_bytes().splitlines())),
           (0, len(REFUSED) + 1))
    done = people("import", "-", stdin=file.read_bytes())
    reported = re.findall(rb"^people: line (\d+): ([^\n\x1b]+) \((\w+)\)$", done.err, re.M)
    expect("lines: on standard error", {int(number): code.decode() for number, _, code in reported},
           REFUSED)
    expect("lines: from standard input", (done.code, done.stored()), (1, 5))
    for text, expected in [
            (b"", {}), (b"\n\n", {"blank": 2}), (b"\xef\xbb\xbf" + UPSERT, {"created": 1}),
            (b"x", {"rejected": 1}), (b"\r\n\xef\xbb\xbf" + UPSERT, {"blank": 1, "rejected": 1}),
            (b'{"userId":"ada"}\n{"userId":"grace"}\n', {"updated": 2})]:
        done = people("import", "-", stdin=text)
        expect(f"input {text}", (done.code, done.counts()), (int("rejected" in expected), expected))


def check_sample(_):
    """The service in memory lets 120 requests a minute pass, as the default rate does."""
    done = people("import", "-", stdin=lines(map(person, range(11800))))
    expect("in memory", (done.code, done.counts(), done.summary()["attempts_failed"]),
           (0, {"created": 11800}, 0))
    holds("in memory, says so", done.err.startswith(NOTICE), done)
    done = people("export", "--query", '{"status":"active","limit":1}')
    expect("export from memory", (done.code, list(records(done.out)), done.last()["people"],
                                  done.last()["pages"]), (0, ["ada", "grace"], 2, 2))


# ---- Usage

def check_usage(folder):
    file = folder / "usage.ndjson"
    file.write_bytes(lines([person(1)]))
    for arguments in (["import"], ["import", file, "x"], ["export", "x"], ["stats", "--state=x"],
                      ["stats", "--rate=1"], ["list", "--query={}"], ["list", "--rejected=x"],
                      ["import", file, "--query={}"], ["import", file, "--dry-run", "--state=x"],
                      ["export", "--dry-run"], ["import", file, "--limit=-1"],
                      ["import", file, "--skip=x"], ["export", "--limit="], ["stats", "--skip=1"],
                      ["export", "--output=xml"], ["export", "--fields=x"], ["export", "--fields="],
                      ["export", "--fields=userId,,id"], ["import", file, "--fields=id"],
                      ["export", "--fields=email.x"], ["export", "--fields=traits."],
                      ["export", "--no-validate"], ["export", "--show-secrets"],
                      ["import", file, "--rate=-1"], ["import", file, "--rate=1.5"],
                      ["import", file, "--rate="], ["import", file, "--state"],
                      ["export", "--query=["], ["export", "--query", '{"limt":1}'],
                      ["import", file, "--rejected", file],
                      ["import", file, "--state", folder / "s", "--rejected", folder / "." / "s"]):
        refused(f"usage {arguments}", people(*arguments), kind="usage")
    expect("the input is as it was", file.read_bytes(), lines([person(1)]))
    refused("no limit", people("export", "--query", '{"limit":501}'), kind="validation")
    refused("a base URL", people("import", file, "--base-url=x", "--api-key=k"), kind="validation")
    for name in folder / "none", folder:
        refused(f"input {name}", people("import", name), 1, kind="input", code="unreadable_input")
    for more in (["--state", folder / "none" / "state"], ["--rejected", folder / "none" / "x"],
                 ["--rejected", "/dev/full"]):
        bad = folder / "bad.ndjson"
        bad.write_bytes(b"x\n" + lines([person(1)]))
        refused(f"output {more}", people("import", bad, *more), 1, kind="output",
                code="write_failed")
    for arguments in ["import", file], ["export"]:
        for where in ">&-", ">/dev/full":
            done = shell(f'"$0" "$@" {where}', *arguments, "--state", folder / "closed")
            expect(f"output {where} {arguments}", (done.code, done.last().get("code")),
                   (1, "write_failed"))
            (folder / "closed").unlink(missing_ok=True)
    done = shell('"$0" "$@" | head -n 1', "export", "--query", '{"limit":1}')
    holds("a reader that leaves", len(done.out.splitlines()) == 1, done)
    # With a state, the next run goes on: nobody is missing.
    state = folder / "left"
    for command in (["export"], ["export", "--output", "csv"], ["export", "--state", state],
                    ["list"], ["help"]):
        left, end = os.pipe()
        os.close(left)
        demo = [] if command == ["help"] else ["--demo", "--quiet"]
        done = subprocess.run([GIVEN.people, *demo, *map(str, command)], stdout=end,
                              stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT)
        os.close(end)
        expect(f"a closed pipe {command}", (done.returncode in (141, -signal.SIGPIPE),
                                            done.stderr), (True, b""))
    expect("behind a closed pipe", len(people("export", "--state", state).out.splitlines()), 3)


def shell(script, *arguments):
    return Done(subprocess.Popen(["sh", "-c", script, GIVEN.people, *sample(arguments),
                                  *map(str, arguments)],
                                 env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE))


# ---- Over the network

def transports():
    listed = re.search(rb"--transport NAME +how to send: (.*)",
                       people("help", "options").out)[1].decode()
    return re.findall(r"(\w+) \(http", listed.replace("https and http", "http"))


def check_transports(folder):
    for name in transports():
        check_transport(name, folder)


def check_transport(name, folder):
    """What is exported is what was imported; of several lines of a person the last one holds."""
    persons = [person(number) for number in range(600)]
    last = [person(number, traits={"number": -number}) for number in range(0, 600, 7)]
    file = folder / f"{name}.ndjson"
    file.write_bytes(lines(persons + last))
    with server() as running:
        there = [*running.there, "--transport", name]
        done = people(*there, "import", file)
        expect(f"{name}: import", (done.code, done.stored()), (0, len(persons + last)))
        expected = {each["userId"]: essence(each) for each in persons}
        for each in last:
            expected[each["userId"]]["traits"].update(each["traits"])
        expect(f"{name}: export", exported(there), expected)
        some = exported(there, "--query", '{"search":"u59","limit":7}')
        expect(f"{name}: query", some, {user: each for user, each in expected.items()
                                        if "u59" in each["email"]})
        expect(f"{name}: offset", len(exported(there, "--query", '{"offset":590}')), 10)
        done = people(*there, "import", file, "--workspace", "ws_default")
        expect(f"{name}: again", (done.code, done.stored()), (0, len(persons + last)))


# ---- Stops

def check_wrong_key(folder):
    """What fails for good is counted, and kept for the next run."""
    file, state, out = folder / "key.ndjson", folder / "key.state", folder / "key.rejected"
    file.write_bytes(b"x\n" + lines(map(person, range(250))))
    arguments = ["import", file, "--state", state, "--rejected", out]
    with server() as running:
        for _ in range(2):
            done = people(*running.there, "--api-key", KEY + "f", *arguments)
            expect("wrong key", (done.code, done.counts(), done.last().get("status")),
                   (1, {"rejected": 1, "failed": 100}, 401))
            with out.open("ab") as more:  # as a kill may leave it
                more.write(out.read_bytes().split(b"\n")[0] + b'\n{"line":2,"co')
        done = people(*running.there, *arguments)
        expect("right key", (done.code, done.counts()), (1, {"rejected": 1, "created": 250}))
        again = people(*running.there, *arguments)
        expect("done", (again.code, again.out), (1, done.out))
        expect("rejected once, with what another run wrote",
               [json.loads(line)["line"] for line in out.read_bytes().splitlines()], [1, 1, 1])
        expect("stored", len(exported(running.there)), 250)
        holds("no key in the state", KEY.encode() not in state.read_bytes())
        expect("others cannot read it", state.stat().st_mode & 0o77, 0)
        expect("nothing is left beside it", sorted(each.name for each in folder.glob("key.*")),
               ["key.ndjson", "key.rejected", "key.state"])


def check_interrupt(folder):
    """A signal ends a wait for the rate, and the same command goes on."""
    file, persons = folder / "int.ndjson", [person(number) for number in range(650)]
    file.write_bytes(lines(persons))
    for number in signal.SIGINT, signal.SIGTERM:
        state = folder / f"int.{number}"
        arguments = ["import", file, "--state", state]
        with server() as running:
            process = start(*running.there, *arguments, "--rate=3")
            wait_for(spent(state, 3), "three requests")
            begin = time.monotonic()
            process.send_signal(number)
            done = Done(process)
            expect(f"{number}: stopped", (done.code, done.counts()),
                   (1, {"created": 300, "unsent": 100}))
            holds(f"{number}: soon", time.monotonic() - begin < 2)
            holds(f"{number}: says how to continue", b"the same command continues" in done.err, done)
            done = people(*running.there, *arguments, "--rate=0")
            expect(f"{number}: goes on", (done.code, done.counts(), done.summary()["requests"]),
                   (0, {"created": 650}, 7))
            expect(f"{number}: all", len(exported(running.there)), 650)
            again = people(*running.there, *arguments, "--rate=0")
            expect(f"{number}: done", (again.code, again.out), (0, done.out))
    process = start("import", "-", stdin=subprocess.PIPE)
    process.stdin.write(lines(persons[:50]))
    process.stdin.flush()
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    done = Done(process)
    expect("waits for input", (done.code, done.counts()), (1, {"unsent": 50}))


def check_pipe(folder):
    """Standard input is given again from its beginning."""
    text, state = lines(map(person, range(650))), folder / "pipe.state"
    with server() as running:
        arguments = [*running.there, "import", "-", "--state", state, "--rate=0"]
        process = start(*arguments, stdin=subprocess.PIPE)
        process.stdin.write(text[:len(text) // 2])
        process.stdin.flush()
        wait_for(spent(state, 3), "three requests")
        process.kill()
        Done(process)
        refused("a pipe that is shorter", people(*arguments, stdin=text[:99]), kind="state")
        refused("a pipe with another content",
                people(*arguments, stdin=text.replace(b"u7@", b"v7@")), kind="state")
        done = people(*arguments, stdin=text)
        expect("pipe: goes on", (done.code, done.stored()), (0, 650))
        expect("pipe: all", len(exported(running.there)), 650)
        done = people(*arguments, stdin=text)
        expect("pipe: done", (done.code, done.stored()), (0, 650))
        for name, other in ("nothing", b""), ("more", text + b"x"), ("else", text[:-9] + b"x" * 9):
            refused(f"pipe: done, {name}", people(*arguments, stdin=other), kind="state")


def check_open_pipe(folder):
    """People in a pipe that stays open are sent without waiting for a whole batch."""
    state = folder / "open.state"
    with Stub(lambda _, names: taken(names)) as stub:
        process = start(*stub.there, "import", "-", "--state", state, stdin=subprocess.PIPE)
        process.stdin.write(lines(map(person, range(10))) + b'{"userId":')
        process.stdin.flush()
        wait_for(lambda: stub.batches, "a part batch")
        process.stdin.write(b'"user_x"}\n' + lines(map(person, range(120))))
        process.stdin.flush()
        wait_for(lambda: len(stub.batches) == 3, "a whole batch and another part")
        process.stdin.close()
        process.stdin = None
        done = Done(process)
        expect("open pipe", (done.code, done.counts()), (0, {"created": 131}))
        expect("open pipe: batches", [len(each) for each in stub.batches], [10, 100, 21])


def check_formats(folder):
    """An input of another format is named once, and nothing is sent."""
    text = lines(map(person, range(300)))
    people_in = json.dumps([person(1), person(2)], indent=1).encode()
    with Stub(lambda _, names: taken(names)) as stub:
        for name, content in [("gzip", gzip.compress(text)),
                              ("UTF-16", text.decode().encode("utf-16")),
                              ("UTF-16", text.decode().encode("utf-16-be")),
                              ("JSON array", people_in), ("JSON array", b"\n [" + text),
                              ("bzip2", bz2.compress(text)), ("xz", lzma.compress(text))]:
            file, out = folder / "format", folder / "format.rejected"
            file.write_bytes(content)
            for source in file, "-":
                done = people(*stub.there, "import", source, "--rejected", out,
                              **({"stdin": content} if source == "-" else {}))
                holds(f"format {name}", done.code == 1 and done.err.count(b"\n") < 4 and
                      done.last().get("code") == "wrong_format" and
                      name in done.last()["message"], done)
                expect(f"format {name}: nothing is rejected", out.read_bytes(), b"")
        expect("formats: nothing is sent", stub.batches, [])


def check_full_pipe(_):
    """What reads slowly, from a pipe that does not block, gets all."""
    persons = {each["userId"]: essence(each) for each in map(person, range(1500))}
    with server() as running:
        people(*running.there, "import", "-", "--rate=0", stdin=lines(persons.values()))
        for arguments in ["export"], ["list", '{"limit":500}']:
            ours, theirs = os.pipe()
            os.set_blocking(theirs, False)
            process = start(*running.there, *arguments, stdout=theirs)
            os.close(theirs)
            time.sleep(0.5)
            text = b""
            while part := os.read(ours, 4000):
                text += part
            os.close(ours)
            done = Done(process)
            count = len(records(text)) if arguments == ["export"] else len(
                json.loads(text)["people"])
            expect(f"full pipe: {arguments[0]}", (done.code, count),
                   (0, 1500 if arguments == ["export"] else 500))


def kill_often(arguments, seed, longest, most=60):
    """Kills the program again and again, until it ends by itself."""
    draw, kills = random.Random(seed), 0
    while True:
        process = start(*arguments)
        try:
            return Done(process, timeout=draw.uniform(0.01, longest)), kills
        except subprocess.TimeoutExpired:
            if kills == most:
                return Done(process), kills
            process.kill()
            process.communicate()
            kills += 1


def check_chaos(folder):
    go_through_chaos(folder, 20000 if GIVEN.big else 600, 3)


def go_through_chaos(folder, count, seed):
    """Killed in the middle, at a server that fails: all is there, once, and each bad line too."""
    file, state, out = (folder / f"chaos.{end}" for end in ("ndjson", "state", "rejected"))
    persons = [person(number) for number in range(count)]
    text = lines(persons).splitlines()
    bad = range(10, count, 97)
    for number in bad:
        text[number] += b" bad"
    file.write_bytes(b"\n".join(text))
    expected = {each["userId"]: essence(each) for number, each in enumerate(persons)
                if number not in bad}
    with server("--chaos", seed) as running:
        arguments = [*running.there, "import", file, "--rate=0", "--state", state, "--rejected",
                     out]
        done, kills = kill_often(arguments, seed, 0.05 if count < 1000 else 2)
        holds("killed", kills > 1, kills)
        expect("chaos: counts", (done.code, done.stored(), done.counts().get("rejected"),
                                 done.summary()["lines"]),
               (1, len(expected), len(bad), count))
        expect("chaos: rejected", [json.loads(line)["line"] for line in
                                   out.read_bytes().splitlines()], [each + 1 for each in bad])
        holds("chaos: exactly those", exported(running.there) == expected)
        with (folder / "chaos.out").open("ab") as output:
            export = ["export", "--rate=0", "--state", folder / "chaos.pages", "--query",
                      json.dumps({"limit": max(count // 40, 10)})]
            draw = random.Random(seed)
            for _ in range(6):
                process = start(*running.there, *export, stdout=output)
                time.sleep(draw.uniform(0.02, 0.3))
                process.kill()
                process.communicate()
            done = people(*running.there, *export, stdout=output)
        expect("chaos: export ends well", (done.code, done.last().get("people")),
               (0, len(expected)))
        holds("chaos: all is exported",
              records((folder / "chaos.out").read_bytes()) == expected)


def check_first_page(folder):
    """Where the output begins is saved before anything is printed."""
    out, state = folder / "first.out", folder / "first.state"
    out.write_bytes(b"before\n")
    with socket.create_server(("127.0.0.1", 0)) as silent, out.open("ab") as output:
        process = start("--base-url", f"http://127.0.0.1:{silent.getsockname()[1]}",
                        "--api-key=k", "export", "--state", state, stdout=output)
        silent.accept()
        expect("saved before the first page", saved(state).get("output", {}).get("size"), 7)
        process.kill()
        Done(process)


def check_export(folder):
    persons = {each["userId"]: essence(each) for each in map(person, range(300))}
    out, state = folder / "export.out", folder / "export.state"
    with server() as running:
        done = people(*running.there, "import", "-", stdin=lines(persons.values()))
        expect("to be exported", done.stored(), 300)
        arguments = [*running.there, "export", "--state", state, "--query", '{"limit":50}']
        for number in signal.SIGINT, signal.SIGKILL:
            out.write_bytes(b"")
            state.unlink(missing_ok=True)
            with out.open("ab") as output:
                process = start(*arguments, "--rate=2", stdout=output)
                wait_for(lambda: saved(state).get("counts", {}).get("pages") == 2, "two pages")
                process.send_signal(number)
                done = Done(process)
            if number == signal.SIGINT:
                expect("export stopped", (done.code, done.last().get("people")), (1, 100))
            with out.open("ab") as output:
                output.write(b'{"userId":"half a pa')
                output.flush()
                done = people(*arguments, "--rate=0", stdout=output)
            expect("export goes on", (done.code, done.last().get("people"),
                                      done.last().get("pages")), (0, 300, 6))
            expect("export repeats nobody", records(out.read_bytes()), persons)
        with out.open("ab") as output:
            again = people(*arguments, "--rate=0", stdout=output)
        expect("export done", (again.code, again.last(), len(records(out.read_bytes()))),
               (0, done.last(), 300))
        refused("another query", people(*running.there, "export", "--state", state), kind="state")
        with out.open("wb") as output:
            refused("an output that was emptied", people(*arguments, stdout=output), kind="state")
        done = people(*arguments)
        expect("a pipe gets the rest", (done.code, done.out), (0, b""))
        wrong = people(*arguments[:-4], "--api-key", KEY + "f")
        expect("wrong key", (wrong.code, wrong.last().get("status"), wrong.out), (1, 401, b""))
        process = start(*running.there, "export", "--query", '{"limit":1}', "--rate=0")
        process.stdout.readline()
        process.stdout.close()
        done = Done(process)
        expect("a closed pipe", (done.code, b"write_failed" in done.err), (141, False))


# ---- Servers that do not answer as they should

class Answering(ThreadingHTTPServer):
    """A server on a thread of this process, which is what `there` names."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.there = ["--base-url", f"http://127.0.0.1:{self.server_port}", "--api-key", KEY]
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def handle_error(self, *_):
        pass  # Whom it answers may be gone.


class Stub(Answering):
    """Answers each batch with what a function makes of its number and its people."""

    def __init__(self, answer):
        super().__init__()
        self.answer, self.batches = answer, []
        self.there += ["--rate=0"]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            names = [each["userId"] for each in body["people"]]
            self.server.batches.append(names)
            status, answer = self.server.answer(len(self.server.batches), names)
            text = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            pass


def taken(names, **more):
    return 200, {"people": [], "created_count": len(names), "updated_count": 0, **more}


def check_stop(folder):
    """An error in the middle: what was confirmed is not sent again, and all else is."""
    file, state, out = (folder / f"stop.{end}" for end in ("ndjson", "state", "rejected"))
    file.write_bytes(b"\n".join(lines([person(number)]) for number in range(350)))
    with Stub(lambda number, names: (401, {"message": "Bad key " + KEY}) if number in (3, 4)
              else taken(names)) as stub:
        arguments = [*stub.there, "import", file, "--state", state, "--rejected", out]
        for created, failed in (200, 100), (200, 100), (350, None):
            done = people(*arguments)
            expect(f"stop: {created}", (done.code, done.counts().get("created"),
                                        done.counts().get("failed"), done.counts().get("unsent")),
                   (int(failed is not None), created, failed, None))
            holds("stop: no key", KEY.encode() not in done.err + done.out + state.read_bytes())
        expect("stop: blank lines", done.counts(), {"blank": 349, "created": 350})
        expect("stop: batches", [(each[0][-3:], len(each)) for each in stub.batches],
               [("000", 100), ("100", 100), ("200", 100), ("200", 100), ("200", 100), ("300", 50)])
        expect("stop: nothing is rejected", out.read_bytes(), b"")


def check_refusals(folder):
    """People whom the server refuses, or does not confirm, are reported by their lines."""
    def answer(_, names):
        if "user_000007" in names:
            at = names.index("user_000007")
            return 400, {"error": "Bad Request", "message": "m", "details": [
                {"field": f"people[{at}].email", "message": "is \x1b[2J\nbad"}]}
        if "user_000150" in names:
            return (422, {"message": "one of them"})
        if names[-1] == "user_000249":
            return taken(names[:-1], people=[{"userId": name} for name in names[:-1]])
        return taken(names)

    file, out = folder / "refused.ndjson", folder / "refused.out"
    file.write_bytes(b"\n" + lines(map(person, range(250))))
    with Stub(answer) as stub:
        done = people(*stub.there, "import", file, "--rejected", out)
        found = {each["line"]: (each["code"], each["text"]) for each in
                 map(json.loads, out.read_bytes().splitlines())}
        text = file.read_text().splitlines()
        expect("refused: lines", {number: each[1] for number, each in found.items()},
               {number: text[number - 1] for number in (9, 152, 251)})
        expect("refused: unconfirmed", found[251][0], "unconfirmed")
        expect("refused: counts", (done.code, done.counts()),
               (1, {"blank": 1, "created": done.counts()["created"], "rejected": 2, "failed": 1,
                    "stored": 247 - done.counts()["created"]}))
    with Stub(answer) as stub:
        done = people(*stub.there, "import", file)
        holds("refused: one line each",
              re.search(rb"^people: line 9: email is [^\n\x1b]*bad", done.err, re.M), done.err)


def check_any_moment(folder):
    """A signal at any moment, also in flight: the same command goes on exactly where it was."""
    count = 600 * LANES[0]
    file, persons = folder / "moment.ndjson", [person(number) for number in range(count)]
    file.write_bytes(lines(persons))

    def answer(_, names):
        time.sleep(0.04)
        return taken(names)

    for name in transports():
        draw, stops, tries = random.Random(7), 0, 0
        for trial in range(2):
            state = folder / f"moment.{name}.{trial}"
            with Stub(answer) as stub:
                arguments = [*stub.there, "--transport", name, "import", file, "--state", state]
                done = None
                while done is None or done.code != 0:
                    process = start(*arguments)
                    tries += 1  # so that a slow machine gets there too
                    time.sleep(draw.uniform(0.02, 0.2 + 0.02 * tries))
                    process.send_signal(draw.choice([signal.SIGINT, signal.SIGTERM]))
                    done = Done(process)
                    if done.code < 0:  # before it began
                        continue
                    stops += done.code
                    holds(f"{name}: stops at any moment", done.code in (0, 1), done)
                    if done.code not in (0, 1):
                        break
                    holds(f"{name}: says that it stops", done.code == 0 or
                          re.search(rb"^people: stopping after .* goes on from there$", done.err, re.M), done)
                expect(f"{name}: goes on", (done.code, done.counts()), (0, {"created": count}))
                # Several lanes send their batches at the same time.
                sent = sorted(stub.batches) if LANES[0] > 1 else stub.batches
                expect(f"{name}: each batch once", sent,
                       [[each["userId"] for each in persons[at:at + 100]]
                        for at in range(0, count, 100)])
        holds(f"{name}: was stopped", stops > 2, stops)


def check_export_any_moment(folder):
    """A signal in flight: no page is lost, and none comes twice."""
    persons = {each["userId"]: essence(each) for each in map(person, range(60))}
    draw, tries = random.Random(8), 0
    with server() as running, Slow(running.port, 0.03) as slow:
        people(*running.there, "import", "-", stdin=lines(persons.values()))
        out, state = folder / "moment.out", folder / "moment.pages"
        arguments = ["--base-url", f"http://127.0.0.1:{slow.port}/api/v1", "--api-key", KEY,
                     "export", "--rate=0", "--state", state, "--query", '{"limit":10}']
        for _ in range(3):
            out.write_bytes(b"")
            state.unlink(missing_ok=True)
            done = None
            while done is None or done.code != 0:
                with out.open("ab") as output:
                    process = start(*arguments, stdout=output)
                    tries += 1
                    time.sleep(draw.uniform(0.02, 0.2 + 0.02 * tries))
                    process.send_signal(signal.SIGTERM)
                    done = Done(process)
                if done.code not in (0, 1, -signal.SIGTERM):
                    break
            expect("export: goes on", (done.code, records(out.read_bytes())), (0, persons))


class Slow:
    """Passes bytes to a server and back, and keeps those that come back for a while."""

    def __init__(self, port, delay):
        self.to, self.delay = port, delay
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()

    def accept(self):
        while True:
            try:
                client = self.listener.accept()[0]
            except OSError:
                return
            ahead = socket.create_connection(("127.0.0.1", self.to))
            threading.Thread(target=self.copy, args=(client, ahead, 0), daemon=True).start()
            threading.Thread(target=self.copy, args=(ahead, client, self.delay),
                             daemon=True).start()

    def copy(self, source, target, delay):
        try:
            while part := source.recv(65536):
                time.sleep(delay)
                target.sendall(part)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def stopped(process, ending, answered):
    """Stops what waits for answers by a signal, and ends it by the answers, by a second signal, or
    by its patience. Returns it and the seconds that it took."""
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    holds("waits for what is in flight", process.poll() is None)
    if ending == "answer":
        answered.set()
    if ending == "signal":
        process.send_signal(signal.SIGTERM)
    done = Done(process)
    took = time.monotonic() - begin
    answered.set()
    return done, took


def is_in_time(ending, took):
    return took < 2 if ending == "signal" else 4 < took < 8


def check_two_signals(_):
    """The first signal waits for the answer, but not for ever; the second one does not wait."""
    asked, answered = threading.Event(), threading.Event()

    def answer(_, names):
        asked.set()
        answered.wait(20)
        return taken(names)

    for number, name in enumerate(transports()):
        for ending in ["answer", "signal", "patience"][:2 if number else 3]:
            asked.clear()
            answered.clear()
            with Stub(answer) as stub:
                process = start(*stub.there, "--transport", name, "import", "-",
                                stdin=subprocess.PIPE)
                process.stdin.write(lines(map(person, range(150))))
                process.stdin.flush()
                asked.wait(10)
                done, took = stopped(process, ending, answered)
            if ending == "answer":
                expect("the first signal", (done.code, done.counts()), (1, {"created": 100}))
                continue
            expect(f"{name}: {ending}", (done.code, done.counts(), done.last().get("kind")),
                   (1, {"failed": 100}, "cancelled"))
            holds(f"{name}: {ending} in time", is_in_time(ending, took), took)


# ---- Two runs at once

def check_two_runs(folder):
    """A state and a rejected file are for one run at a time; the others say which one it is."""
    file, state, out = (folder / f"two.{end}" for end in ("ndjson", "state", "rejected"))
    file.write_bytes(b"bad\n" + lines(map(person, range(500))))
    go = threading.Event()

    def answer(_, names):
        go.wait(20)
        return taken(names)

    with Stub(answer) as stub:
        arguments = [*stub.there, "import", file, "--state", state, "--rejected", out]
        first = start(*arguments)
        wait_for(lambda: stub.batches, "a request")
        for name, call in [("state", arguments),
                           ("state of an export", [*stub.there, "export", "--state", state]),
                           ("rejected", [*arguments[:-3], folder / "two.other", *arguments[-2:]])]:
            words = refused(f"{name} in use", people(*call), kind="state", code="in_use")
            holds(f"{name} in use, by whom", f"process {first.pid}" in words, words)
        first.kill()
        Done(first)
        crowd = [start(*arguments) for _ in range(6)]
        time.sleep(0.3)
        go.set()
        codes = sorted(Done(each).code for each in crowd)
        expect("one of many", codes, [1, 2, 2, 2, 2, 2])
        expect("each batch, and the killed one", [each[0][-3:] for each in stub.batches],
               ["000", "000", "100", "200", "300", "400"])
        expect("rejected once", len(out.read_bytes().splitlines()), 1)
        expect("nothing is left beside it", sorted(each.name for each in folder.glob("two.*")),
               ["two.ndjson", "two.rejected", "two.state"])


# ---- States that will not do

def check_states(folder):
    file, other, state = folder / "a.ndjson", folder / "b.ndjson", folder / "a.state"
    file.write_bytes(lines(map(person, range(250))))
    other.write_bytes(file.read_bytes())
    with server() as running, server() as elsewhere:
        process = start(*running.there, "import", file, "--state", state, "--rate=1")
        wait_for(spent(state, 1), "a request")
        process.kill()
        Done(process)
        good = state.read_bytes()
        arguments = [*running.there, "import", file, "--state", state]
        for name, call in [
                ("input", [*running.there, "import", other, "--state", state]),
                ("standard input", [*running.there, "import", "-", "--state", state]),
                ("URL", [*elsewhere.there, "import", file, "--state", state]),
                ("workspace", [*arguments, "--workspace=ws_default"]),
                ("rejected", [*arguments, "--rejected", folder / "x"]),
                ("task", [*running.there, "export", "--state", state]),
                ("in memory", ["import", file, "--state", state])]:
            holds(f"another {name}", refused(f"another {name}", people(*call), kind="state",
                                             code="unusable_state"))
        whole = saved(state)
        expect("is sealed", sealed(whole).split(b"\n")[0][:34], good.split(b"\n")[0][:34])
        changed = [{**whole, "offset": -1}, {**whole, "more": 1}, {**whole, "lines": []},
                   {**whole, "offset": 1 << 40}, {**whole, "counts": {**whole["counts"],
                                                                      "created": 99}},
                   {**whole, "flow": {**whole["flow"], "added": 1}}]
        draw = random.Random(4)
        flips = [bytearray(good) for _ in range(24)]
        for flip in flips:
            flip[draw.randrange(len(flip))] ^= draw.choice([1, 2, 4, 8, 128])
        twice = good.replace(b'"offset":', b'"offset":0,"offset":', 1)
        digit = good.replace(b'"created":100', b'"created":200', 1)
        for damaged in [b"", b"{}", b"x", good[:len(good) // 2], b"\0" * 99, b"[" * 9999, twice,
                        digit, good + b"\n", good.replace(b"version 2", b"version 3", 1),
                        good.split(b"\n")[0], good.split(b"\n")[1], *map(bytes, flips),
                        *map(sealed, changed)]:
            state.write_bytes(damaged)
            refused(f"damaged {damaged[:40]}", people(*arguments), kind="state")
            expect("is left alone", state.read_bytes(), damaged)
        state.unlink()
        state.mkdir()
        refused("a folder", people(*arguments), kind="state")
        state.rmdir()
        expect("nothing was sent", len(exported(running.there)), 100)
        state.write_bytes(good)
        done = people(*arguments[:-3], "a.ndjson", *arguments[-2:], cwd=folder)
        expect("goes on from another folder", (done.code, done.stored()), (0, 250))
        with file.open("ab") as more:
            more.write(lines([person(251)]))
        words = refused("an input that grew", people(*arguments), kind="state")
        size = len(other.read_bytes())
        holds("says both sizes", str(size) in words and str(file.stat().st_size) in words, words)


def check_changed_input(folder):
    """An input that is not the one that was read is refused, and its people are not lost."""
    file, state = folder / "changed.ndjson", folder / "changed.state"
    first = lines(map(person, range(500)))
    other = first.replace(b"user_000", b"user_007")
    for reached in 200, 500:
        file.write_bytes(first)
        state.unlink(missing_ok=True)
        with Stub(lambda number, names: (401, {}) if number == reached // 100 + 1 else
                  taken(names)) as stub:
            arguments = [*stub.there, "import", file, "--state", state]
            people(*arguments)
            file.write_bytes(other)
            words = refused(f"changed after {reached}", people(*arguments), kind="state",
                            code="unusable_state")
            sums = re.findall(r"\b[0-9a-f]{16}\b", words)
            holds("says both checksums", len(set(sums)) == 2 and saved(state)["checksum"] in sums,
                  words)
            file.write_bytes(first)
            done = people(*arguments)
            expect(f"as it was after {reached}", (done.code, done.counts()), (0, {"created": 500}))


# ---- Progress

def check_progress_bar(folder):
    file = folder / "progress.ndjson"
    file.write_bytes(lines(map(person, range(450))) + b"bad\n")
    ours, theirs = in_terminal(pty.openpty)
    with server() as running:
        process = start(*running.there, "import", file, "--rate=4", stderr=theirs)
        os.close(theirs)
        shown, begin = b"", time.monotonic()
        while time.monotonic() - begin < 1.5 or shown.count(b"[#") < 6:
            shown += os.read(ours, 9999)
        process.send_signal(signal.SIGINT)
        try:
            while part := os.read(ours, 9999):
                shown += part
        except OSError:
            pass
        Done(process)
        seconds = time.monotonic() - begin
        os.close(ours)
    bars = re.findall(rb"\r\[#+-+\] (\d+) people, (\d+) %, \d+/s(?:, 1 rejected)?, \d+:\d\d left\x1b\[K", shown)
    holds("a bar", (b"401", b"88") in bars and shown.endswith(b"\n"), shown[-300:])
    # Two more: at the begin and at the end.
    holds("at most ten times a second", 5 < len(bars) <= 10 * seconds + 2, (len(bars), seconds))


def check_progress_lines(folder):
    file = folder / "progress.ndjson"
    file.write_bytes(lines(map(person, range(450))) + b"bad\n")
    done = people("import", file)
    holds("plain lines", re.search(rb"^people: 451 people, 100 %, \d+/s, 1 rejected$", done.err, re.M) and
          b"\r" not in done.err and b"\x1b" not in done.err, done)
    for limit, count in (0, 0), (100, 100), (1000, 451):
        done = people("import", file, f"--limit={limit}")
        holds(f"all of --limit {limit}", re.search(rb"^people: %d people, 100 %%" % count, done.err,
                                                   re.M), done)


# ---- Size

def check_big(folder):
    """Memory does not grow with the input."""
    sizes = []
    for count in 200, 200000:
        file = folder / "bad.ndjson"
        file.write_bytes(b"bad line\n" * count)
        done = people("import", file, "--rejected", folder / "out", "--state", folder / f"{count}")
        expect("all bad", done.counts(), {"rejected": count})
        sizes.append(peak("import", file, "--rejected", folder / "out"))
    print(f"{sizes} KiB", flush=True)
    holds("memory", sizes[1] < sizes[0] + 2048, sizes)


def listed(number):
    return '{"id": "%08d-0000-4000-8000-000000000000"}' % number


class Lister(Answering):
    """Lists any number of people; `listed` returns the JSON of one."""

    def __init__(self, total, listed=listed):
        super().__init__()
        self.total, self.listed = total, listed

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            query = dict(re.findall(r"(limit|offset)=(\d+)", self.path))
            begin = int(query.get("offset", 0))
            end = min(self.server.total, begin + int(query["limit"]))
            people = ", ".join(map(self.server.listed, range(begin, end)))
            text = ('{"people": [%s], "total": %d}' % (people, self.server.total)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            pass


def check_odd_people(folder):
    """People who do not decode hide no others: 1 of 100 in 10,000 is odd."""
    kinds = ['"created_at": ""', '"created_at": "2024-01-15T10:30:00"', '"email": 7',
             '"first_name": "Zo\\ud83d"', '"traits": [{"a": "}]"}]']

    def odd(number):
        normal = listed(number)
        return normal if number % 100 else normal[:-1] + f", {kinds[number // 100 % 5]}}}"

    out, rejected, state = (folder / f"odd.{name}" for name in ("out", "rejected", "state"))
    with Lister(10000, odd) as listing:
        arguments = [*listing.there, "export", "--rate=0", "--state", state, "--rejected", rejected]
        with out.open("ab") as output:
            process = start(*arguments, stdout=output)
            wait_for(lambda: saved(state).get("counts", {}).get("pages", 0) > 2, "some pages")
            process.send_signal(signal.SIGKILL)
            Done(process)
        with out.open("ab") as output:
            done = people(*arguments, stdout=output)
        expect("odd people: the rest", sorted(json.loads(line)["id"] for line in
                                              out.read_bytes().splitlines()),
               [json.loads(listed(number))["id"] for number in range(10000) if number % 100])
        reports = [json.loads(line) for line in rejected.read_bytes().splitlines()]
        expect("odd people: each", [(each["line"], each["text"]) for each in reports],
               [(number + 1, odd(number)) for number in range(0, 10000, 100)])
        expect("odd people: reasons", [each["code"] for each in reports],
               ["invalid_timestamp", "invalid_timestamp", "wrong_type", "invalid_json",
                "wrong_type"] * 20)
        expect("odd people: end", (done.code, done.last().get("people"),
                                   done.last().get("rejected")), (1, 9900, 100))
        done = people(*listing.there, "export", "--rate=0", "--query", '{"limit":200}')
        holds("odd people: told", done.code == 1 and done.err.startswith(
            b"people: person 1: at $.people[0].created_at: the string is not"), done.err[:200])
        refused("another file", people(*arguments[:-1], folder / "odd.other"), kind="state")


def check_big_export(folder):
    """A state costs little memory, and goes on with all ids that it has."""
    state = folder / "list.state"
    with Lister(100000) as listing:
        arguments = [*listing.there, "export", "--rate=0"]
        sizes = [peak(*arguments), peak(*arguments, "--state", state)]
        print(f"{sizes} KiB", flush=True)
        holds("memory of an export's state", sizes[1] < sizes[0] * 1.1 + 2048, sizes)
        expect("ids", len(state.read_bytes().splitlines()), 100002)
        text = state.read_bytes()
        state.write_bytes(text[:-1] + b"x")
        refused("a damaged id", people(*arguments, "--state", state), kind="state")
        state.write_bytes(text)
        done = people(*arguments, "--state", state)
        expect("goes on behind all", (done.code, done.last().get("people")), (0, 100000))


def peak(*arguments):
    """Returns the resident size that a run reaches, in KiB."""
    # A child counts what its parent had before, so that the parent is a small one.
    script = ("import resource, subprocess, sys\n"
              "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    command = [GIVEN.people, *sample(arguments), *map(str, arguments)]
    return int(subprocess.check_output([sys.executable, "-c", script, *command], env=ENVIRONMENT))


def run_checks(checks):
    """Runs those that are asked for, in one folder, and says what they counted."""
    with tempfile.TemporaryDirectory() as name:
        for check in checks:
            if GIVEN.only not in check.__name__:
                continue
            begin = time.monotonic()
            tally.run(check, Path(name))
            print(f"{check.__name__} {time.monotonic() - begin:.1f} s", flush=True)
    tally.close()


if __name__ == "__main__":
    run_checks([check_lines, check_sample, check_usage, check_transports, check_wrong_key,
                check_interrupt, check_pipe, check_open_pipe,
                check_formats, check_full_pipe, check_stop, check_refusals, check_two_signals,
                check_any_moment, check_export_any_moment, check_first_page, check_export,
                check_odd_people,
                check_two_runs, check_states, check_changed_input, check_progress_bar,
                check_progress_lines, check_chaos]
               + [check_big, check_big_export] * GIVEN.big)
