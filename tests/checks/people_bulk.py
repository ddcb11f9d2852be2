"""Operations on all people of a choice with the example `people`: none is missed, whatever stops
the walk, and nobody else is changed."""

import json
import os
import pty
import signal
import time
from http.server import BaseHTTPRequestHandler

from common import in_terminal
from people_import import (ENVIRONMENT, GIVEN, Answering, Done, expect, exported, holds, kill_often,
                           lines, people, refused, run_checks, saved, server, start, wait_for)


def fill(there, count):
    """Stores people, of whom every third one is `old`."""
    done = people(*there, "import", "-", "--rate=0", stdin=lines(
        {"userId": f"u{number:04}", "email": f"u{number}@example.com", "traits": {
            "kind": ["old", "new", 7][number % 3], "x": number}} for number in range(count)))
    expect("to be walked", (done.code, done.stored()), (0, count))


def check_walks(folder):
    """Deletes and updates reach all whom they are for, and nobody else."""
    with server() as running:
        fill(running.there, 1500)
        delete = [*running.there, "delete", "--rate=0", "--where", "traits.kind=old"]
        for arguments in delete, [*delete, "--state", folder / "none"]:
            words = refused("needs --yes", people(*arguments), kind="usage")
            holds("says --yes", "--yes" in words, words)
        done = people(*delete, "--dry-run")
        expect("dry run", (done.code, json.loads(done.out)["people"], json.loads(done.out)["left"]),
               (0, 500, 500))
        expect("nobody is gone", len(exported(running.there)), 1500)
        update = people(*running.there, "update", "--rate=0", "--yes", "--where=traits.kind=7",
                        "--trait", "x:=null", "--trait", "y=1")
        expect("update", (update.code, json.loads(update.out)["done"]), (0, 500))
        done = people(*delete, "--yes")
        expect("delete", (done.code, {key: value for key, value in json.loads(done.out).items()
                                      if key not in ("seconds", "requests")}),
               (0, {"people": 500, "done": 500, "gone": 0, "rejected": 0, "left": 0,
                    "attempts_failed": 0}))
        left = exported(running.there)
        expect("whom it was for", {user: each["traits"] for user, each in left.items()}, {
            f"u{number:04}": {"kind": "new", "x": number} if number % 3 == 1 else
            {"kind": 7, "y": "1"} for number in range(1500) if number % 3})
        again = people(*delete, "--yes")
        expect("nobody is left", (again.code, json.loads(again.out)["people"]), (0, 0))
        for where, count in (["email=u1@example.com"], 1), (["traits.kind=7", "traits.x="], 500), (
                ["traits.kind=new", "userId=u0004"], 1), (["traits.nothing="], 1000), (
                ["status=bounced"], 0), (["traits.y=1", "traits.kind=new"], 0):
            done = people(*running.there, "delete", "--dry-run",
                          *(f"--where={each}" for each in where))
            expect(f"where {where}", (done.code, json.loads(done.out)["people"]), (0, count))


def check_export(folder):
    """Whom a change is for can be looked at before it, by the same conditions."""
    with server() as running:
        fill(running.there, 1500)
        export = [*running.there, "export", "--rate=0", "--where=traits.kind=old"]
        done = people(*export)
        found = [json.loads(line)["userId"] for line in done.out.splitlines()]
        expect("whom it is for", (done.code, found), (0, [f"u{number:04}" for number in
                                                          range(0, 1500, 3)]))
        done = people(*export, "--limit", "7", "--output=csv", "--fields=userId")
        expect("the first ones", done.out.decode().split(), ["userId"] + found[:7])
        done = people(*export, "--where=userId=u0003")
        expect("all conditions hold", json.loads(done.out)["userId"], "u0003")
        done = people(*export, "--query", '{"limit":10}')
        expect("with a query", len(done.out.splitlines()), 500)
        state, out = folder / "where.state", folder / "where.out"
        with out.open("wb") as output:
            done = people(*export, "--state", state, stdout=output)
            expect("with a state", (done.code, len(out.read_bytes().splitlines())), (0, 500))
        with out.open("ab") as output:
            refused("other conditions", people(*export, "--where=traits.x=0", "--state", state,
                                               stdout=output), kind="state")
    refused("no condition", people("export", "--where=plan=x", "--demo"), kind="usage")


