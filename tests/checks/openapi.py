"""Gives the OpenAPI document of `people openapi` to tools that read such documents.

Validators find nothing; TypeScript compiles the types that are made from it; Prism, a mock server,
accepts and answers every request of the tool `people`; and Prism between `people` and
`people_server` finds nothing in any answer, also with a document in which no member is unknown.
Each of these tools also gets documents that are wrong, and must find that.

The tools come from npm. They are installed once, into FLAMEUP_NPM or ~/.cache/flameup/openapi;
without npm, or if it cannot reach them, all is skipped.
"""

import copy
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from common import Tally, options, run
from people_server import KEY, Server

PACKAGES = ["@redocly/cli@1.34.5", "@seriousme/openapi-schema-validator@2.11.0",
            "@stoplight/prism-cli@5.14.2", "openapi-typescript@7.9.1", "typescript@5.9.3"]
PLACE = Path(os.environ.get("FLAMEUP_NPM", Path.home() / ".cache/flameup/openapi"))
SCOPES = {"account": "", "workspace": "ws_abc123"}


def skip(reason):
    print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
    sys.exit()


def install():
    """Installs the tools, unless these versions are there."""
    done = PLACE / "installed"
    if done.is_file() and done.read_text() == " ".join(PACKAGES):
        return
    if not shutil.which("npm"):
        skip("install npm")
    PLACE.mkdir(parents=True, exist_ok=True)
    (PLACE / "package.json").write_text('{"private": true}')
    succeeded, output = run(["npm", "install", "--save-exact", "--no-audit", "--no-fund",
                             "--ignore-scripts", *PACKAGES], cwd=PLACE, timeout=540)
    if not succeeded:
        skip(f"npm cannot install the tools:\n{output[-1000:]}")
    done.write_text(" ".join(PACKAGES))


def tool(name):
    return PLACE / "node_modules/.bin" / name


def saved(folder, name, document):
    path = Path(folder, name)
    path.write_text(json.dumps(document))
    return path


# Validators and TypeScript.

def validates(path):
    """Whether two validators accept a document; the licence is its publisher's to name."""
    script = ("import('@seriousme/openapi-schema-validator').then(async ({Validator}) => {"
              "const result = await new Validator({strict: true}).validate(process.argv[1]);"
              "if (!result.valid) { console.log(JSON.stringify(result.errors)); process.exit(1) }"
              "}).catch(error => { console.log(error); process.exit(1) })")
    valid, errors = run(["node", "-e", script, path], cwd=PLACE)
    rules = saved(path.parent, "redocly.yaml", {
        "extends": ["recommended-strict"],
        "rules": {"info-license": "off", "no-invalid-schema-examples": "error"}})
    linted, problems = run([tool("redocly"), "lint", path, "--config", rules],
                           env={**os.environ, "CI": "true", "REDOCLY_TELEMETRY": "off"})
    return valid, linted, errors + problems


def compiles(folder, path, program):
    """Whether a program compiles that has the document's types as `Doc`."""
    types = Path(folder, path.stem + "_types.ts")
    succeeded, output = run([tool("openapi-typescript"), path, "-o", types])
    if not succeeded:
        return False, output
    source = Path(folder, path.stem + "_program.ts")
    source.write_text(f'import * as Doc from "./{types.stem}";\n{program}\n')
    return run([tool("tsc"), "--noEmit", "--strict", "--target", "es2020", source])


def body(operation):
    return (f'Doc.operations["{operation}"]["requestBody"]["content"]["application/json"]')


def answer(operation):
    return f'Doc.operations["{operation}"]["responses"]["2XX"]["content"]["application/json"]'


GOOD_TYPES = f"""
export const create: {body("create")} = {{userId: "u", email: "a@b", traits: {{plan: "pro"}}}};
export const update: {body("update_in_workspace")} = {{traits: {{plan: null}}}};
export const batch: {body("batch")} = {{people: [{{userId: "u"}}]}};
export const list: Doc.operations["list"]["parameters"]["query"] = {{limit: 5, status: "active"}};
export function total(page: {answer("list")}): string {{
    return page.people?.map(person => person.userId ?? person.external_id ?? "").join() ?? "";
}}
export function count(batch: {answer("batch")}): number {{ return batch.created_count ?? 0; }}
"""
WRONG_TYPES = {
    "a member is missing": f'export const create: {body("create")} = {{email: "a@b"}};',
    "a member has another type": f'export const create: {body("create")} = {{userId: 7}};',
    "a member is unknown": f'export const create: {body("create")} = {{userId: "u", user: 1}};',
    "a closed enumeration": 'export const list: Doc.operations["list"]["parameters"]["query"] = '
                            '{status: "gone"};',
    "no answer has it": f'export const f = (b: {answer("batch")}) => b.created;'}


