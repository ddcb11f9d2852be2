"""The fault matrix: imports with the example `people` from servers that go wrong in each way that
`fault_server.py` knows, over each transport, and what became of each line.

A run that does not end is stopped by signals; then the server does nothing wrong any more, and the
same command goes on. The server's own log is the judge: whoever the tool calls stored was stored,
and at the end each line is stored, or stands in the rejected file with a reason."""

import argparse
import json
import os
import re
import signal
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import Tally
from fault_server import ANY, BEHAVIOURS, KEY, NEXT, WELL, FaultServer

parser = argparse.ArgumentParser()
parser.add_argument("--people", required=True, type=os.path.abspath)
parser.add_argument("--short", action="store_true", help="some behaviours, in a minute")
parser.add_argument("--only", default="", help="the behaviours whose names hold this")
parser.add_argument("--jobs", type=int, default=12, help="runs at once")
GIVEN = parser.parse_args()
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("FLAMEUP_")}
COUNT, BAD = 250, 120  # people; the line behind which a bad one is
PATIENCE = {WELL: 25, NEXT: 5, ANY: 12}  # seconds of a run


def person(number):
    traits = {"number": number, "share": number / 7, "name": "Zoë", "none": None}
    return {"userId": f"user_{number:04}", "email": f"u{number}@example.com", "traits": traits}


