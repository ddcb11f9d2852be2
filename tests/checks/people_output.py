"""Runs the example `people` on terminals and in pipes: formats, errors in words, who it is."""

import argparse
import csv
import fcntl
import io
import itertools
import json
import os
import pty
import re
import signal
import stat
import struct
import subprocess
import tempfile
import termios
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import Tally, in_terminal
from people_server import KEY, Server

parser = argparse.ArgumentParser()
parser.add_argument("--people", required=True, type=os.path.abspath)
parser.add_argument("--server", required=True, type=os.path.abspath)
GIVEN = parser.parse_args()
PLACE = tempfile.TemporaryDirectory()
HOME = Path(PLACE.name)
CLEAN = {name: value for name, value in os.environ.items()
         if not name.startswith("FLAMEUP_") and name not in ("NO_COLOR", "COLUMNS")}
CLEAN.update(XDG_CONFIG_HOME="/nowhere", TERM="xterm")
HERE = {"XDG_CONFIG_HOME": str(HOME / "config")}
NOWHERE = "http://127.0.0.1:1"  # a port that nobody listens at
NUMBERS = itertools.count()
tally = Tally()


def expect(name, found, expected):
    tally.count(name, found == expected, f"found    {found}\nexpected {expected}")


def holds(name, value, what=""):
    tally.count(name, bool(value), str(what))


def piped(*arguments, stdin=b"", **environment):
    done = subprocess.run([GIVEN.people, *map(str, arguments)], input=stdin,
                          env={**CLEAN, **environment}, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Terminal:
    """A pseudo-terminal that a run has as its standard streams, or as some of them."""

    def __init__(self, *arguments, width=80, streams=(0, 1, 2), controls=False, **environment):
        self.ours, theirs = in_terminal(pty.openpty)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        given = [theirs if number in streams else subprocess.PIPE for number in range(3)]
        self.process = subprocess.Popen(
            [GIVEN.people, *map(str, arguments)], env={**CLEAN, **environment},
            start_new_session=True, stdin=given[0], stdout=given[1], stderr=given[2],
            # So that Ctrl-C is a signal; it makes the start slower.
            preexec_fn=(lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)) if controls else None)
        self.theirs = theirs  # open, so that its modes can be seen
        self.shown = b""

    def read_until(self, words):
        while words not in self.shown:
            self.shown += os.read(self.ours, 65536)

    def echoes(self):
        return bool(termios.tcgetattr(self.theirs)[3] & termios.ECHO)

    def type(self, text):
        os.write(self.ours, text)

    def end(self):
        """Returns the exit code and what was shown."""
        os.set_blocking(self.ours, False)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            over = self.process.poll() is not None
            try:
                while part := os.read(self.ours, 65536):
                    self.shown += part
            except OSError:
                pass
            if over:
                break
            time.sleep(0.002)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        code = self.process.wait(1)
        os.close(self.ours)
        os.close(self.theirs)
        return code, self.shown.replace(b"\r\n", b"\n").decode()


def on_terminal(*arguments, **more):
    return Terminal(*arguments, **more).end()


def without_colors(text):
    return re.sub(r"\x1b\[\d+m", "", text)