def check_usage(_):
    for arguments in (["delete", "--where=x=1", "--yes"], ["delete", "--where=status", "--yes"],
                      ["delete", "--where=status=x", "--yes"], ["delete", "--where=traits=1", "-y"],
                      ["delete", "--where=email.x=1", "--yes"], ["delete", "--yes"],
                      ["delete", "u", "--where=status=bounced", "--yes"], ["delete", "u", "--yes"],
                      ["get", "--where=status=bounced"], ["list", "--where=status=bounced"],
                      ["delete", "u", "--state=x"], ["delete", "--where=email=x", "--dry-run",
                                                     "--state=x"],
                      ["update", "--where=status=bounced", "--trait=x", "--yes"]):
        refused(f"usage {arguments}", people(*arguments), kind="usage")
    for more in ["--yes"], ["--dry-run"]:
        refused("no key", people("delete", "--where=status=bounced", *more), kind="usage",
                code="no_api_key")
    for more in ["--yes"], ["--dry-run"], ["--yes", "--traits={}"], ['{"traits":{}}', "--yes"]:
        refused("nothing to change", people("update", "--where=status=bounced", "--demo", *more),
                kind="usage", code="nothing_to_change")
    done = people("update", "--where=status=bounced", "--yes", "--trait", "a=b", "--api-key", "a b")
    expect("a wrong key", (done.code, done.last().get("kind")), (2, "validation"))


def check_kills(folder):
    """Killed again and again at a server that fails: each person is reached."""
    with server("--chaos", 5) as running:
        for attempt in range(5):
            done = people(*running.there, "import", "-", "--rate=0", stdin=lines(
                {"userId": f"u{number:04}", "traits": {"kind": ["old", "new"][number % 2]}}
                for number in range(40)))
            if done.code == 0:
                break
        for command, more in ("update", ["--trait=mark=yes"]), ("delete", []):
            state = folder / f"{command}.state"
            arguments = [*running.there, command, "--rate=0", "--yes", "--state", state,
                         "--where=traits.kind=old", *more]
            done, kills = kill_often(arguments, 9, 0.08)
            counts = json.loads(done.out)
            holds(f"{command}: killed", kills > 1, kills)
            expect(f"{command}: counts", (done.code, counts["people"],
                                          counts["done"] + counts["gone"]), (0, 20, 20))
            again = people(*arguments)
            expect(f"{command}: done", (again.code, json.loads(again.out)), (0, counts))
            refused(f"{command}: others", people(*arguments, "--where=traits.a=1"), kind="state")
            for _ in range(9):
                found = people(*running.there, "export", "--rate=0")
                if found.code == 0:
                    break
            got = {each["userId"]: each["traits"] for each in map(json.loads,
                                                                  found.out.splitlines())}
            old = {} if command == "delete" else {
                f"u{number:04}": {"kind": "old", "mark": "yes"} for number in range(0, 40, 2)}
            holds(f"{command}: whom it was for", got == {**old, **{
                f"u{number:04}": {"kind": "new"} for number in range(1, 40, 2)}}, len(got))


def check_signal(folder):
    """A signal stops it between two people, and the same command goes on."""
    state = folder / "signal.state"
    with server() as running:
        fill(running.there, 90)
        arguments = [*running.there, "delete", "--yes", "--state", state, "--where=traits.kind=old"]
        process = start(*arguments, "--rate=10")
        wait_for(lambda: saved(state).get("counts", {}).get("done", 0) > 3, "some")
        process.send_signal(signal.SIGINT)
        done = Done(process)
        counts = json.loads(done.out)
        holds("stopped", done.code == 1 and 3 < counts["done"] < 30 and counts["left"] and
              b"the same command continues" in done.err, done)
        done = people(*arguments, "--rate=0")
        expect("goes on", (done.code, json.loads(done.out)["done"]), (0, 30))
        expect("others are there", len(exported(running.there)), 60)


