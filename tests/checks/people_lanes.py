"""Imports with several requests in flight at once: what is in flight, in which order the lines of a
person arrive, and that all counts are those of an import with one request at a time."""

import json
import os
import random
import re
import signal
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler

from people_import import (LANES, Answering, Done, check_any_moment, check_changed_input,
                           check_chaos, check_lines, check_open_pipe, check_pipe,
                           check_refusals, check_states, check_transports, expect, exported,
                           holds, is_in_time, kill_often, lines, people, person, refused,
                           run_checks, saved, server, start, stopped, taken, transports,
                           wait_for)

MANY = 1, 2, 4, 16


class Watched(Answering):
    """Answers each batch with what a function makes of its number and its people, and notes when
    it came and when it was answered."""

    def __init__(self, answer=lambda _, names: taken(names), rate="--rate=0"):
        super().__init__()
        self.answer, self.batches, self.lock = answer, [], threading.Lock()
        self.flying, self.most, self.events = 0, 0, []
        self.there += [rate]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            site = self.server
            batch = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["people"]
            names = [each["userId"] for each in batch]
            with site.lock:
                site.batches.append(names)
                site.events.append(("begin", batch))
                number = len(site.batches)
                site.flying += 1
                site.most = max(site.most, site.flying)
            answered = site.answer(number, names)
            with site.lock:
                site.flying -= 1
                site.events.append(("end", batch))
            if answered is None:  # the connection fails
                self.close_connection = True
                return
            status, answer, *headers = answered
            text = json.dumps(answer).encode()
            self.send_response(status)
            for header in headers:
                self.send_header(*header)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            pass


class Gate:
    """Lets requests pass when so many of them wait."""

    def __init__(self, count):
        self.barrier = threading.Barrier(count)

    def __call__(self, _, names):
        try:
            self.barrier.wait(10)
        except threading.BrokenBarrierError:
            return 500, {}
        return taken(names)


def hundreds(count):
    return [[f"user_{number:06}" for number in range(at, min(at + 100, count))]
            for at in range(0, count, 100)]


# ---- What is in flight

def check_in_flight(folder):
    """So many requests are in flight at once, and no more; they are those that one lane sends."""
    for name in transports():
        for count in MANY:
            file = folder / "flight.ndjson"
            file.write_bytes(lines(map(person, range(count * 300))))
            with Watched(Gate(count)) as site:
                done = people(*site.there, "--transport", name, "import", file, "--concurrency",
                              count)
                expect(f"{name}: {count} in flight", (done.code, done.counts(), site.most),
                       (0, {"created": count * 300}, count))
                expect(f"{name}: {count}: the requests of one", sorted(site.batches),
                       hundreds(count * 300))
                expect(f"{name}: {count}: each once", done.summary()["requests"], count * 3)


def check_usage(folder):
    file = folder / "usage.ndjson"
    file.write_bytes(lines([person(1)]))
    for number in "0", "17", "x", "", "-1", "2.5", "99999999999999999999":
        words = refused(f"concurrency {number}", people("import", file, f"--concurrency={number}"),
                        kind="usage")
        expect("says what it may be", words, "--concurrency needs a whole number from 1 to 16")
    refused("not for exports", people("export", "--concurrency=2"), kind="usage")
    for count in MANY:
        done = people("import", file, "--concurrency", count)
        expect("people in memory", (done.code, done.counts()), (0, {"created": 1}))
        done = people("import", file, "--concurrency", count, "--dry-run")
        expect("a dry run", (done.code, json.loads(done.out)["requests"]), (0, 1))
    holds("help", b"--concurrency N" in people("help", "import").out)


