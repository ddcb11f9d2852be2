"""Runs the example `people` as users do: each operation, each kind of reply, hostile arguments."""

import argparse
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

from common import INCLUDE, Tally

KEY = "ws_test_0123456789abcdef"
UUID = "550e8400-e29b-41d4-a716-446655440000"
NOTICE = b"people: an in-memory service with sample people answers"
VERSION = re.search(r'FLAMEUP_VERSION "(.*)"', (INCLUDE / "flameup/platform.hpp").read_text())[1]

parser = argparse.ArgumentParser()
parser.add_argument("--people", required=True)
parser.add_argument("--server", required=True)
GIVEN = parser.parse_args()
PEOPLE = GIVEN.people
tally = Tally()


def people(*arguments, stdin=b"", **environment):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FLAMEUP_")}
    clean["XDG_CONFIG_HOME"] = "/nowhere"
    done = subprocess.run([PEOPLE, *arguments], input=stdin, env={**clean, **environment},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout, done.stderr


def strict(text):
    """Reads the one line of JSON that a stream has."""
    line, end, rest = text.partition(b"\n")
    assert end and not rest, text
    return json.loads(line.decode("utf-8"))


def succeeds(name, done, expected):
    """Expects nothing on standard error but the notice; a result as JSON, or bytes."""
    code, out, err = done
    try:
        found = out if isinstance(expected, bytes) else strict(out)
        works = code == 0 and found == expected
        works = works and (not err or err.startswith(NOTICE) and err.count(b"\n") == 1)
    except (AssertionError, ValueError):
        works = False
    tally.count(name, works, f"{done}\nexpected {expected}")


def fails(name, done, code, /, **expected):
    """Expects an error with these members, of which None is absent; returns it."""
    try:
        if done[2].startswith(NOTICE):
            done = (*done[:2], done[2].partition(b"\n")[2])
        error = strict(done[2])
        works = done[0] == code and not done[1] and KEY.encode() not in done[2]
        works = works and all(error.get(key) == value for key, value in expected.items())
    except (AssertionError, ValueError):
        works, error = False, {}
    tally.count(name, works, f"{done}\nexpected {code} {expected}")
    return error


def says(name, error, *parts):
    tally.count(name, all(part in error.get("message", "") for part in parts), str(error))


def message(method, target, body=None, host="api.flameup.ai", key="***"):
    head = [f"{method} {target} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {key}",
            "Accept: application/json", f"User-Agent: flameup-cpp/{VERSION}"]
    content = b"" if body is None else body.encode("utf-8")
    if body is not None:
        head += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join(head).encode("utf-8") + b"\r\n\r\n" + content


# ---- Every operation, in both scopes: arguments, method, target behind the scope, body

CREATED = '{"userId":"u","email":"a@b.example","phone":"+1","anonymousId":"x","traits":{"n":1}}'
OPERATIONS = [
    ("create", CREATED, "POST", "/people", CREATED),
    ("create", '{"userId":"ü\\n\\""}', "POST", "/people", '{"userId":"ü\\n\\""}'),
    ("get", f'{{"person_id":"{UUID}"}}', "GET", f"/people/{UUID}", None),
    ("update",
     f'{{"traits":{{"plan":null,"a":[1,2.5,-0.0,true,"x"],"b":{{}}}},"person_id":"{UUID}"}}',
     "PUT", f"/people/{UUID}", '{"traits":{"plan":null,"a":[1,2.5,-0.0,true,"x"],"b":{}}}'),
    ("upsert", '{"userId":"user_1","traits":{}}', "POST", "/people/upsert",
     '{"userId":"user_1","traits":{}}'),
    ("list", None, "GET", "/people", None),
    ("list", "{}", "GET", "/people", None),
    ("list", '{"limit":null}', "GET", "/people", None),
    ("list", '{"limit":50,"offset":0,"status":"active","search":"a+b &c/ü",'
     '"created_since":"2024-01-15T12:30:00+02:00","updated_since":"2024-01-15T10:30:00.5Z"}', "GET",
     "/people?limit=50&offset=0&status=active&search=a%2Bb%20%26c%2F%C3%BC"
     "&created_since=2024-01-15T10:30:00Z&updated_since=2024-01-15T10:30:00.5Z", None),
    ("search", '{"q":"ada","email":"a@b.example","userId":"u#1","limit":3}', "GET",
     "/people/search?q=ada&email=a@b.example&userId=u%231&limit=3", None),
    ("batch", '{"people":[{"userId":"a"},{"userId":"b","traits":{"x":18446744073709551615}}]}',
     "POST", "/people/batch",
     '{"people":[{"userId":"a"},{"userId":"b","traits":{"x":18446744073709551615}}]}'),
    ("delete", f'{{"person_id":"{UUID}"}}', "DELETE", f"/people/{UUID}", None),
    ("events", f'{{"person_id":"{UUID}","limit":7}}', "GET", f"/people/{UUID}/events?limit=7",
     None),
    ("stats", None, "GET", "/people/stats", None),
]
for operation, text, method, target, body in OPERATIONS:
    arguments = [operation] if text is None else [operation, text]
    name = "dry run of " + " ".join(arguments)
    succeeds(name, people("--dry-run", *arguments), message(method, "/api/v1" + target, body))
    succeeds(name + ", workspace", people("--dry-run", "--workspace", "ws 1/ü", *arguments),
             message(method, "/api/v1/workspaces/ws%201%2F%C3%BC" + target, body))
succeeds("ids arrive encoded", people("--dry-run", "get",
                                      '{"person_id":"a/b?c#d%e+f \'\\"\\u0001ü"}'),
         message("GET", "/api/v1/people/a%2Fb%3Fc%23d%25e%2Bf%20%27%22%01%C3%BC"))

# ---- Options and the environment

STATS = message("GET", "/api/v1/people/stats")
SHOWN = message("GET", "/api/v1/people/stats", key=KEY)
DRY = ["--dry-run", "stats"]
for arguments in (["stats", "--dry-run"], ["--dry-run", "--", "stats"],
                  ["stats", "--dry-run", "{}"],
                  ["--dry-run", "--reply", "/nowhere", "stats"], ["--api-key", KEY, *DRY], ["--api-key=" + KEY, *DRY], ["--no-validate", *DRY]):
    succeeds("options: " + " ".join(arguments), people(*arguments), STATS)
succeeds("shows secrets", people("--show-secrets", "--api-key", KEY, *DRY), SHOWN)
succeeds("the last option counts", people("--api-key=a", "--show-secrets", "--api-key", KEY, *DRY),
         SHOWN)
succeeds("the placeholder", people("--show-secrets", *DRY),
         message("GET", "/api/v1/people/stats", key="YOUR_API_KEY"))
for url, host, prefix in [("http://localhost:8080", "localhost:8080", ""),
                          ("https://api.flameup.ai:443/", "api.flameup.ai:443", ""),
                          ("HTTP://Proxy.example/a/b%20c//", "Proxy.example", "/a/b%20c"),
                          ("http://[::1]:81/v2", "[::1]:81", "/v2")]:
    succeeds("base URL " + url, people("--base-url", url, *DRY),
             message("GET", prefix + "/people/stats", host=host))
succeeds("environment", people("--show-secrets", *DRY, FLAMEUP_API_KEY=KEY, FLAMEUP_WORKSPACE="w",
                               FLAMEUP_BASE_URL="http://h/p"),
         message("GET", "/p/workspaces/w/people/stats", host="h", key=KEY))
succeeds("options before the environment",
         people("--show-secrets", "--workspace=v", "--api-key", KEY, "--base-url=http://h", *DRY,
                FLAMEUP_API_KEY="a", FLAMEUP_WORKSPACE="w", FLAMEUP_BASE_URL="http://other"),
         message("GET", "/workspaces/v/people/stats", host="h", key=KEY))
succeeds("empty environment", people(*DRY, FLAMEUP_API_KEY="", FLAMEUP_WORKSPACE="",
                                     FLAMEUP_BASE_URL=""),
         STATS)

# ---- Over the network

NOWHERE = "http://127.0.0.1:1"  # a port that nobody listens at
THERE = ["--api-key", KEY]
LISTED = re.search(rb"--transport NAME +how to send: (.*)", people("help", "options")[1])[1].decode()
TRANSPORTS = re.findall(r"(\w+) \(http", LISTED.replace("https and http", "http"))
tally.count("lists the transports", TRANSPORTS in (["curl", "sockets"], ["sockets"]), LISTED)
for name, arguments, environment in [
        ("URL", ["--base-url", NOWHERE, "stats"], {}),
        ("URL in the environment", ["stats"], {"FLAMEUP_BASE_URL": NOWHERE}),
        *((f"URL over {name}", ["--base-url", NOWHERE, "--transport", name, "stats"], {})
          for name in TRANSPORTS)]:
    fails("sends to the " + name, people(*THERE, *arguments, **environment), 1, kind="transport",
          code="refused", status=None)
says("names the transports", fails("no such transport", people("--transport=post", "stats"), 2,
                                   kind="usage"), "needs one of: " + ", ".join(TRANSPORTS))
says("sockets have no TLS",
     fails("https over sockets", people(*THERE, "--base-url=https://127.0.0.1:1", "--transport=sockets",
                                        "stats"), 1, kind="transport", code="unsupported_scheme"),
     "https")

server = subprocess.Popen([GIVEN.server, "--rate-limit=0", "--api-key=" + KEY],
                          stdout=subprocess.PIPE, text=True)
url = server.stdout.readline().strip()
for transport in [[], *(["--transport", name] for name in TRANSPORTS)]:
    there = ["--base-url", url, "--api-key", KEY, *transport]
    for number, scope in enumerate([[], ["--workspace", "ws_default"]]):
        label = " ".join(["over the network", *transport, *scope])
        user = f"user_{number}_{'_'.join(transport)}"
        code, out, err = people(*there, *scope, "create", json.dumps({"userId": user}))
        person = json.loads(out or "{}")
        tally.count(label + ": create", code == 0 and person.get("userId") == user, err)
        where = {"person_id": person.get("id") if scope else user}
        succeeds(label + ": get", people(*there, *scope, "get", json.dumps(where)), person)
        succeeds(label + ": delete", people(*there, *scope, "delete", json.dumps(where)), {})
        fails(label + ": gone", people(*there, *scope, "get", json.dumps(where)), 1, kind="api",
              status=404)
    fails("a wrong key over the network " + " ".join(transport),
          people(*there, "--api-key", KEY + "f", "stats"), 1, kind="api", status=401)
server.terminate()
tally.count("the server ends", server.wait(10) == 0)

# ---- The OpenAPI document

code, out, err = people("openapi", "--base-url", "http://localhost:8080/api/v1/")
document = json.loads(out or "{}")
tally.count("openapi", code == 0 and not err and document["openapi"] == "3.1.0"
            and document["servers"] == [{"url": "http://localhost:8080/api/v1"}], err)
tally.count("openapi has each operation", {
    row[0] for row in OPERATIONS} <= {operation["operationId"] for path in document["paths"].values()
                                      for operation in path.values()}, out.decode())
for arguments in (["openapi", "{}"], ["--dry-run", "openapi"], ["openapi", "--no-validate"],
                  ["openapi", "--state=x"], ["openapi", "--rate=1"]):
    fails("usage: " + " ".join(arguments), people(*arguments), 2, kind="usage")
fails("openapi of a URL with user info", people("openapi", "--base-url", f"https://u:{KEY}@h/"), 2,
      kind="validation")

# ---- Help and usage errors


def page(name, done, *parts):
    """Expects a page of the help, which fits a terminal of 80 columns, with these parts."""
    text = done[1].decode()
    tally.count("page: " + name, done[0] == 0 and not done[2] and text.endswith("\n")
                and all(part in text for part in parts)
                and max(len(line) for line in text.split("\n")) <= 80, str(done))
    return text


main = page("main", people("--help"), "usage: people COMMAND", "import", "people help options",
            *("\n  " + row[0] + " " for row in OPERATIONS))
tally.count("the main page is one screen", main.count("\n") < 24, main)
for arguments in [], ["-h"], ["help"], ["--dry-run", "-h"], ["--help", "--nope"]:
    tally.count(f"the main page by {arguments}", page(str(arguments), people(*arguments)) == main)
page("options", people("help", "options"), "--api-key KEY", "--workspace ID", "--base-url URL",
     "--reply FILE", "FLAMEUP_BASE_URL", "https://api.flameup.ai/api/v1")
for name in {row[0] for row in OPERATIONS} | {"import", "export", "openapi", "completion",
                                                 "manual", "help"}:
    text = page(name, people("help", name), "usage: people " + name, "\nExample:\n  people " + name)
    if name in [row[0] for row in OPERATIONS]:
        tally.count("one screen: " + name, text.count("\n") < 24, text)
    for arguments in [name, "--help"], ["-h", name], [name, "{}", "--nope", "--help"]:
        tally.count(f"the page by {arguments}", people(*arguments) == (0, text.encode(), b""))
for name in "--version", "list --version":
    succeeds(name, people(*name.split()), f"people {VERSION}\n".encode())
fails("no such page", people("help", KEY), 2, kind="usage")
says("names the help", fails("no command", people("--dry-run"), 2, kind="usage", code="usage"),
     "a command is missing; see people --help")

for arguments in (["--dry-run"], ["bogus"], [""], ["Get"], ["list", "{}", "{}"], ["--nope", "list"],
                  ["-k", "list"], ["-", "list"], ["list", "--reply"], ["--api-key"],
                  ["--api-key", "--dry-run", "list"], ["--dry-run=yes", "list"],
                  ["--", "--dry-run"], ["bogus", "--help"], ["--workspace=", *DRY], ["--workspace", "", "stats"],
                  ["list", "--", "--help"], ["get"], ["list", ""], ["list", "1"], ["list", "null"],
                  ["get", "a", "b"], ["list", "{}", "-"]):
    fails("usage: " + " ".join(arguments), people(*arguments), 2, kind="usage")
for typed, meant in [("lst", "list"), ("lsit", "list"), ("improt", "import"), ("udpate", "update"),
                     ("Get", "get"), ("stat", "stats"), ("serach", "search")]:
    says("means " + meant, fails(typed, people(typed), 2, code="usage"),
         f"did you mean {meant}? See people --help")
for typed in "bogus", "x", "", KEY, "l" * 10000:
    says("lists the commands", fails("far from all: " + typed[:10], people(typed), 2, code="usage"),
         "there are create get update", "See people --help")
says("names the option", fails("no option", people("--nope", "list"), 2),
     "there is no option --nope; see people list --help")
for typed, meant in [("--dry-rum", "dry-run"), ("--bas-url=x", "base-url"),
                     ("--worskpace", "workspace")]:
    says("means --" + meant, fails(typed, people("list", typed), 2), f"did you mean --{meant}?")
says("an option of others", fails("--state", people("list", "--state=x"), 2),
     "--state is not for list; see people list --help")
says("names the option that needs a value", fails("no value", people("--reply"), 2), "--reply")
for arguments in (["--" + KEY, "list"], [KEY, "list"], ["-k" + KEY, "list"],
                  ["--api-kye=" + KEY, "list"],
                  ["list", "{}", KEY], ["--api-key", KEY, "bogus"], ["--dry-run=" + KEY, "list"]):
    fails("repeats no key: " + " ".join(arguments), people(*arguments), 2, kind="usage")

for operation, text, code, path, *parts in [
        ("list", '{"limt":1}', "unknown_member", "$", "limt"),
        ("get", '{"person_id":"a","limit":1}', "unknown_member", "$", "limit"),
        ("stats", '{"x":1}', "unknown_member", "$", "x"),
        ("batch", '{"people":[{"userId":"a"},{"userid":"b"}]}', "unknown_member", "$.people[1]",
         "userid"),
        ("create", '{"external_id":"a"}', "unknown_member", "$", "external_id"),
        ("list", '{"limit":"1"}', "wrong_type", "$.limit", "$.limit", "integer"),
        ("list", '{"limit":1.5}', "wrong_type", "$.limit"),
        ("list", '{"limit":99999999999999999999}', None, "$.limit"),
        ("list", '{"status":"gone"}', "unknown_name", "$.status"),
        ("list", '{"created_since":"yesterday"}', "invalid_timestamp", "$.created_since"),
        ("get", '{"person_id":7}', "wrong_type", "$.person_id"),
        ("create", '{"userId":"a","traits":[]}', "wrong_type", "$.traits"),
        ("batch", '{"people":{}}', "wrong_type", "$.people"),
        ("list", "[]", "wrong_type", "$"), ("list", "{", "invalid_json", "$"),
        ("list", "{} {}", "invalid_json", "$"), ("list", "{'limit':1}", "invalid_json", "$"),
        ("list", '{"limit":1,}', "invalid_json", "$")]:
    expected = {"code": code} if code else {}
    name = f"arguments {operation} {text}"
    error = fails(name, people("--dry-run", operation, text), 2, kind="usage", path=path,
                  **expected)
    says(name + ", named", error, *parts)
    tally.count(name + ", placed", isinstance(error.get("offset"), int), str(error))

# ---- Validation

for name, arguments, fields in [
        ("limit", ["list", '{"limit":501,"offset":-1}'], [("limit", "out_of_range"),
                                                          ("offset", "out_of_range")]),
        ("batch", ["batch", '{"people":[{"userId":"a","email":"x"},{"userId":""}]}'],
         [("people[0].email", "invalid_email"), ("people[1].userId", "required")]),
        ("empty batch", ["batch"], [("people", "too_few")]),
        ("no id", ["get", "{}"], [("person_id", "required")]),
        ("no UUID", ["--workspace=w", "get", '{"person_id":"ada"}'],
         [("person_id", "invalid_uuid")]),
        ("dots", ["delete", '{"person_id":".."}'], [("person_id", "dot_segment")]),
        ("search", ["search"], [("q", "any_of")]),
        ("empty key", ["--api-key=", "stats"], [("api_key", "required")]),
        ("empty URL", ["--base-url=", "stats"], [("base_url", "invalid_base_url")]),
        ("user info", ["--base-url", f"https://u:{KEY}@h/", "stats"],
         [("base_url", "invalid_base_url")]),
        ("key with a line", ["--api-key", KEY + "\r\nX: y", "stats"],
         [("api_key", "invalid_api_key")]),
        ("key with a space", ["--api-key", KEY + " x", "stats"], [("api_key", "invalid_api_key")]),
        ("key that is not UTF-8", ["--api-key", KEY.encode() + b"\xff", "stats"],
         [("api_key", "invalid_api_key")]),
        ("URL with a line", ["--base-url", "http://h/\r\nX: y", "stats"],
         [("base_url", "invalid_base_url")]),
        ("dots as workspace", ["--workspace=..", "stats"], [("workspace_id", "dot_segment")]),
        ("workspace that is not UTF-8", [b"--workspace=\xff", "stats"],
         [("workspace_id", "ill_formed_utf8")])]:
    for way in ["--dry-run"], ["--reply", "/nowhere"], ["--api-key", KEY]:
        if way[0] == "--api-key" and any("--api-key" in str(word) for word in arguments):
            way = []
        error = fails(f"validation: {name} {way}", people(*way, *arguments), 2, kind="validation",
                      code="invalid_request", status=None)
        found = [(field["path"], field["code"]) for field in error.get("fields", [])]
        tally.count(f"fields: {name} {way}", found == fields, f"{found}\nexpected {fields}")
succeeds("no validation", people("--no-validate", "--dry-run", "list", '{"limit":501}'),
         message("GET", "/api/v1/people?limit=501"))
fails("what keeps the message whole", people("--no-validate", "--dry-run", "get",
                                             '{"person_id":"."}'), 2,
      kind="validation")
succeeds("lines in ids and bodies stay inside",
         people("--dry-run", "update", '{"person_id":"a\\r\\nX: y","traits":{"a":"\\r\\n\\r\\n"}}'),
         message("PUT", "/api/v1/people/a%0D%0AX:%20y", '{"traits":{"a":"\\r\\n\\r\\n"}}'))
succeeds("lines in a workspace stay inside", people("--workspace", "w\r\nX: y", *DRY),
         message("GET", "/api/v1/workspaces/w%0D%0AX:%20y/people/stats"))

# ---- Hostile arguments

for text in (b'{"search":"\xff"}', b'{"\xff":1}', b'{"search":"\xed\xa0\x80"}', b"\xff",
             b'{"search":"\x01"}'):
    fails(f"ill-formed {text}", people("--dry-run", "list", text), 2, kind="usage")
fails("ill-formed operation", people(b"\xff"), 2, kind="usage")
fails("ill-formed option", people(b"--\xff", "list"), 2, kind="usage")
fails("ill-formed file name", people("--reply", b"/nowhere\xff", "stats"), 1, kind="transport",
      code="unreadable_reply")
for deep in "[" * 60000, '{"a":' * 20000:
    fails("deep " + deep[:5], people("--dry-run", "create", '{"userId":"a","traits":{"a":' + deep),
          2,
          kind="usage", code="too_deep")
large = '{"userId":"a","traits":{"a":"' + "x" * 120000 + '"}}'
succeeds("large", people("--dry-run", "create", large), message("POST", "/api/v1/people", large))
many = '{"people":[' + ",".join(['{"userId":""}'] * 5000) + "]}"
error = fails("many faults", people("--dry-run", "batch", many), 2, kind="validation")
tally.count("bounds what it reports", len(error.get("fields", [])) == 1000)
fails("long name", people("--dry-run", "list", '{"' + "x" * 100000 + '":1}'), 2,
      code="unknown_member")

# ---- Replies

PERSON = {"id": UUID, "workspace_id": "w", "userId": "ada", "email": "a@b.example",
          "status": "dormant",
          "traits": {"plan": "pro", "n": 1.5}, "created_at": "2024-01-15T10:30:00Z"}
REFERENCE = json.dumps({**{k: v for k, v in PERSON.items() if k not in ("userId", "traits")},
                        "external_id": "ada", "attributes": PERSON["traits"], "new_field": [1],
                        "phone": None})
GET = ["get", '{"person_id":"ada"}']
UPSERT = ["upsert", '{"userId":"ada"}']
DELETE = ["delete", '{"person_id":"ada"}']


def reply(status, body="", *fields, arguments=GET, before=()):
    text = body if isinstance(body, bytes) else body.encode("utf-8")
    head = [f"HTTP/1.1 {status}", *fields]
    return people(*before, "--reply", "-", *arguments,
                  stdin="\r\n".join(head).encode("utf-8") + b"\r\n\r\n" + text)


succeeds("overview dialect", reply("200 OK", json.dumps(PERSON)), PERSON)
succeeds("reference dialect", reply("200 OK", REFERENCE), PERSON)
succeeds("201", reply("201 Created", json.dumps(PERSON)), PERSON)
succeeds("upsert {}", reply("200 OK", "{}", arguments=UPSERT), {"traits": {}})
succeeds("upsert", reply("200 OK", '{"was_created":true}', arguments=UPSERT),
         {"traits": {}, "was_created": True})
succeeds("delete", reply("204 No Content", arguments=DELETE), {})
succeeds("list", reply("200 OK", json.dumps({"people": [PERSON], "total": 1}), arguments=["list"]),
         {"people": [PERSON], "total": 1})
succeeds("search", reply("200 OK", '{"people":[]}', arguments=["search", '{"q":"x"}']),
         {"people": []})
succeeds("batch", reply("200 OK", '{"people":[],"created_count":2,"updated_count":0}',
                        arguments=["batch", '{"people":[{"userId":"a"}]}']),
         {"people": [], "created_count": 2, "updated_count": 0})
succeeds("events", reply("200 OK", '{"events":[{"event":"x","properties":{"a":1}}],"total":1}',
                         arguments=["events", '{"person_id":"ada"}']),
         {"events": [{"event": "x", "parameters": {"a": 1}}], "total": 1})
succeeds("stats", reply("200 OK", '{"total":15420}', arguments=["stats"]), {"total": 15420})
succeeds("chunked",
         reply("200 OK", "7;x=y\r\n" '{"userI' "\r\n8\r\n" 'd":"\u00fc"}' "\r\n0\r\nA: b\r\n\r\n",
                          "Transfer-Encoding: chunked"), {"userId": "ü", "traits": {}})
succeeds("interim", people("--reply", "-", *GET,
                           stdin=b"HTTP/1.1 103 Early Hints\n\nHTTP/1.1 200 OK\n\n{}\n"),
         {"traits": {}})
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "reply.http")
    file.write_bytes(b"HTTP/1.1 200 OK\nContent-Length: 2\n\n{}\n")
    succeeds("file", people("--reply", str(file), *GET), {"traits": {}})
    succeeds("with a key", people("--api-key", KEY, "--reply=" + str(file), *GET), {"traits": {}})
    fails("folder", people("--reply", folder, *GET), 1, kind="transport", code="unreadable_reply")
    fails("no file", people("--reply", folder + "/none", *GET), 1, kind="transport",
          code="unreadable_reply")