class Careless(Answering):
    """Lists everybody, whatever it is asked for, and answers the rest with a function."""

    def __init__(self, persons, answer):
        super().__init__()
        self.persons, self.answer, self.asked = persons, answer, []
        self.there += ["--rate=0"]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def reply(self, status, answer):
            text = b"" if status == 204 else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def do_GET(self):
            self.reply(200, {"people": self.server.persons, "total": len(self.server.persons)}
                       if "offset=0" in self.path or "offset" not in self.path else
                       {"people": [], "total": len(self.server.persons)})

        def do_DELETE(self):
            self.server.asked.append(self.path.rsplit("/", 1)[1])
            self.reply(*self.server.answer(self.server.asked[-1], len(self.server.asked)))

        def log_message(self, *_):
            pass


def check_careless(folder):
    """A server that does not filter costs nobody else; refusals are reported, other errors stop."""
    persons = [{"userId": f"u{number}", "status": ["active", "bounced"][number % 2]}
               for number in range(100)]
    out = folder / "walk.rejected"
    with Careless(persons, lambda name, _: (204, None) if name != "u7" else
                  (409, {"message": "held"})) as careless:
        arguments = [*careless.there, "delete", "--yes", "--where=status=bounced"]
        done = people(*arguments, "--rejected", out)
        counts = json.loads(done.out)
        expect("careless", (done.code, counts["people"], counts["done"], counts["rejected"]),
               (1, 50, 49, 1))
        expect("careless: asked", careless.asked, [f"u{number}" for number in range(1, 100, 2)])
        report = json.loads(out.read_bytes())
        expect("careless: report", (report["line"], json.loads(report["text"])),
               (4, {"person_id": "u7"}))
    with Careless(persons, lambda *_: (409, {"message": "no"})) as careless:
        done = people(*careless.there, "delete", "--yes", "--where=status=bounced")
        expect("all are refused", (done.code, json.loads(done.out)["rejected"], done.last()
                                   .get("status"), len(careless.asked)), (1, 31, 409, 32))
    with Careless(persons, lambda _, count: (204, None) if count < 5 else (403, {})) as careless:
        done = people(*careless.there, "delete", "--yes", "--where=status=bounced")
        expect("an error stops", (done.code, json.loads(done.out)["done"], json.loads(done.out)[
            "left"], done.last().get("status")), (1, 4, 46, 403))
    with Careless(persons, lambda _, count: (404, {}) if count % 2 else (204, None)) as careless:
        done = people(*careless.there, "delete", "--yes", "--where=status=bounced")
        expect("some are gone", (done.code, json.loads(done.out)["done"],
                                 json.loads(done.out)["gone"]), (0, 25, 25))


def check_confirmation(_):
    """On a terminal it asks; only `yes` goes on."""
    for answer, gone in (b"yes\n", 1), (b"y\n", 0), (b"\n", 0), (b"\x04", 0), (b"\x03", 0):
        child, ours = in_terminal(pty.fork)
        if child == 0:
            os.execve(GIVEN.people, [GIVEN.people, "--demo", "delete", "--where=userId=ada"], ENVIRONMENT)
        shown = b""
        end = time.monotonic() + 10
        while b"go on:" not in shown and time.monotonic() < end:
            shown += os.read(ours, 9999)
        os.write(ours, answer)
        try:
            while part := os.read(ours, 9999):
                shown += part
        except OSError:
            pass
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.close(ours)
        holds(f"asks {answer}", b"delete 1 people" in shown and code == (0 if gone else 2) and
              (b"1 done" in shown) == bool(gone) and
              (b"nobody was changed" in shown) != bool(gone), (code, shown))


run_checks([check_walks, check_export, check_usage, check_kills, check_signal, check_careless,
            check_confirmation])