def check_sleeps(folder):
    """While all requests wait for their answers, the program sleeps."""
    def slow(_, names):
        time.sleep(1.5)
        return taken(names)

    def bad(_, names):
        return (422, {"message": "no"}) if names[0] == "user_000000" else taken(names)

    file = folder / "sleeps.ndjson"
    file.write_bytes(lines(map(person, range(800))))
    for count in 1, 4:
        with Watched(slow) as site:
            words = [*site.there, "import", file, "--concurrency", count, "--limit", count * 200]
            expect(f"sleeps {count}: processor's time", processor_seconds(words) < 0.5, True)
    go = threading.Event()

    def broken(number, names):
        if number != 2:
            go.wait(10)
        return (503, {}, ("Retry-After", "1")) if number == 2 else taken(names)

    with Watched(broken) as site:  # one lane waits to send again, while others are in flight
        process = start(*site.there, "import", file, "--concurrency=4")
        wait_for(lambda: len(site.events) == 5, "a failure")
        process.send_signal(signal.SIGINT)
        time.sleep(1.5)  # until it would send again
        before = seconds_of(process.pid)
        time.sleep(1)
        holds("sleeps before it stops", seconds_of(process.pid) - before < 0.3)
        go.set()
        done = Done(process)
        expect("stops behind what is in flight", (done.code, done.counts()["created"]), (1, 300))
    with Watched(bad) as site:
        process = start(*site.there, "import", "-", "--concurrency=4", stdin=subprocess.PIPE)
        process.stdin.write(lines([person(0)]))
        process.stdin.flush()
        wait_for(lambda: site.batches, "a refusal")
        before = seconds_of(process.pid)
        time.sleep(1)
        holds("sleeps with a refused person and a silent pipe", seconds_of(process.pid) - before <
              0.3, (before, seconds_of(process.pid)))
        done = Done(process, lines(map(person, range(1, 150))))
        expect("a refused person", (done.code, done.counts()), (1, {"created": 149, "rejected": 1}))


def processor_seconds(words):
    process = start(*words)
    process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    return used.ru_utime + used.ru_stime