FIELD = {"path": "email", "message": "Invalid email format"}
for name, done, expected in [
        ("first shape", reply("400 Bad Request",
                              '{"error":"Bad Request","message":"m","code":400,"details":'
                              '[{"field":"email","message":"Invalid email format"}]}'),
         {"status": 400, "code": "400", "message": "m", "fields": [FIELD]}),
        ("second shape",
         reply("409 Conflict",
               '{"success":false,"error":{"code":"dup","message":"m","details":{}}}'),
         {"status": 409, "code": "dup", "message": "m", "fields": None}),
        ("third shape", reply("401 Unauthorized",
                              '{"success":false,"error":{"type":"auth","message":"m"},'
                              '"request_id":"req_abc123"}', "X-Request-Id: other"),
         {"status": 401, "code": "auth", "message": "m", "request_id": "req_abc123"}),
        ("fourth shape", reply("422 Unprocessable",
                               '{"error":{"code":"validation_error","message":"m","details":'
                               '{"fields":{"email":"Invalid email format"}}}}'),
         {"status": 422, "code": "validation_error", "fields": [FIELD]}),
        ("403", reply("403 Forbidden", "{}", arguments=DELETE),
         {"status": 403, "missing_permission": "people:delete", "message": "Forbidden"}),
        ("429", reply("429 Too Many Requests", "", "retry-after: 7", "x-ratelimit-limit: 120",
                      "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1705314600",
                      "X-Request-Id: req_1"),
         {"status": 429, "retry_after": 7, "request_id": "req_1", "body": None,
          "rate_limit": {"limit": 120, "remaining": 0, "reset": "2024-01-15T10:30:00Z"}}),
        ("503 with a date", reply("503 Busy", "", "Retry-After: Mon, 15 Jan 2024 10:31:00 GMT",
                                  "Date: Mon, 15 Jan 2024 10:30:00 GMT"),
         {"status": 503, "retry_after": 60, "retry_at": "2024-01-15T10:31:00Z",
          "rate_limit": None}),
        ("503 with a date alone",
         reply("503 Busy", "", "Retry-After: Mon, 15 Jan 2024 10:31:00 GMT"),
         {"status": 503, "retry_after": None, "retry_at": "2024-01-15T10:31:00Z"}),
        ("HTML", reply("502 Bad Gateway", "<html>\nno</html>", "Content-Type: text/html"),
         {"status": 502, "message": "Bad Gateway", "body": "<html>\nno</html>"}),
        ("empty", reply("500 X"), {"status": 500, "body": None, "request_id": None, "path": None}),
        ("not UTF-8", reply("500 X", b"f\xfcr \xd0\xbf\xd0", "X-Request-Id: \xfc"),
         {"status": 500, "body": "f\ufffdr \u043f\ufffd", "request_id": "ü"}),
        ("redirection", reply("302 Found", "", "Location: https://elsewhere/"), {"status": 302}),
        ("the key in a reply",
         reply("401 X", json.dumps({"message": "bad key " + KEY, "request_id": KEY}),
                                     before=["--api-key", KEY]),
         {"status": 401, "message": "bad key ***", "request_id": "***"})]:
    fails("API error: " + name, done, 1, kind="api", offset=None, **expected)

