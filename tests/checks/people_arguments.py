"""Types command lines of the example `people` as users do, and looks at the request or the error."""

import argparse
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from common import Tally

KEY = "ws_live_0123456789abcdef"
parser = argparse.ArgumentParser()
parser.add_argument("--people", required=True)
GIVEN = parser.parse_args()
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("FLAMEUP_")}
ENVIRONMENT["XDG_CONFIG_HOME"] = "/nowhere"
tally = Tally()
jobs = []  # names, and functions that return whether they succeeded, and what they saw
folder = tempfile.TemporaryDirectory()
FILE = Path(folder.name, "person.json")
FILE.write_text('\n{"userId": "u1", "email": "old@b.example"}\n')


def people(*arguments, stdin=b""):
    done = subprocess.run([GIVEN.people, *arguments], input=stdin, env=ENVIRONMENT,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout, done.stderr


def asks(arguments, line, body=None, stdin=b""):
    """Expects a request: its method and target behind the version, and the JSON of its body."""
    def look():
        code, out, err = people("--dry-run", *arguments, stdin=stdin)
        head, _, content = out.decode().partition("\r\n\r\n")
        expected = line.replace(" ", " /api/v1", 1) + " HTTP/1.1"
        found = json.loads(content) if content else None
        return (code == 0 and not err and head.split("\r\n")[0] == expected and found == body,
                f"{code} {out} {err}\nexpected {expected} {body}")
    jobs.append((f"asks {arguments}", look))


def refuses(arguments, *parts, code=2, kind="usage", stdin=b"", before=("--dry-run",)):
    """Expects an error with these parts in its message, and no key in it."""
    def look():
        done = people(*before, *arguments, stdin=stdin)
        try:
            error = json.loads(done[2])
        except ValueError:
            error = {}
        return (done[0] == code and not done[1] and error.get("kind") == kind
                and KEY.encode() not in done[2]
                and all(part in error.get("message", "") for part in parts),
                f"{done}\nexpected {code} {kind} {parts}")
    jobs.append((f"refuses {arguments}", look))


# ---- Words

asks(["get", "ada@example.com"], "GET /people/ada@example.com")
asks(["get", "a b/c"], "GET /people/a%20b%2Fc")
asks(["get", "ü"], "GET /people/%C3%BC")
asks(["get", "--", "-5"], "GET /people/-5")
asks(["get", "--person-id", "@ada"], "GET /people/@ada")
asks(["delete", "user_1"], "DELETE /people/user_1")
asks(["events", "ada", "--limit", "3"], "GET /people/ada/events?limit=3")
asks(["search", "ada"], "GET /people/search?q=ada")
asks(["upsert", "u1"], "POST /people/upsert", {"userId": "u1"})
asks(["upsert", "null"], "POST /people/upsert", {"userId": "null"})
asks(["create", "12"], "POST /people", {"userId": "12"})
asks(["update", "u1", "--trait", "a=b"], "PUT /people/u1", {"traits": {"a": "b"}})
refuses(["get"], "get needs PERSON-ID", "people get --help")
refuses(["delete"], "delete needs PERSON-ID")
refuses(["upsert", "--email", "a@b.example"], "upsert needs USER-ID")
refuses(["get", "ada", KEY], "more words than get takes")
refuses(["get", "ada", "--person-id", KEY], "--person-id is given twice")
refuses(["list", KEY], "list takes options")
refuses(["stats", "x"], "stats takes")
refuses([KEY, "get"], "no such command")

# ---- Members as options

for name in "user-id", "userId", "user_id", "userid":
    line = ["search", "--" + name, "u1"]
    if name == "userid":
        refuses(line, "did you mean --user-id?")
    else:
        asks(line, "GET /people/search?userId=u1")
asks(["search", "--email", "a@b.example"], "GET /people/search?email=a@b.example")
asks(["search", "--email=a=b"], "GET /people/search?email=a%3Db")
asks(["list", "--status", "active", "--limit", "10"], "GET /people?limit=10&status=active")
asks(["list", "--limit", "9", "--limit=10"], "GET /people?limit=10")
asks(["list", "--created-since", "2024-01-15"], "GET /people?created_since=2024-01-15T00:00:00Z")
asks(["list", "--updated_since", "2024-01-15T12:30:00+02:00"],
     "GET /people?updated_since=2024-01-15T10:30:00Z")
asks(["list", "--search", "null"], "GET /people?search=null")
asks(["list", "--search="], "GET /people?search=")
asks(["create", "u", "--phone", "+1 2", "--anonymous-id", "x"], "POST /people",
     {"userId": "u", "phone": "+1 2", "anonymousId": "x"})
asks(["batch", "--people", '{"userId":"a"}', "--people", '{"userId":"b"}'], "POST /people/batch",
     {"people": [{"userId": "a"}, {"userId": "b"}]})
for value in "x", "", "1.5", "1e3", " 1", "+1", "0x1", "-", "--", KEY:
    refuses(["list", "--limit=" + value], "--limit needs a whole number")
refuses(["list", "--limit", "99999999999999999999"], "--limit needs a whole number")
refuses(["list", "--limit", "-1"], kind="validation")
refuses(["list", "--limit"], "--limit needs a value")
refuses(["list", "--limit", "--status", "active"], "--limit needs a value")
refuses(["list", "--status", "activ"], "active, unsubscribed, bounced", "did you mean active?")
refuses(["list", "--status", KEY], "--status needs one of: active, unsubscribed, bounced")
refuses(["list", "--limt", "1"], "did you mean --limit?")
refuses(["list", "--created-since", KEY], "$.created_since")
refuses(["list", "--created-since", "2024-13-01"], "$.created_since")
refuses(["get", "ada", "--limit", "1"], "--limit is not for get; see people get --help")
refuses(["batch", "--people", KEY], "--people needs JSON")
refuses([b"upsert", b"\xff"], "in the arguments of upsert")
refuses([b"search", b"--email", b"a\xff"], "in the arguments of search")
refuses(["search"], kind="validation")

# ---- Traits: the entries of an object

asks(["upsert", "u1", "--email", "a@b.example", "--trait", "plan=free", "--trait", "level:=7",
      "--trait", "guild:=null"],
     "POST /people/upsert", {"userId": "u1", "email": "a@b.example",
                             "traits": {"plan": "free", "level": 7, "guild": None}})
for text, expected in [("a=", {"a": ""}), ("a==b", {"a": "=b"}), ("a=b:=c", {"a": "b:=c"}),
                       ("a=7", {"a": "7"}), ("a.b=c", {"a.b": "c"}), ("ü=ö", {"ü": "ö"}),
                       ("a:=[1,\"x\"]", {"a": [1, "x"]}), ('a:={"b":{}}', {"a": {"b": {}}}),
                       ("a:=1.5", {"a": 1.5}), ("a:=true", {"a": True}), ("a:b=c", {"a:b": "c"}),
                       ("a:=18446744073709551615", {"a": 18446744073709551615}),
                       ("a\"\\\n=\"", {"a\"\\\n": "\""})]:
    asks(["update", "u1", "--trait", text], "PUT /people/u1", {"traits": expected})
asks(["update", "u1", "--trait=a=1", "--trait=b=2", "--trait=a:=3"], "PUT /people/u1",
     {"traits": {"a": 3, "b": "2"}})
asks(["update", "u1", "--traits", '{"a":1,"b":1}', "--trait", "b=2"], "PUT /people/u1",
     {"traits": {"a": 1, "b": "2"}})
for text in "", "a", "=a", ":=1", KEY:
    refuses(["update", "u1", "--trait", text], "--trait needs NAME=TEXT or NAME:=JSON")
for text in "a:=", "a:=x", "a:=1 2", "a:=" + KEY, 'a:={"b":1,"b":2}', "a:=" + "[" * 5000:
    refuses(["update", "u1", "--trait", text], "--trait needs JSON: ")
refuses(["update", "u1", "--traits", "[]"], "$.traits")
refuses(["get", "u1", "--trait", "a=b"], "no option --trait")

# ---- JSON, alone and with words and options, which win over it or add to it

asks(["upsert", "@" + str(FILE)], "POST /people/upsert",
     {"userId": "u1", "email": "old@b.example"})
asks(["upsert", "-"], "POST /people/upsert", {"userId": "u2"}, stdin=b'{"userId":"u2"}\n')
asks(["upsert", "@-"], "POST /people/upsert", {"userId": "u2"}, stdin=b'{"userId":"u2"}')
asks(["upsert", "@" + str(FILE), "--email", "new@b.example", "u3"], "POST /people/upsert",
     {"userId": "u3", "email": "new@b.example"})
asks(["upsert", "-", "--trait", "b=2"], "POST /people/upsert",
     {"userId": "u", "traits": {"a": 1, "b": "2"}}, stdin=b'{"userId":"u","traits":{"a":1,"b":1}}')
asks(["upsert", '{"userId":"u","traits":null}', "--trait", "b=2"], "POST /people/upsert",
     {"userId": "u", "traits": {"b": "2"}})
asks(["batch", '{"people":[{"userId":"a"}]}', "--people", '{"userId":"b"}'],
     "POST /people/batch", {"people": [{"userId": "a"}, {"userId": "b"}]})
asks(["get", '{"person_id":"a"}', "b"], "GET /people/b")
asks(["update", '{"person_id":"a","traits":{"n":18446744073709551615,"d":-0.0}}', "b"],
     "PUT /people/b", {"traits": {"n": 18446744073709551615, "d": -0.0}})
refuses(["upsert", "{", "--email", "x"], "in the arguments of upsert")
refuses(["upsert", "[]", "--email", "x"], "in the arguments of upsert")
refuses(["upsert", '{"a":1,"a":2}', "u"], "in the arguments of upsert")
refuses(["upsert", '{"nope":1}', "u"], "nope")
refuses(["upsert", "{}", "@" + str(FILE)], "JSON is given twice")
refuses(["upsert", "@" + folder.name + "/none"], "cannot read", "/none", code=1, kind="input")
refuses(["upsert", "@"], "cannot read", code=1, kind="input")
refuses(["upsert", "@" + folder.name], "cannot read", code=1, kind="input")
refuses(["upsert", "-"], "in the arguments of upsert")
refuses(["upsert", "--reply", "-", "-"], "standard input")

# ---- Options of the tool, and of other commands

asks(["list", "--limit", "5"], "GET /people?limit=5")
refuses(["list", "--state", "x"], "--state is not for list; see people list --help")
refuses(["list", "--rate", "5"], "--rate is not for list")
refuses(["export", "--email", "x"], "--email is for create, upsert, search, and not for export; see "
        "people export --help", before=[])
refuses(["export", "--status", "bounced"], "--status is for list, and not for export", before=[])
refuses(["get", "--email", "a@b.example"], "--email is for create, upsert, search, and not for get")
refuses(["get", "--" + KEY], "there is no option of that name")
refuses(["--status", "active", "list"], "options of a command stand behind it")
asks(["--limit", "5", "list"], "GET /people?limit=5")  # as export has one, too
asks(["--limit=5", "list"], "GET /people?limit=5")
refuses(["list", "--dry-rum"], "did you mean --dry-run?")
refuses(["list", "--url", "x"], "did you mean --base-url?")
refuses(["list", "--off", "1"], "did you mean --offset?")
refuses(["who"], "did you mean whoami?")
refuses(["whoami", "--api", "x"], "there is no option --api; see", before=[]) # two begin with it
refuses(["upsert", "u", "plan=" + KEY], "--trait NAME=TEXT sets one of the traits")
refuses(["upsert", "u", "--plan=x"], "no option --plan; --trait NAME=TEXT sets one of the traits")
refuses(["export", "people.csv"], "it prints to standard output, for > FILE", before=[])
refuses(["list", "-n5"], "there is no option of that name")
refuses(["list", "-vq5"], "there is no option of that name")
refuses(["list", "-oxml"], "--output needs one of: json")
asks(["list", "-qv", "--limit", "5", "-ocsv"], "GET /people?limit=5")
asks(["-q", "-o=csv", "list", "--search", "-ovx"], "GET /people?search=-ovx")
asks(["-ocsv", "list", "-qo", "json"], "GET /people")
refuses(["login", KEY], "the first line of standard input", before=[])
for line in (["list", "--" + KEY], ["list", "--api-kye", KEY], ["get", KEY, KEY], ["--" + KEY],
             ["list", "--api-key", KEY, "bogus"], ["bogus", "--api-key=" + KEY],
             ["--transport", KEY, "stats"]):
    refuses(line)

for word in "--version", "-V", "version":
    done = people(word)
    tally.count(word, done[0] == 0 and done[1].startswith(b"people ") and not done[2], str(done))

# ---- The manual page, as groff reads it

code, page, _ = people("manual")
tally.count("manual", code == 0 and b".SS upsert\n" in page and b".SS import\n" in page
            and b"\\-\\-created\\-since TIME" in page and b"FLAMEUP_API_KEY" in page, str(page))
if shutil.which("groff"):
    done = subprocess.run(["groff", "-ww", "-man", "-Tascii"], input=page, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    shown = re.sub(rb"\x1b\[\d*m|.\x08", b"", done.stdout).decode()
    tally.count("groff warns of nothing", done.returncode == 0 and not done.stderr, str(done.stderr))
    for part in ("--trait NAME=TEXT", "people get ada@example.com", "export --query '{\"status\"",
                 "source <(people completion bash)"):
        tally.count("shown: " + part, part in shown, shown)
else:
    print("left out, as it is not installed: groff")

tally.count_all(jobs)
folder.cleanup()
tally.close()