def seconds_of(number):
    with open(f"/proc/{number}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# ---- Order

def repeated(count, different, seed):
    """Lines of a few people, whose traits have the number of the line; some share an email."""
    draw = random.Random(seed)
    found = []
    for number in range(count):
        user = draw.randrange(different)
        email = f"U{user // 2}@Example.com" if draw.random() < 0.3 else None
        email = email.lower() if email and draw.random() < 0.5 else email
        found.append({"userId": f"u{user}", **({"email": email} if email else {}),
                      "traits": {"line": number}})
    return found


def names_of(each):
    return {each["userId"], each.get("email", each["userId"]).lower()}


def check_order(folder):
    """Lines of one person, by the userId or the email, arrive one after the other in their order."""
    draw = random.Random(5)

    def answer(_, names):
        time.sleep(draw.random() * 0.02)
        return taken(set(names))

    for different in 40, 250, 20000:
        file, persons = folder / "order.ndjson", repeated(3000, different, different)
        file.write_bytes(lines(persons))
        for count in 2, 8:
            with Watched(answer) as site:
                done = people(*site.there, "import", file, "--concurrency", count)
                expect(f"order: {count} of {different}", (done.code, done.stored()), (0, 3000))
                flying, last, problems = {}, {}, []
                for number, (kind, batch) in enumerate(site.events):
                    held = {name for each in batch for name in names_of(each)}
                    if kind == "end":
                        del flying[id(batch)]
                        continue
                    problems += [name for other in flying.values() for name in held & other]
                    flying[id(batch)] = held
                    for each in batch:
                        for name in names_of(each):
                            if last.get(name, -1) >= each["traits"]["line"]:
                                problems.append((number, name))
                            last[name] = each["traits"]["line"]
                expect(f"order: {count} of {different}: kept", problems, [])
                if different == 20000:
                    holds("order: several in flight", site.most > 1, site.most)


def check_order_after_kills(folder):
    """Of several lines of a person the last one holds, also after kills."""
    file, state = folder / "again.ndjson", folder / "again.state"
    persons = [{key: each[key] for key in ("userId", "traits")} for each in repeated(3000, 300, 9)]
    file.write_bytes(lines(persons))
    expected = {each["userId"]: each["traits"]["line"] for each in persons}
    with server() as running:
        arguments = [*running.there, "import", file, "--rate=0", "--state", state]
        done, kills = kill_often([*arguments, "--concurrency=4"], 3, 0.06)
        holds("order: killed", kills > 1, kills)
        expect("order: after kills", (done.code, done.stored()), (0, 3000))
        found = exported(running.there)
        expect("order: the last one holds",
               {user: each["traits"]["line"] for user, each in found.items()}, expected)


# ---- As with one

def check_as_with_one(folder):
    """Bad lines, refusals with and without names, and lost connections: all counts are those of one
    lane, and each bad line has its number."""
    draw = random.Random(11)
    named = set(draw.sample(range(1500), 9))
    unnamed = set(draw.sample(range(1500), 9)) - named
    text = lines(map(person, range(1500))).splitlines()
    for number in draw.sample(range(1500), 30):
        text[number] = b"bad " + text[number]
    text[700] = b""
    file = folder / "one.ndjson"
    file.write_bytes(b"\n".join(text))

    def answer(number, names):
        numbers = [int(name[5:]) for name in names]
        time.sleep(0.005)
        if number % 17 == 3:
            return None
        bad = [at for at, each in enumerate(numbers) if each in named]
        if bad:
            return 400, {"details": [{"field": f"people[{bad[0]}].email", "message": "is taken"}]}
        if unnamed & set(numbers):
            return 422, {"message": "one of them"}
        return taken(names)

    found = {}
    for count in MANY:
        out = folder / f"one.{count}"
        with Watched(answer) as site:
            done = people(*site.there, "import", file, "--rejected", out, "--concurrency", count)
        found[count] = done.code, done.counts(), {
            each["line"]: (each["code"], each["text"]) for each in
            map(json.loads, out.read_bytes().splitlines())}
        expect("as with one: each bad line once", len(out.read_bytes().splitlines()),
               len(found[count][2]))
    expect("as with one: bad lines", {number for number, _ in found[1][2].items()} >=
           {number + 1 for number, line in enumerate(text) if line.startswith(b"bad")}, True)
    for count in MANY[1:]:
        expect(f"as with one: {count}", found[count], found[1])


def check_refused_beside(_):
    """People whom the server refuses in one lane are bad if it stores others in another lane."""
    def answer(_, names):
        if int(names[0][5:]) < 4:
            time.sleep(0.2)
            return 422, {"message": "no"}
        return taken(names)

    for count in 1, 4:
        with Watched(answer) as site:
            process = start(*site.there, "import", "-", "--concurrency", count,
                            stdin=subprocess.PIPE)
            process.stdin.write(lines(map(person, range(4))))
            process.stdin.flush()
            wait_for(lambda: site.batches, "a part batch")
            done = Done(process, lines(map(person, range(4, 104))))
            expect(f"refused beside {count}", (done.code, done.counts()),
                   (1, {"created": 100, "rejected": 4}))


def check_parts(folder):
    """--skip, --limit, --verify and --dry-run are as with one."""
    file = folder / "parts.ndjson"
    file.write_bytes(lines(map(person, range(1500))) + b"bad\n")
    with server() as running:
        arguments = [*running.there, "import", file, "--rate=0", "--concurrency=4"]
        done = people(*arguments, "--skip=150", "--limit=1000", "--verify")
        expect("a part", (done.code, done.counts(), done.summary()["verified"]),
               (0, {"created": 1000}, 1000))
        expect("a part: those", sorted(exported(running.there)),
               [person(number)["userId"] for number in range(150, 1150)])
        done = people(*arguments, "--skip=150", "--verify")
        expect("the rest", (done.code, done.counts(), done.summary()["verified"]),
               (1, {"created": 350, "updated": 1000, "rejected": 1}, 1350))
        holds("its number", b" 1501: " in done.err, done)
        expect("a dry run", json.loads(people(*arguments, "--dry-run").out),
               {"lines": 1501, "blank": 0, "valid": 1500, "rejected": 1, "requests": 15})


# ---- The rate

def check_rate(folder):
    """All lanes together keep to the rate, and to what the server says that is left."""
    file = folder / "rate.ndjson"
    file.write_bytes(lines(map(person, range(2000))))
    with Watched(rate="--rate=7") as site:
        state = folder / "rate.state"
        process = start(*site.there, "import", file, "--concurrency=4", "--state", state)
        wait_for(lambda: len(site.batches) == 7, "seven requests")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        done = Done(process)
        expect("rate", (len(site.batches), done.counts()["created"], done.code), (7, 700, 1))
        process = start(*site.there, "import", file, "--concurrency=8", "--state", state)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        done = Done(process)
        expect("rate: of the run before too", (len(site.batches), done.counts()["created"]),
               (7, 700))
    left, lock = [9], threading.Lock()

    def answer(_, names):
        with lock:
            left[0] -= 1
            now = left[0]
        time.sleep(0.02)
        reset = str(int(time.time()) + 50)
        if now < 0:
            return 429, {}, ("Retry-After", "50")
        return (*taken(names), ("X-RateLimit-Limit", "9"), ("X-RateLimit-Remaining", str(now)),
                ("X-RateLimit-Reset", reset))

    with Watched(answer, "--rate=1000") as site:
        process = start(*site.there, "import", file, "--concurrency=4")
        wait_for(lambda: len(site.batches) == 9, "nine requests")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        done = Done(process)
        expect("rate: no request too much", (done.counts()["created"], len(site.batches),
                                             done.summary()["attempts_failed"]), (900, 9, 0))


# ---- Stops

def check_two_signals(folder):
    """The first signal lets all requests in flight finish, and the second one ends all of them."""
    file, state = folder / "signals.ndjson", folder / "signals.state"
    file.write_bytes(lines(map(person, range(1000))))
    for place, name in enumerate(transports()):
        for ending in ["answer", "signal", "patience"][:2 if place else 3]:
            go = threading.Event()
            state.unlink(missing_ok=True)

            def answer(number, names):
                if number <= 4:
                    go.wait(20)
                return taken(names)

            with Watched(answer) as site:
                arguments = [*site.there, "--transport", name, "import", file, "--state", state,
                             "--concurrency=4"]
                process = start(*arguments)
                wait_for(lambda: site.flying == 4, "four in flight")
                done, took = stopped(process, ending, go)
                counts = done.counts()
                if ending == "answer":
                    expect(f"{name}: the first signal", (done.code, counts), (1, {"created": 400}))
                else:
                    expect(f"{name}: {ending}", (done.code, counts, done.last().get("kind")),
                           (1, {"failed": 400}, "cancelled"))
                    holds(f"{name}: {ending} in time", is_in_time(ending, took), took)
                done = people(*arguments)
                expect(f"{name}: {ending}: goes on", (done.code, done.counts()),
                       (0, {"created": 1000}))
                again = [] if ending == "answer" else hundreds(400)
                expect(f"{name}: {ending}: each batch", sorted(site.batches),
                       sorted(hundreds(1000) + again))


def check_one_fails(folder):
    """A wrong key in one lane stops all; what is in flight is counted, and nothing is lost."""
    file, state, out = (folder / f"fails.{end}" for end in ("ndjson", "state", "rejected"))
    file.write_bytes(b"bad\n" + lines(map(person, range(1000))))
    for failing in range(4):
        state.unlink(missing_ok=True)
        out.unlink(missing_ok=True)
        gate, is_bad = threading.Barrier(4), [True]

        def answer(number, names):
            at = int(names[0][5:]) // 100
            if is_bad[0] and number <= 4:
                gate.wait(10)
                if at == failing:
                    return 401, {"message": "no"}
                time.sleep(0.3)
            return taken(names)

        with Watched(answer) as site:
            arguments = [*site.there, "import", file, "--state", state, "--rejected", out,
                         "--concurrency=4"]
            done = people(*arguments)
            expect(f"one fails: {failing}", (done.code, done.counts(), done.last().get("status"),
                                             len(site.batches)),
                   (1, {"rejected": 1, "created": 300, "failed": 100}, 401, 4))
            expect("one fails: the state", saved(state)["counts"]["created"], 300)
            is_bad[0] = False
            done = people(*arguments)
            expect(f"one fails: {failing}: goes on", (done.code, done.counts()),
                   (1, {"rejected": 1, "created": 1000}))
            expect(f"one fails: {failing}: each batch", sorted(site.batches),
                   sorted(hundreds(1000) + [hundreds(400)[failing]]))
            expect("one fails: rejected once", len(out.read_bytes().splitlines()), 1)


def check_kills(folder):
    """Killed at any moment, with any number of lanes in each run: each line counts once."""
    file, state, out = (folder / f"kills.{end}" for end in ("ndjson", "state", "rejected"))
    text = lines(map(person, range(3000))).splitlines()
    bad = range(5, 3000, 61)
    for number in bad:
        text[number] += b" bad"
    file.write_bytes(b"\n".join(text))
    draw = random.Random(21)

    def answer(_, names):
        time.sleep(draw.uniform(0, 0.02))
        return taken(names)

    for trial in range(3):
        state.unlink(missing_ok=True)
        out.unlink(missing_ok=True)
        with Watched(answer) as site:
            done, kills = None, 0
            while done is None:
                process = start(*site.there, "import", file, "--state", state, "--rejected", out,
                                "--concurrency", draw.choice(MANY))
                try:
                    done = Done(process, timeout=draw.uniform(0.02, 0.1 + 0.01 * kills))
                except subprocess.TimeoutExpired:
                    process.send_signal(draw.choice([signal.SIGKILL, signal.SIGINT]))
                    process.communicate()
                    kills += 1
            holds("kills", kills > 2, kills)
            expect(f"kills: {trial}", (done.code, done.counts()),
                   (1, {"created": 3000 - len(bad), "rejected": len(bad)}))
            sent = {name for batch in site.batches for name in batch}
            expect(f"kills: {trial}: all were sent", len(sent), 3000 - len(bad))
            expect(f"kills: {trial}: rejected",
                   sorted(json.loads(line)["line"] for line in out.read_bytes().splitlines()),
                   [number + 1 for number in bad])
            again = people(*site.there, "import", file, "--state", state, "--rejected", out)
            expect(f"kills: {trial}: done", (again.code, again.out), (1, done.out))


def check_silent_pipe(folder):
    """Answers are taken while a pipe is silent, and saved."""
    state = folder / "silent.state"
    with Watched() as site:
        process = start(*site.there, "import", "-", "--state", state, "--concurrency=4",
                        stdin=subprocess.PIPE)
        process.stdin.write(lines(map(person, range(450))))
        process.stdin.flush()
        wait_for(lambda: saved(state).get("counts", {}).get("created") == 450, "all of the pipe")
        done = Done(process, lines(map(person, range(450, 700))))
        expect("silent pipe", (done.code, done.counts()), (0, {"created": 700}))
        expect("silent pipe: batches", sorted(map(len, site.batches)), [50, 50, *[100] * 6])


def check_words(folder):
    """With --verbose, each request has its lines, also if several are in flight."""
    file = folder / "words.ndjson"
    file.write_bytes(lines(map(person, range(800))))
    with Watched(Gate(4)) as site:
        done = people(*site.there, "import", file, "--concurrency=4", "--verbose")
        expect("verbose", len(re.findall(rb"^people: batch: (?:POST|200) [^\n]*$", done.err, re.M)), 16)


def with_four(*checks):
    """Checks of imports, which hold for four lanes too."""
    def run(check, folder):
        LANES[0] = 4
        check(folder)
        LANES[0] = 1

    for check in checks:
        def shared(folder, check=check):
            run(check, folder)
        shared.__name__ = check.__name__ + "_with_four"
        yield shared


if __name__ == "__main__":
    run_checks([check_usage, check_in_flight, check_sleeps, check_order, check_order_after_kills,
                check_as_with_one, check_refused_beside, check_parts, check_rate, check_two_signals, check_one_fails,
                check_kills, check_silent_pipe, check_words,
                *with_four(check_lines, check_transports, check_pipe, check_open_pipe,
                           check_refusals, check_any_moment, check_states, check_changed_input,
                           check_chaos)])