for name, done, expected in [
        ("HTML", reply("200 OK", "<html>"), {"code": "invalid_json", "path": "$", "offset": 0,
                                             "body": "<html>"}),
        ("cut", reply("200 OK", '{"userId":"ad'), {"code": "invalid_json"}),
        ("empty", reply("200 OK"), {"code": "invalid_json", "body": None}),
        ("wrong type", reply("200 OK", '{"people":[{},{"created_at":5}]}', arguments=["list"]),
         {"code": "wrong_type", "path": "$.people[1].created_at", "offset": 28}),
        ("missing", reply("200 OK", "{}", arguments=["list"]), {"code": "missing"}),
        ("204 to a get", reply("204 No Content"), {"status": 204})]:
    fails("decode error: " + name, done, 1, kind="decode", **{"status": 200, **expected})

for name, done, expected in [
        ("truncated", reply("200 OK", "{", "Content-Length: 9", before=["--api-key", KEY]),
         {"code": "truncated", "status": 200, "body": "{"}),
        ("truncated error", reply("503 Busy", "upstr", "Content-Length: 90"),
         {"code": "truncated", "status": 503, "body": "upstr"}),
        ("truncated key", reply("503 Busy", KEY, "Content-Length: 90", before=["--api-key", KEY]),
         {"code": "truncated", "body": "***"}),
        ("nothing", people("--reply", "-", *GET), {"code": "truncated", "status": None}),
        ("no head", people("--reply", "-", *GET, stdin=b'{"userId":\n"a"}\n'),
         {"code": "invalid_response"}),
        ("folded", reply("200 OK", "{}", "A: b\r\n c"), {"code": "invalid_response"}),
        ("gzip", reply("200 OK", "{}", "Transfer-Encoding: gzip"), {"code": "unsupported_coding"}),
        ("endless head", reply("200 OK", "", "A: " + "x" * 100000), {"code": "too_large"})]:
    fails("transport error: " + name, done, 1, kind="transport", **expected)