class Case:
    """One behaviour over one transport."""

    def __init__(self, behaviour, transport, folder):
        self.behaviour, self.transport = behaviour, transport
        self.problems, self.row = [], []
        name = re.sub(r"\W", "_", f"{behaviour.name}_{transport}")
        self.file, self.state, self.out = (folder / f"{name}.{end}"
                                           for end in ("ndjson", "state", "rejected"))
        self.people = {each["userId"]: each for each in map(person, range(COUNT))}
        lines = [json.dumps(each) for each in self.people.values()]
        self.has_bad = len(behaviour.name) % 2 == 1
        lines[BAD:BAD] = ["", "bad"] if self.has_bad else [""]
        self.file.write_text("\n".join(lines) + "\n")

    def holds(self, what, value, detail=""):
        if not value:
            self.problems.append(f"{what}: {detail}")

    def run(self):
        server = FaultServer(self.behaviour)
        try:
            first = self.go(server)
            self.judge(server, first, "first run")
            stored, requests = len(server.stored), server.requests
            server.heal()
            second = self.go(server)
            self.judge(server, second, "next run")
            self.judge_end(server, first, second)
            self.holds("goes nowhere else", not server.was_left())
            self.row = [self.behaviour.name, self.transport, first["ends"], first["stored"], stored,
                        first["rejected"], first["left"], requests, second["ends"],
                        len(server.stored), second["rejected"]]
        except Exception as error:  # a fault of the check is no pass
            self.problems.append(f"the check failed: {error!r}")
        finally:
            server.stop()
        return self

    def go(self, server):
        """Runs the import; returns what it printed and what it left."""
        command = [GIVEN.people, "--base-url", server.url, "--api-key", KEY, "--transport",
                   self.transport, "import", str(self.file), "--rate=0", "--state",
                   str(self.state), "--rejected", str(self.out)]
        process = subprocess.Popen(command, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        server.process = process
        ends = "itself"
        for patience, number in (PATIENCE[self.behaviour.ends], signal.SIGINT), (3, signal.SIGINT), (9, signal.SIGKILL):
            try:
                out, err = process.communicate(timeout=patience)
                break
            except subprocess.TimeoutExpired:
                self.holds("ends after two signals", number != signal.SIGKILL, server.log[-5:])
                process.send_signal(number)
                ends = "stopped"
        else:
            out, err = process.communicate()
        server.process = None
        code = process.returncode
        killed = code == -signal.SIGKILL
        kept = self.kept()
        if code < 0:
            ends = signal.Signals(-code).name
        elif ends == "itself":
            ends = str(code)
        return {"code": code, "killed": killed, "ends": ends, "out": out, "err": err, **kept}

    def kept(self):
        """What the state and the rejected file say about the people."""
        rejected = [json.loads(line) for line in
                    (self.out.read_bytes() if self.out.exists() else b"").splitlines()]
        state = (json.loads(self.state.read_bytes().split(b"\n", 1)[1]) if self.state.exists()
                 else {"offset": 0, "lines": []})
        unread = self.names(self.file.read_bytes()[state["offset"]:].splitlines())
        pending = self.names(each["text"].encode() for each in state["lines"])
        refused = {each["line"]: each for each in rejected}
        refused_names = self.names(each["text"].encode() for each in rejected)
        left = unread | pending
        claimed = set(self.people) - left - refused_names
        self.holds("nobody is rejected twice", len(refused) == len(rejected),
                   [each["line"] for each in rejected])
        return {"claimed": claimed, "stored": len(claimed), "rejected": len(refused),
                "left": len(left), "refused": {next(iter(self.names([each["text"].encode()])), ""):
                                               each for each in rejected}}

    @staticmethod
    def names(lines):
        found = set()
        for line in lines:
            try:
                found.add(json.loads(line)["userId"])
            except ValueError:
                pass  # the bad line, and the blank one
        return found

    def judge(self, server, run, which):
        """What has to hold after each run."""
        false = run["claimed"] - set(server.stored)
        self.holds(f"{which}: whoever is called stored is stored", not false, sorted(false)[:5])
        if run["killed"]:
            return
        self.holds(f"{which}: ends well", run["code"] in (0, 1, -signal.SIGINT, -signal.SIGTERM),
                   run["code"])
        self.holds(f"{which}: no key", KEY.encode() not in run["out"] + run["err"] +
                   (self.out.read_bytes() if self.out.exists() else b"") +
                   (self.state.read_bytes() if self.state.exists() else b""), "")
        if run["code"] < 0:
            return
        try:
            counts = json.loads(run["out"])
        except ValueError:
            self.holds(f"{which}: a summary", False, run["out"][:99] + run["err"][-300:])
            return
        stored = counts["created"] + counts["updated"] + counts["stored"]
        self.holds(f"{which}: the summary counts them", stored == run["stored"],
                   f"{stored}, and {run['stored']}: {counts}")
        outcomes = ("blank", "created", "updated", "stored", "rejected", "failed", "unsent")
        self.holds(f"{which}: the summary adds up", counts["lines"] == sum(counts[name] for name in
                                                                        outcomes), counts)
        whole = set(server.stored) >= set(self.people) and not run["rejected"]
        self.holds(f"{which}: exit code 0 means that all are stored", run["code"] != 0 or whole,
                   counts)

    def judge_end(self, server, first, second):
        """What has to hold when the server was well again."""
        refused = second["refused"]
        lost = set(self.people) - set(server.stored) - set(refused)
        self.holds("nobody is lost", not lost, sorted(lost)[:5])
        self.holds("nobody is left", second["left"] == 0, second["left"])
        self.holds("the next run ends by itself", second["ends"] in "01", second["ends"])
        self.holds("the bad line is rejected", ("" in refused) == self.has_bad, refused.get(""))
        wrong = [name for name, each in server.stored.items() if each != self.people[name]]
        self.holds("nobody is altered", not wrong, wrong[:5])
        blamed = {name for name, each in refused.items() if name}
        sure = {name for name in blamed if refused[name]["code"] != "unconfirmed"}
        if self.behaviour.blames is not None:
            self.holds("nobody is rejected for it", sure <= self.behaviour.blames,
                       [refused[name] for name in sorted(sure - self.behaviour.blames)[:3]])
        ends = {WELL: lambda: len(first["claimed"]) == COUNT and first["ends"] in "01",
                NEXT: lambda: not blamed and len(second["claimed"]) == COUNT}
        self.holds(f"ends {self.behaviour.ends}", ends.get(self.behaviour.ends, lambda: True)(),
                   f"{first['ends']}, {first['stored']} stored, {first['err'][-400:]}")


def transports():
    page = subprocess.check_output([GIVEN.people, "help", "options"], text=True, env=ENVIRONMENT)
    listed = re.search(r"--transport NAME +how to send: (.*)", page)[1]
    return re.findall(r"(\w+) \(http", listed.replace("https and http", "http"))


def main():
    tally = Tally()
    chosen = [each for each in BEHAVIOURS if GIVEN.only in each.name and
              (each.short or not GIVEN.short)]
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(GIVEN.jobs) as pool:
        cases = [Case(behaviour, transport, Path(name)) for behaviour in chosen
                 for transport in transports()]
        begin = time.monotonic()
        done = list(pool.map(Case.run, cases))
    columns = ["behaviour", "transport", "ends", "stored, it says", "is so", "rejected", "left",
               "requests", "next ends", "is stored", "rejected", "lost or false"]
    print("| " + " | ".join(columns) + " |")
    print("|---" * len(columns) + "|")
    for case in done:
        print("| " + " | ".join(map(str, [*case.row, len(case.problems)])) + " |")
    print(f"{len(chosen)} behaviours, {time.monotonic() - begin:.0f} s")
    for case in done:
        tally.count(f"{case.behaviour.name} over {case.transport}", not case.problems,
                    "\n".join(case.problems))
    tally.close()


main()