# Prism.

@contextmanager
def prism(*arguments):
    """Runs Prism; gives the URL at which it serves."""
    with tempfile.NamedTemporaryFile("w+", suffix=".log") as log:
        process = subprocess.Popen(["node", tool("prism"), *map(str, arguments), "--port", "0"],
                                   stdout=log, stderr=subprocess.STDOUT, cwd=PLACE)
        try:
            yield wait_for_url(process, Path(log.name))
        finally:
            process.terminate()
            process.wait()


def wait_for_url(process, log):
    for _ in range(300):
        found = re.search(r"listening on (http://127\.0\.0\.1:\d+)", log.read_text())
        if found:
            return found[1]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("Prism does not start: " + log.read_text()[-1000:])


class People:
    """The tool, with a server and a workspace, or none."""

    def __init__(self, program, base_url, workspace):
        self.command = [program, "--base-url", base_url, "--api-key", KEY, "--transport",
                        "sockets", *(["--workspace", workspace] if workspace else [])]

    def __call__(self, operation, arguments=None, *settings):
        """Returns the result, or else the error, as JSON."""
        words = [*self.command, *settings, operation, json.dumps(arguments or {})]
        done = subprocess.run(words, text=True, capture_output=True, timeout=60)
        text = done.stdout if done.returncode == 0 else done.stderr
        try:
            return done.returncode == 0, json.loads(text)
        except ValueError:
            return False, text


PERSON = {"userId": "ada/1", "email": "ada+liste@exämple.com", "phone": "+44 20",
          "anonymousId": "anonymous", "traits": {"first_name": "Ada", "plan": None, "n": [1, 2.5]}}


def requests_of_all(person_id):
    """Every operation, with all that it can send."""
    return [("create", PERSON), ("get", {"person_id": person_id}),
            ("update", {"person_id": person_id, "traits": {"plan": None, "level": 7}}),
            ("upsert", {**PERSON, "userId": "grace", "email": "grace@example.com"}),
            ("list", {"limit": 500, "offset": 0, "status": "active", "search": "a b&c",
                      "created_since": "2024-01-15T10:30:00Z",
                      "updated_since": "2024-01-15T10:30:00.5Z"}),
            ("list", {}), ("search", {"q": "ä", "email": "a@b", "userId": "u", "limit": 1}),
            ("batch", {"people": [{"userId": f"batch_{i}"} for i in range(100)]}),
            ("events", {"person_id": person_id, "limit": 50}), ("stats", {}),
            ("delete", {"person_id": person_id})]


# What the client itself refuses without --no-validate, and Prism must refuse too.
def refused(person_id):
    return [("create", {"userId": ""}), ("create", {"userId": "u" * 256}),
            ("create", {"userId": "u", "email": "a b@c"}),
            ("create", {"userId": "u", "email": "a@" + "b" * 253}),
            ("create", {"userId": "u", "phone": "1" * 51}), ("upsert", {"userId": ""}),
            ("batch", {"people": []}), ("batch", {"people": [{"userId": "u"}] * 101}),
            ("batch", {"people": [{"userId": ""}]}), ("list", {"limit": 0}),
            ("list", {"limit": 501}), ("list", {"offset": -1}), ("search", {"q": "a", "limit": 0}),
            ("events", {"person_id": person_id, "limit": 0})]


def mock(tally, program, document):
    """Lets Prism validate and answer what the tool sends."""
    with prism("mock", document, "--errors") as url:
        for scope, workspace in SCOPES.items():
            people = People(program, url, workspace)
            person = "550e8400-e29b-41d4-a716-446655440000" if workspace else "ada/1@x"
            for operation, arguments in requests_of_all(person):
                tally.count(f"Prism answers {operation} ({scope})", *people(operation, arguments))
            for operation, arguments in refused(person):
                succeeded, error = people(operation, arguments, "--no-validate")
                is_422 = not succeeded and isinstance(error, dict) and error.get("status") == 422
                tally.count(f"Prism refuses {operation} {str(arguments)[:60]} ({scope})", is_422,
                            str(error))
        people = People(program, url, "ws")
        for operation in "get", "update", "delete", "events":
            succeeded, error = people(operation, {"person_id": "no uuid"}, "--no-validate")
            tally.count(f"Prism refuses {operation} without a UUID",
                        not succeeded and "422" in str(error), str(error))
        connection = http.client.HTTPConnection(url.split("/")[2])
        connection.request("GET", "/people")
        tally.count("Prism refuses a request without a key", connection.getresponse().status == 401)