# ---- The service in memory


def memory(*arguments, **environment):
    done = people("--demo", *arguments, **environment)
    tally.count("says that it is in memory: " + " ".join(arguments), done[2].startswith(NOTICE),
                str(done))
    try:
        return strict(done[1]) if done[1] else {}
    except (AssertionError, ValueError):
        return {}


for workspace in [], ["--workspace", "w"], ["--workspace", "x" * 300]:
    expected = workspace[-1] if workspace else "ws_default"
    page = memory(*workspace, "list")
    tally.count(f"list {workspace}",
                [(person["userId"], person["workspace_id"]) for person in page.get("people", [])]
                == [(user, expected) for user in ("ada", "grace", "linus")], str(page))
ada = memory("get", '{"person_id":"ada"}')
first = ada.get("id", "")
tally.count("get", ada.get("email") == "ada@example.com" and len(first) == 36, str(ada))
tally.count("get by email", memory("get", '{"person_id":"ada@example.com"}') == ada)
there = memory("--workspace", "w", "get", json.dumps({"person_id": first}))
tally.count("get by id", there == {**ada, "workspace_id": "w"}, str(there))
updated = memory("update", '{"person_id":"ada","traits":{"plan":null,"level":3}}')
tally.count("update", updated.get("traits") == {"level": 3}, str(updated))
tally.count("create", memory("create", '{"userId":"new"}').get("userId") == "new")
tally.count("upsert", memory("upsert", '{"userId":"ada"}').get("was_created") is False)
counts = memory("batch", '{"people":[{"userId":"ada"},{"userId":"new"}]}')
tally.count("batch", (counts.get("created_count"), counts.get("updated_count")) == (1, 1),
            str(counts))