def width(text):
    return sum(0 if unicodedata.category(each) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def controls(text):
    """What controls a terminal in a text, beside its own line ends and styles."""
    return [each for each in without_colors(text)
            if each != "\n" and (unicodedata.category(each) in ("Cc", "Zl", "Zp") or
                                 each in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
                                         "\u2066\u2067\u2068\u2069")]


def reply(status, body="", *fields):
    """The option for a response in a file."""
    path = HOME / f"reply_{next(NUMBERS)}"
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    head = "\r\n".join([f"HTTP/1.1 {status}", *fields])
    path.write_bytes((head + "\r\n\r\n" + text).encode())
    return ["--reply", path]


ADA = {"id": "i1", "userId": "ada", "email": "ada@example.com", "traits": {
    "plan": "pro", "n": 1.5, "tags": ["a", "b"], "deep": {"x": True, "none": None}}}
BOB = {"userId": "bob", "traits": {"plan": 'x, "y"\nz', "a.b": 7}}
PAGE = {"people": [ADA, BOB], "total": 2}
GET = ["get", '{"person_id":"ada"}']
WIDE = {"people": [{"userId": f"u{i}", "email": f"user.number.{i}@example.com", "workspace_id": "w",
                    "traits": {"name": name, "plan": "pro", "level": i, "city": "Zürich"}}
                   for i, name in enumerate(["Ada", "李小龍" * 5, "😀" * 30, "e\u0301" * 40,
                                             "שלום" * 9, "x" * 5000])], "total": 6}
page = reply("200 OK", WIDE)


def check_formats():
    expect("json is what it was", piped(*reply("200 OK", PAGE), "list"),
           (0, json.dumps(PAGE, separators=(",", ":")) + "\n", ""))
    for arguments in ["--json"], ["--output", "json"], ["-o", "json"], ["--output=json", "--json"]:
        expect(f"{arguments}", piped(*reply("200 OK", PAGE), "list", *arguments),
               piped(*reply("200 OK", PAGE), "list"))
    code, out, err = piped(*reply("200 OK", PAGE), "list", "--output=ndjson")
    expect("ndjson", [json.loads(line) for line in out.splitlines()], [ADA, BOB])
    code, out, err = piped(*reply("200 OK", PAGE), "list", "--output=csv")
    rows = list(csv.reader(io.StringIO(out, newline="")))
    expect("csv", rows, [
        ["id", "userId", "email", "traits.plan", "traits.n", "traits.tags", "traits.deep.x",
         "traits.deep.none", "traits.a.b"],
        ["i1", "ada", "ada@example.com", "pro", "1.5", '["a","b"]', "true", "", ""],
        ["", "bob", "", 'x, "y"\nz', "", "", "", "", "7"]])
    holds("csv ends its rows", out.endswith("\r\n") and out.count("\r\n") == 3, out)
    expect("csv of one", piped(*reply("200 OK", BOB), *GET, "--output=csv", "--fields=userId")[1],
           "userId\r\nbob\r\n")
    expect("csv of nobody", piped(*reply("200 OK", {"people": []}), "list", "-o", "csv",
                                  "--fields", "email")[1], "email\r\n")
    expect("an empty cell alone", piped(*reply("200 OK", {"people": [BOB]}), "list", "-o", "csv",
                                        "--fields", "email")[1], 'email\r\n""\r\n')
    expect("fields of a page", json.loads(piped(*reply("200 OK", PAGE), "list",
                                                "--fields=traits.a.b,userId,traits.deep.x")[1]),
           {"people": [{"userId": "ada", "traits": {"deep": {"x": True}}},
                       {"traits": {"a.b": 7}, "userId": "bob"}], "total": 2})
    expect("fields of a person", json.loads(piped(*reply("200 OK", ADA), *GET, "--json",
                                                  "--fields", "traits.tags")[1]),
           {"traits": {"tags": ["a", "b"]}})
    code, out, err = piped(*reply("200 OK", PAGE), "list", "--output=table", "--color=never")
    expect("a table in a pipe", (code, out.splitlines()[0].split()[:3]),
           (0, ["id", "userId", "email"]))
    for arguments, words in [
            (["--fields=emial"], "did you mean email?"), (["--fields=plan"], "traits.NAME"), (["--fields="], "there are"),
            (["--fields=email,"], "there are"), (["--output=xml"], "ndjson"),
            (["--json", "--output=csv"], "contradict"), (["--color=red"], "always")]:
        code, out, err = piped(*reply("200 OK", PAGE), "list", *arguments)
        expect(f"refuses {arguments}", (code, out, json.loads(err)["kind"], words in err),
               (2, "", "usage", True))


def check_tables():
    for columns in [*range(20, 60, 7), 79, 80, 81, 120, 200]:
        code, out = on_terminal(*page, "list", width=columns)
        lines = without_colors(out).splitlines()
        holds(f"fits {columns} columns", code == 0 and max(map(width, lines)) <= columns, out)
        expect(f"shows rows in {columns} columns", [line.split()[0] for line in lines[:7]],
               ["userId", *(f"u{i}" for i in range(6))])
        holds(f"cuts in {columns} columns", "…" in out, out)
    code, out = on_terminal(*page, "list", "--fields=userId,traits.name,email")
    starts = [width(line[:line.index("user.n")]) for line in without_colors(out).splitlines()[1:7]]
    expect("columns are straight behind wide characters", len(set(starts)), 1)
    holds("names what all have", "all: workspace_id w" in on_terminal(*page, "list")[1])
    holds("names what does not fit", "see --fields: " in on_terminal(*page, "list", width=40)[1])
    holds("no width is 80", max(map(width, without_colors(
        on_terminal(*page, "list", width=0)[1]).splitlines())) in range(60, 81))
    holds("COLUMNS without a width", max(map(width, without_colors(
        on_terminal(*page, "list", width=0, COLUMNS="33")[1]).splitlines())) <= 33)
    expect("a person", without_colors(on_terminal(*reply("200 OK", ADA), *GET)[1]).splitlines(), [
        "id                i1", "userId            ada", "email             ada@example.com",
        "traits.plan       pro", "traits.n          1.5", 'traits.tags       ["a","b"]',
        "traits.deep.x     true", "traits.deep.none  null"])
    expect("fields of a person on a terminal",
           without_colors(on_terminal(*reply("200 OK", ADA), *GET, "--fields=email,phone")[1]),
           "email  ada@example.com\nphone\n")
    expect("nobody", on_terminal(*reply("200 OK", {"people": [], "total": 0}), "list",
                                 "--color=never"), (0, "no people\ntotal 0\n"))
    expect("no content", on_terminal(*reply("204 No Content"), "delete", '{"person_id":"ada"}'),
           (0, "done\n"))
    expect("json on a terminal",
           json.loads(on_terminal(*reply("200 OK", PAGE), "list", "--json")[1]), PAGE)


def check_colors():
    for arguments, environment, colored in [
            ([], {}, True), ([], {"NO_COLOR": "1"}, False), ([], {"NO_COLOR": ""}, True),
            ([], {"TERM": "dumb"}, False), ([], {"TERM": ""}, False),
            (["--color=never"], {}, False),
            (["--color=always"], {"NO_COLOR": "1", "TERM": "dumb"}, True)]:
        code, out = on_terminal(*page, "list", *arguments, **environment)
        expect(f"colours {arguments} {environment}", "\x1b[" in out, colored)
        code, out = on_terminal(*reply("404 Not Found"), *GET, *arguments, **environment)
        expect(f"colours of errors {arguments} {environment}", "\x1b[" in out, colored)
    expect("no colours in a pipe", "\x1b" in piped(*page, "list", "-o", "table")[1], False)
    holds("colours in a pipe",
          "\x1b[1m" in piped(*page, "list", "-o", "table", "--color=always")[1])


def check_hostile_data():
    EVIL = {"userId": "a\x1b[2Jb\x9b31m\x00\r\b\x7f", "email": "\u202egnp.exe\u2066\u2028",
            "traits": {"\x1b]0;title\x07": "\x1b[31mred", "wide": "漢" * 400,
                       "long": "x" * 100_000,
                       "zalgo": "a" + "\u0301" * 5000, "tab\there": "\n\n\n", "tag": "\U000e0041"}}
    evil = json.dumps(EVIL).replace("\\u009b", "\u009b").replace("\\u202e", "\u202e")
    evil = evil.replace("\\u0301", "\u0301")
    for name, options in [("a person", [*reply("200 OK", evil), *GET]),
                          ("a page", [*reply("200 OK", f'{{"people":[{evil},{evil}]}}'), "list"])]:
        for output in "table", "json", "ndjson", "csv":
            code, out = on_terminal(*options, "--output", output)
            expect(f"{name} as {output} controls no terminal", (code, controls(out)), (0, []))
            if output != "table":
                continue
            holds(f"{name} shows what there was", "a\\u001b[2Jb\\u0" in out, out[:300])
            holds(f"{name} is bounded", len(out) < 12000, len(out))
    expect("json on a terminal is the same value",
           json.loads(on_terminal(*reply("200 OK", evil), *GET, "--json")[1]), EVIL)
    deep = '{"userId":"u","traits":{"a":' + "[" * 25 + "]" * 25 + "}}"
    expect("deep values", on_terminal(*reply("200 OK", deep), *GET)[0], 0)
    many = {"people": [{"userId": "u", "traits": {f"t{i}": i for i in range(3000)}}] * 3}
    code, out = on_terminal(*reply("200 OK", many), "list")
    holds("many columns",
          code == 0 and max(map(width, without_colors(out).splitlines())) <= 80, out)
    code, out = on_terminal(*reply("400 Bad Request", {"message": "\x1b[2J" + "m" * 3000,
                                                       "request_id": "\x1b[1mr"}), *GET)
    expect("an error controls no terminal", (code, controls(out), len(out) < 1000), (1, [], True))
    code, out = on_terminal("list", '{"search":"\u009b31m"}', "--dry-run")
    expect("a dry run controls no terminal", (code, controls(out)), (0, []))


def check_errors():
    FIELDS = {"error": {"message": "invalid", "details": {"fields": {"email": "is wrong"}}}}
    for status, body, fields, arguments, *parts in [
            ("401 Unauthorized", {"message": "bad key"}, [], GET, "refused the API key: Bad key.",
             "people login"),
            ("403 Forbidden", {}, [], ["delete", '{"person_id":"a"}'],
             "The key may not delete people: it lacks people:delete."),
            ("403 Forbidden", {"message": "blocked by policy"}, [], GET, "Blocked by policy."),
            ("404 Not Found", {"message": "no such person"}, ["X-Request-Id: r7"], GET,
             "No such person. Check the id", "request id: r7"),
            ("429 Too Many", "", ["Retry-After: 7"], GET, "Try again in 7 seconds."),
            ("429 Too Many", "", ["X-RateLimit-Reset: 1705314600"], GET,
             "Try again after 2024-01-15T10:30:00Z."),
            ("503 Busy", "", [], GET, "failed with status 503", "Try again later."),
            ("422 Bad", FIELDS, [], GET, "Invalid.", "  email: is wrong"),
            ("200 OK", "<html>", [], GET, "not what the API describes", "Check the URL")]:
        given = [*reply(status, body, *fields), *arguments]
        code, out = on_terminal(*given, "--color=never")
        holds(f"words of {status} {parts[0]}", code == 1 and out.startswith("people: ") and
              all(part in out for part in parts) and len(out.splitlines()) <= 2, out)
        code, out, err = piped(*given)
        holds(f"JSON of {status} {parts[0]}", (code, out, err.count("\n")) == (1, "", 1) and
              json.loads(err)["kind"] in ("api", "decode"), err)
        code, out = on_terminal(*given, "--json")
        expect(f"JSON of {status} {parts[0]} if asked", out, err)
    code, out = on_terminal("stats", "--base-url", NOWHERE, "--api-key", KEY)
    holds("words of no network", code == 1 and "cannot be reached" in out, out)
    code, out = on_terminal("--demo", "-q", "list", '{"limit":501,"offset":-1}')
    holds("words of broken rules",
          code == 2 and "\n  limit: " in out and "\n  offset: " in out, out)
    code, out = on_terminal("lst")
    holds("words of usage", code == 2 and "did you mean list?" in out and "{" not in out, out)


def check_verbose_and_quiet():
    code, out, err = piped("--demo", "stats", "--verbose", FLAMEUP_API_KEY=KEY)
    holds("verbose", re.search(r"^people: stats: GET https://\S+\npeople: stats: 200 in [\d.]+ ms "
                               r"\(request req_\d+\)$", err, re.M), err)
    expect("verbose prints the result as before", json.loads(out)["total"], 3)
    code, out, err = piped(*reply("500 X"), "--api-key", KEY, "-v", "stats")
    holds("verbose names a failure and no key", "people: stats: " in err and "500" in err and
          KEY not in err, err)
    expect("quiet", piped("--demo", "stats", "--quiet")[2], "")
    lines = b"".join(b'{"userId":"u%d"}\n' % i for i in range(3))
    for done in (piped("--demo", "-q", "import", "-", stdin=lines),
                 piped("--demo", "-q", "export")):
        expect("quiet transfers", (done[0], done[1] != "", done[2]), (0, True, ""))
    holds("quiet shows errors", "nope" in piped("-q", "--nope", "stats")[2])
    holds("quiet shows bad lines",
          "line 1" in piped("--demo", "-q", "import", "-", stdin=b"x\n")[2])
    command = [GIVEN.people, "-v", "--base-url", NOWHERE, "--api-key", KEY, "import", "-"]
    run = subprocess.Popen(command, env=CLEAN, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                           stderr=subprocess.PIPE)
    run.stdin.write(lines)
    run.stdin.close()
    found = [next((line for line in run.stderr if each in line), b"")
             for each in (b"batch: POST", b"batch: transport", b"waiting ", b"batch: POST")]
    holds("verbose shows attempts and waits", all(found) and KEY.encode() not in b"".join(found) and
          re.fullmatch(rb"people: waiting \d+\.\d{3} s\n", found[2]), found)
    run.kill()
    run.stderr.close()
    run.wait()


def check_sample_people():
    for streams in (), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2):
        run = Terminal("stats", streams=streams)
        run.process.wait(30)
        expect(f"no key, terminals {streams}", run.end()[0], 2)
    code, out = on_terminal("stats")
    holds("no key, all are terminals", code == 0 and "sample people" in out and "total" in out, out)
    expect("no key in a pipe", (piped("stats")[0], json.loads(piped("stats")[2])["code"]),
           (2, "no_api_key"))
    for arguments in (["import", "-"], ["export"], ["stats", "--base-url", NOWHERE],
                      ["delete", "--where", "status=active", "--yes"],
                      ["delete", "--where", "status=active", "--dry-run"]):
        code, out, err = piped(*arguments)
        expect(f"no key for {arguments}", (code, out, json.loads(err)["code"]),
               (2, "", "no_api_key"))
    for arguments in ["list", "--dry-run"], ["import", "-", "--dry-run"], ["openapi"]:
        expect(f"sends nothing and needs no key: {arguments}", piped(*arguments)[0], 0)
    holds("a demo", json.loads(piped("--demo", "stats")[1])["total"] == 3)
    expect("a demo beside a key in the environment", json.loads(
        piped("--demo", "stats", FLAMEUP_API_KEY=KEY, FLAMEUP_BASE_URL=NOWHERE)[1])["total"], 3)
    for option in (["--api-key=k"], ["--base-url=" + NOWHERE], ["--profile=x"],
                   reply("200 OK", "{}")):
        expect(f"a demo with {option[0]}", piped("--demo", "stats", *option)[0], 2)


