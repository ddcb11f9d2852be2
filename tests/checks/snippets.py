"""Runs the snippets of the API's documents, as they stand there, against `people_server` by TLS.

Only the origin in their URLs is another. Beside that they get what a reader would give them: the
overview's ones the names that they use, Python the indentation that the documents' text has lost,
and Go an underscore at each import that they do not use, which Go refuses.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import ROOT, Tally, options
from people_server import Server, call, make_certificate

SNIPPETS = ROOT / "tests/data/snippets"
WORKSPACE = "ws_abc123"
# How a snippet is run, what a missing package makes fail, and what that package is.
LANGUAGES = {
    ".sh": (["sh"], ["curl", "--version"], "curl"),
    ".py": ([sys.executable], [sys.executable, "-c", "import requests"], "Python's requests"),
    ".js": (["node"], ["node", "-e", "fetch"], "node 18 or newer"),
    ".go": (["go", "run"], ["go", "version"], "go"),
    ".rb": (["ruby"], ["ruby", "-e", "require 'net/http'"], "ruby"),
}
# In this order, what the output has: of Go the status, of the others the body.
PAGES = [("create-person", "201 Created", "user@example.com"),
         ("get-person", "200 OK", "user@example.com"),
         ("update-person", "404 Not Found", "The requested resource was not found"),
         ("upsert-person", "200 OK", "was_created")]
# The status; what the program itself prints; and what the answer to curl has, for which
# {person_id} is the literal person_id: no UUID, and so the documented 400.
NO_UUID = "must be a UUID"
OVERVIEW = [("create", 201, "", '"userId":"user_12345"'), ("get", 200, "", NO_UUID),
            ("update", 200, "", NO_UUID), ("upsert", 200, "Was created: [Ff]alse", "was_created"),
            ("list", 200, "", '"limit":50'), ("search", 200, "", '"email":"jane@example.com"'),
            ("batch", 200, "", '"created_count":2'), ("events", 200, "", NO_UUID),
            ("stats", 200, "Total: 3, Active: 3", '"active":3'),
            ("delete", 204, "Person deleted", NO_UUID)]


def is_installed(probe):
    if not shutil.which(probe[0]):
        return False
    return subprocess.run(probe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          env={**os.environ, "GO111MODULE": "off"}).returncode == 0


def person_id(server):
    """The id of the overview's person, who is there as soon as its first snippet has run."""
    people = call(server.client(), "GET",
                  f"/workspaces/{WORKSPACE}/people/search?userId=user_12345")[2]["people"]
    return people[0]["id"] if people else ""


def completed(text, language, server):
    """Puts around a snippet of the overview what it leaves to the reader."""
    names = f'WORKSPACE_ID, API_KEY, {{}} = "{WORKSPACE}", "your_api_key", "{person_id(server)}"'
    if language == ".py":
        text = re.sub(r"(?m)^(if .*:\n)", r"\1    ", text)
        return (f"import requests\nfrom datetime import datetime\n{names.format('person_id')}\n"
                f"{text}\nprint('status', response.status_code)\n")
    if language == ".js":
        values = re.sub(r"^(.*) = (.*)$", r"const [\1] = [\2];", names.format("personId"))
        return f"{values}\n{text}\nconsole.log('status', response.status);\n"
    return text


def without_unused_imports(text):
    return re.sub(r'(?m)^"(?:\w+/)*(\w+)"$',
                  lambda found: found[0] if found[1] + "." in text else "_ " + found[0], text)


class Runner:
    """Runs the snippets of one language, one after the other, on a server of their own."""

    def __init__(self, program, folder, certificate):
        self.program, self.folder, self.certificate = program, Path(folder), certificate
        ca = str(certificate[0])
        trusted = dict.fromkeys(("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE",
                                 "CURL_CA_BUNDLE"), ca)
        self.environment = {**os.environ, **trusted, "NO_PROXY": "127.0.0.1",
                            "no_proxy": "127.0.0.1", "GO111MODULE": "off"}

    def run_all(self, language):
        """Returns name, success and output of each snippet."""
        server = Server(self.program, "--rate-limit", 0, certificate=self.certificate)
        results = []
        try:
            for page, status, word in PAGES:
                expected = status if language == ".go" else word
                results.append(self.run(page + language, server, [expected]))
            for operation, status, printed, answered in OVERVIEW:
                name = f"people-api-overview-{operation}{language}"
                if Path(SNIPPETS, name).exists():
                    expected = [answered] if language == ".sh" else [f"status {status}", printed]
                    results.append(self.run(name, server, expected))
        finally:
            results.append(("server of " + language, server.stop() == (0, "", ""), ""))
        return results

    def run(self, name, server, expected):
        language = Path(name).suffix
        text = Path(SNIPPETS, name).read_text().replace("https://api.flameup.ai", server.origin)
        if name.startswith("people-api-overview"):
            text = completed(text, language, server)
        if language == ".go":
            text = without_unused_imports(text)
        file = self.folder / name.replace(".js", ".mjs")  # which may await at the top level
        file.write_text(text)
        done = subprocess.run([*LANGUAGES[language][0], file], env=self.environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        works = done.returncode == 0 and all(re.search(part, done.stdout) for part in expected)
        return name, works, f"{done.stdout}{done.stderr}\nexpected {expected}"


def main():
    arguments = options(server={"required": True}, all={"action": "store_true"})
    tally = Tally()
    present = []
    for language, (_, probe, package) in LANGUAGES.items():
        if is_installed(probe):
            present.append(language)
            continue
        print(f"SKIPPED the snippets in {language}: {package} is not installed", flush=True)
        if arguments.all:
            tally.count("snippets in " + language, False, package + " is not installed")
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(arguments.server, folder, make_certificate(folder))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for results in pool.map(runner.run_all, present):
                for result in results:
                    tally.count(*result)
    tally.close()


main()