tally.count("search",
            [person["userId"] for person in memory("search", '{"q":"grace"}').get("people",
                                                                                  [])] == ["grace"])
tally.count("filter", [person["userId"] for person in
                       memory("list", '{"status":"unsubscribed"}').get("people", [])] == ["linus"])
events = memory("events", '{"person_id":"ada"}')
tally.count("events", [event["event"] for event in events.get("events", [])] == ["signed_up"],
            str(events))
tally.count("stats", memory("stats").get("total") == 3)
succeeds("delete", people("--demo", "delete", '{"person_id":"ada"}'), {})
fails("create what is there", people("--demo", "create", '{"userId":"ada"}'), 1, kind="api", status=409)
fails("get what is not there", people("--demo", "get", '{"person_id":"nobody"}'), 1, kind="api", status=404,
      code="404")
fails("the service validates too", people("--demo", "--no-validate", "list", '{"limit":501}'), 1, kind="api",
      status=400,
      code="400")
for arguments in ["list"], ["batch", '{"people":[{"userId":"a"}]}'], ["events",
                                                                      '{"person_id":"ada"}']:
    tally.count("runs repeat: " + arguments[0], memory(*arguments) == memory(*arguments))

# ---- Output that cannot be written

for arguments in ["--demo", "-q", "stats"], DRY, ["--help"], ["--reply", "-", *GET]:
    for where in ">&-", ">/dev/full":
        done = subprocess.run(["sh", "-c", f'"$0" "$@" {where}', PEOPLE, *arguments],
                              input=b"HTTP/1.1 200 OK\r\n\r\n{}", stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE)
        fails(f"output {where} of {arguments}", (done.returncode, b"", done.stderr), 1,
              kind="output",
              code="write_failed")
for where in "2>&-", "2>&- >&-", "2>/dev/full":
    done = subprocess.run(["sh", "-c", f'"$0" bogus {where}', PEOPLE], stdout=subprocess.DEVNULL)
    tally.count("errors " + where, done.returncode == 2, str(done))

tally.close()