def check_who_it_is():
    def here(*arguments, **more):
        return piped(*arguments, **{**HERE, **more})

    FILE = HOME / "config/flameup/people.json"
    running = Server(GIVEN.server, "--rate-limit=0", "--api-key=" + KEY)
    url = running.base_url.strip()


    def whoami(*arguments, **environment):
        code, out, err = here("whoami", *arguments, **environment)
        return json.loads(out) if code == 0 else json.loads(err)["code"]


    def says_no_key(name, *streams):
        holds(name + ": no key is shown", all(KEY not in stream for stream in streams), streams)


    expect("nobody", whoami(), "no_api_key")
    code, out, err = here("login", "--base-url", url, stdin=KEY.encode() + b"\nmore\n")
    says_no_key("login", out, err)
    who = {"base_url": url, "profile": "default", "api_key_begins": KEY[:min(8, len(KEY) // 4)],
           "api_key_from": f"profile default in {FILE}"}
    expect("login", (code, json.loads(out)), (0, who))
    expect("the file is its owner's", stat.S_IMODE(FILE.stat().st_mode), 0o600)
    expect("the folder is its owner's", stat.S_IMODE(FILE.parent.stat().st_mode), 0o700)
    expect("nothing else is left", [each.name for each in FILE.parent.iterdir()], ["people.json"])
    expect("whoami", whoami(), who)
    expect("uses it", json.loads(here("stats")[1])["total"], 0)
    here("login", "--no-check", "--profile=z2", stdin=b"z" * 40)
    run = Terminal("whoami", **HERE)
    code, out = run.end()
    holds("whoami on a terminal names other profiles", code == 0 and "--profile: z2" in
          without_colors(out), out)
    expect("removed", here("logout", "--profile=z2")[0], 0)
    before = FILE.read_bytes()
    for name, arguments, typed, code in [
            ("a wrong key", ["--base-url", url], b"wrong_key_of_some_length\n", 1),
            ("no key", ["--base-url", url], b"\n", 2), ("nothing", [], b"", 2),
            ("a key with a space", ["--no-check"], b"a b\n", 2),
            ("no server", ["--base-url", NOWHERE], KEY.encode(), 1),
            ("a wrong URL", ["--base-url", "x", "--no-check"], KEY.encode(), 2),
            ("a key as an argument", ["--api-key", KEY], b"", 2),
            ("a wrong name", ["--profile", "a/b", "--no-check"], KEY.encode(), 2),
            ("a wrong path", ["--base-url", url[:url.index("/api")]], KEY.encode(), 1)]:
        found = here("login", *arguments, stdin=typed)
        holds(f"login with {name}: what is wrong", ("was not accepted" in found[2]) ==
              (name == "a wrong key") and ("is no base URL" in found[2]) == (name == "a wrong path"),
              found)
        says_no_key(name, *found[1:])
        expect(f"login with {name}", (found[0], found[1], FILE.read_bytes()), (code, "", before))
    expect("a key without a permission is stored", here(
        "login", "--profile", "reader", *reply("403 Forbidden"),
        stdin=b"reader_key_0123456789")[0], 0)
    expect("a short key shows a quarter", json.loads(here(
        "login", "--profile", "short", "--no-check", "--workspace", "w1", stdin=b"abcdefgh")[1])[
            "api_key_begins"], "ab")
    expect("its workspace", whoami("--profile", "short")["workspace"], "w1")
    holds("names profiles", "there are: default, reader, short;" in here("stats", "--profile", "none")[2])

    # Options, then a named profile or the environment, then the default profile.
    key_file = HOME / "key"
    key_file.write_text("  file_key_0123456789 \r\nmore")
    for arguments, environment, key, where, profile in [
            (["--api-key", "option_key_01234"], {"FLAMEUP_API_KEY": "other_key"}, "opti",
             "https://api.flameup.ai/api/v1", None),
            (["--api-key-file", key_file], {"FLAMEUP_API_KEY": "other_key"}, "file",
             "https://api.flameup.ai/api/v1", None),
            (["--profile", "reader"], {"FLAMEUP_API_KEY": "other_key", "FLAMEUP_BASE_URL": NOWHERE,
                                       "FLAMEUP_PROFILE": "short", "FLAMEUP_WORKSPACE": "w"},
             "reade", "https://api.flameup.ai/api/v1", "reader"),
            (["--profile", "default", "--api-key", "option_key_01234"], {}, "opti", url, "default"),
            ([], {"FLAMEUP_API_KEY": "environment_key0"}, "envi", "https://api.flameup.ai/api/v1",
             None),
            ([], {"FLAMEUP_API_KEY": "environment_key0", "FLAMEUP_PROFILE": "default"}, "envi", url,
             "default"),
            ([], {"FLAMEUP_PROFILE": "reader"}, "reade", "https://api.flameup.ai/api/v1", "reader"),
            ([], {"FLAMEUP_PROFILE": ""}, who["api_key_begins"], url, "default"),
            (["--base-url", url + "/", "--profile", "default"], {}, who["api_key_begins"], url,
             "default")]:
        found = whoami(*arguments, **environment)
        expect(f"precedence {arguments} {environment}",
               isinstance(found, dict) and (found["api_key_begins"], found["base_url"],
                                            found.get("profile")), (key, where, profile))
    for arguments, environment in [(["--base-url", NOWHERE], {}),
                                   ([], {"FLAMEUP_BASE_URL": NOWHERE}),
                                   (["--base-url", NOWHERE, "--profile", "default"], {}),
                                   (["--base-url", NOWHERE], {"FLAMEUP_PROFILE": "default"})]:
        expect(f"a profile's key stays with its URL {arguments} {environment}",
               whoami(*arguments, **environment), "no_api_key")
        expect(f"nothing is sent {arguments} {environment}",
               json.loads(here("stats", *arguments, **environment)[2])["code"], "no_api_key")
    for name in HOME / "none", HOME, "/dev/null":
        expect(f"no key in {name}", whoami("--api-key-file", name), "unreadable_key")
    expect("two keys", whoami("--api-key-file", key_file, "--api-key=k"), "usage")



    good = FILE.read_bytes()
    for mode in 0o640, 0o604, 0o620, 0o644:
        FILE.chmod(mode)
        expect(f"refuses mode {mode:o}", whoami(), "unusable_profiles")
        expect(f"login refuses mode {mode:o}", here("login", "--no-check", stdin=b"k")[0], 2)
    expect("a key elsewhere needs no profile", whoami(FLAMEUP_API_KEY="k" * 40)["api_key_from"],
           "FLAMEUP_API_KEY")
    FILE.chmod(0o600)
    for text in (b"", b"{}x", b"[]", b'{"profiles":{"default":{"api_key":"k"}}}', b"\xff",
                 b"[" * 99999, good.replace(b'"profiles"', b'"more":1,"profiles"')):
        FILE.write_bytes(text)
        found = here("stats")
        says_no_key(f"damaged {text[:20]}", *found[1:])
        expect(f"damaged {text[:20]}", (found[0], json.loads(found[2])["kind"]), (2, "profile"))
        expect("is left alone", (here("login", "--no-check", stdin=b"k")[0], FILE.read_bytes()),
               (2, text))
    expect("help needs no profile", here("help")[0], 0)
    FILE.write_bytes(good)
    target = HOME / "target.json"
    FILE.rename(target)
    FILE.symlink_to(target)
    expect("logout through a link", (here("logout", "--profile", "short")[0], FILE.is_symlink(),
                                     stat.S_IMODE(target.stat().st_mode)), (0, True, 0o600))
    expect("it is gone", whoami("--profile", "short"), "no_profile")
    expect("others are there", whoami(), who)
    expect("logout", here("logout")[:2], (0, ""))
    expect("logged out", (whoami(), here("logout")[0]), ("no_api_key", 2))
    for command in "whoami", "stats":
        holds(f"{command} names the profiles that there are", "--profile chooses one of: reader;" in
              json.loads(here(command)[2])["message"], here(command))
    for environment in ({"XDG_CONFIG_HOME": "relative", "HOME": str(HOME)},
                        {"XDG_CONFIG_HOME": "", "HOME": str(HOME)}):
        here("login", "--no-check", stdin=b"k" * 40, **environment)
        holds(f"without a folder of its own {environment}",
              whoami(**environment)["api_key_from"].endswith("/.config/flameup/people.json"))
    expect("no home", json.loads(here("login", "--no-check", stdin=b"k", XDG_CONFIG_HOME="",
                                       HOME="")[2])["code"], "no_configuration")
    expect("a full disk",
           here("login", "--no-check", stdin=b"k", XDG_CONFIG_HOME="/dev/full")[0], 2)



    run = Terminal("login", "--base-url", url, **HERE)
    run.read_until(b"API key (it is not shown): ")
    while run.echoes():
        time.sleep(0.002)
    run.type(KEY.encode() + b"\r")
    code, out = run.end()
    says_no_key("the prompt", out)
    expect("login at a prompt", (code, whoami()["base_url"]), (0, url))
    run = Terminal("login", "--base-url", url, "--profile=x", controls=True, **HERE)
    run.read_until(b"API key")
    while run.echoes():
        time.sleep(0.002)
    run.type(b"\x03")
    run.process.wait(10)
    expect("Ctrl-C shows again what is typed", (run.echoes(), run.end()[0]), (True, -signal.SIGINT))
    expect("and stores nothing", whoami("--profile=x"), "no_profile")
    expect("the server ends well", running.stop(), (0, "", ""))


def check_full_disks():
    for output in "json", "ndjson", "csv", "table":
        with open("/dev/full", "wb") as full:
            done = subprocess.run([GIVEN.people, *map(str, page), "list", "-o", output],
                                  stdout=full, stderr=subprocess.PIPE, env=CLEAN)
        expect(f"a full disk, {output}", (done.returncode, json.loads(done.stderr)["code"]),
               (1, "write_failed"))


# Side by side: most of the time is that of starting programs.
with ThreadPoolExecutor(4) as pool:
    for done in [pool.submit(tally.run, check) for name, check in list(globals().items())
                 if name.startswith("check_")]:
        done.result()
PLACE.cleanup()
tally.close()