def violations(program, document, server):
    """Performs every operation through a Prism that checks requests and answers; returns a line
    for each that does not end as it should."""
    wrong = []
    with prism("proxy", document, server.origin + "/api/v1", "--errors") as url:
        for scope, workspace in SCOPES.items():
            people = People(program, url, workspace)
            created, ada = people("create", PERSON)
            if not created:
                wrong.append(f"create: {ada}")
                continue
            person = ada["id"] if workspace else "ada/1"
            nobody = {"person_id": "00000000-0000-4000-8000-0000000000ff"}
            expected = [(200, *request) for request in requests_of_all(person)[1:]]
            expected += [(404, "get", nobody), (404, "update", {**nobody, "traits": {}}),
                         (404, "delete", nobody), (404, "events", nobody),
                         (409, "create", {"userId": "grace"})]
            for status, operation, arguments in expected:
                succeeded, result = people(operation, arguments)
                got = 200 if succeeded else result.get("status") if isinstance(result, dict) else 0
                if got != status:
                    wrong.append(f"{operation} ({scope}): {result}")
    return wrong


def closed(document):
    """The document with no unknown members in any object that has members."""
    document = copy.deepcopy(document)

    def close(value):
        for part in value.values() if isinstance(value, dict) else value:
            if isinstance(part, (dict, list)):
                close(part)
        if isinstance(value, dict) and value.get("type") == "object" and "properties" in value:
            value["additionalProperties"] = False
    close(document["components"]["schemas"])
    return document


def changed(document, *path):
    """The document with the last of `path` in place of what is at the others."""
    document = copy.deepcopy(document)
    part = document
    for name in path[:-2]:
        part = part[name]
    part[path[-2]] = path[-1]
    return document


def proxy(tally, program, server_program, folder, document):
    schemas = "components", "schemas"
    properties = document["components"]["schemas"]["Person"]["properties"]
    wrong = {"a total that is text": changed(document, *schemas, "PeoplePage", "properties",
                                             "total", {"type": "string"}),
             "a person who needs a nickname": changed(document, *schemas, "Person", "required",
                                                      ["nickname"]),
             "errors that are texts": changed(document, "components", "responses", "Error",
                                              "content", "application/json", "schema",
                                              {"type": "string"}),
             "people without created_at": changed(document, *schemas, "Person", "properties",
                                                  {key: properties[key] for key in properties
                                                   if key != "created_at"})}
    def found(other, dialect):
        server = Server(server_program, "--dialect", dialect, "--rate-limit", 0)
        try:
            return violations(program, saved(folder, "proxy.json", closed(other)), server)
        finally:
            server.stop()

    for dialect in "overview", "reference":
        problems = found(document, dialect)
        tally.count(f"Prism finds nothing in the answers of people_server ({dialect})",
                    not problems, "\n".join(problems))
        for name, other in wrong.items():
            tally.count(f"Prism finds {name} ({dialect})", found(other, dialect))


def main():
    arguments = options(people={"default": "build-run/default/examples/people"},
                        server={"default": "build-run/default/examples/people_server"},
                        example={"default": ""})
    program, server = (str(Path(name).resolve()) for name in (arguments.people, arguments.server))
    install()
    tally = Tally()
    text = subprocess.run([program, "openapi"], capture_output=True, text=True, check=True).stdout
    document = json.loads(text)
    with tempfile.TemporaryDirectory() as folder:
        path = saved(folder, "people.json", document)
        examples = [path]
        if arguments.example:
            own = subprocess.run([arguments.example], capture_output=True, text=True, check=True)
            examples.append(saved(folder, "own.json", json.loads(own.stdout)))
        for each in examples:
            valid, linted, output = validates(each)
            tally.count(f"{each.stem}: openapi-schema-validator", valid, output)
            tally.count(f"{each.stem}: redocly", linted, output)
            tally.count(f"{each.stem}: types compile", *compiles(folder, each, ""))
        tally.count("a program in TypeScript compiles", *compiles(folder, path, GOOD_TYPES))
        for name, program_text in WRONG_TYPES.items():
            tally.count(f"TypeScript finds: {name}", not compiles(folder, path, program_text)[0])
        for name, other in {
                "no responses": changed(document, "paths", "/people", "get", "responses", None),
                "a type that is none": changed(document, "components", "schemas", "Person", "type",
                                               "thing"),
                "a reference to nothing": changed(document, "components", "schemas", "Person",
                                                  {"$ref": "#/components/schemas/Nobody"}),
                "an example of another type": changed(document, "components", "schemas",
                                                      "Statistics", "properties", "total", "type",
                                                      "boolean")}.items():
            valid, linted, _ = validates(saved(folder, "wrong.json", other))
            tally.count(f"a validator finds {name}", not (valid and linted))
        mock(tally, program, path)
        proxy(tally, program, server, folder, document)
    tally.close()


if __name__ == "__main__":
    main()
