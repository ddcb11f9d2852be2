"""Talks to the example `people_server` over sockets: operations, HTTP, options, signals, chaos."""

import http.client
import json
import re
import resource
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from common import Tally, options

KEY = "ws_test_0123456789abcdef"
OTHER_KEY = "ws_test_fedcba9876543210"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
BROKEN = (ConnectionError, http.client.HTTPException, ssl.SSLError)
SECOND = 1.5  # What a second may take, in this process and the server's.


def make_certificate(folder):
    """Makes an authority and a certificate of this machine; returns CA, certificate and key."""
    ca, certificate, key = (Path(folder, name) for name in ("ca.pem", "server.pem", "server.key"))
    authority, request, extensions = (Path(folder, name) for name in ("ca.key", "csr", "x509"))
    extensions.write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\n"
                          "extendedKeyUsage=serverAuth\n")
    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    for command in (
            ["req", "-x509", *new_key, "-keyout", authority, "-out", ca, "-days", "2",
             "-subj", "/CN=Test authority", "-addext", "keyUsage=critical,keyCertSign"],
            ["req", *new_key, "-keyout", key, "-out", request, "-subj", "/CN=localhost"],
            ["x509", "-req", "-in", request, "-CA", ca, "-CAkey", authority, "-CAcreateserial",
             "-days", "2", "-extfile", extensions, "-out", certificate]):
        subprocess.run(["openssl", *command], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.PIPE)
    return ca, certificate, key


class Server:
    """A running server; with a certificate as `make_certificate` returns it, one of TLS."""

    def __init__(self, program, *arguments, certificate=None):
        self.context = None
        if certificate:
            arguments += "--certificate", certificate[1], "--private-key", certificate[2]
            self.context = ssl.create_default_context(cafile=certificate[0])
        self.process = subprocess.Popen([program, *map(str, arguments)], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.base_url = self.process.stdout.readline()
        self.scheme = "https" if certificate else "http"
        found = re.fullmatch(rf"({self.scheme}://127\.0\.0\.1:(\d+))/api/v1\n", self.base_url)
        if not found:
            raise RuntimeError(f"no base URL: {self.base_url!r} {self.stop()}")
        self.origin, self.port = found[1], int(found[2])

    def stop(self, number=signal.SIGTERM):
        """Sends a signal, if one is given; returns the exit code, and all further output."""
        if number is not None:
            self.process.send_signal(number)
        try:
            output, errors = self.process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            output, errors = self.process.communicate()
        return self.process.returncode, output, errors

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        if not self.context:
            return connection
        try:
            return self.context.wrap_socket(connection, server_hostname="127.0.0.1")
        except OSError:
            connection.close()
            raise

    def client(self):
        if self.context:
            return http.client.HTTPSConnection("127.0.0.1", self.port, context=self.context,
                                               timeout=10)
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)


def call(client, method, path, body=None, key=KEY):
    """Returns the status, the headers, and the JSON that is the body."""
    headers = {"Authorization": "Bearer " + key}
    if body is not None:
        headers["Content-Type"] = "application/json"
    client.request(method, "/api/v1" + path, None if body is None else json.dumps(body), headers)
    response = client.getresponse()
    text = response.read()
    return response.status, response.headers, json.loads(text) if text else None


def message(method="GET", path="/people/stats", *fields, body="", version="1.1"):
    """A request message; with a body, one of JSON."""
    head = [f"{method} /api/v1{path} HTTP/{version}", "Host: localhost",
            "Authorization: Bearer " + KEY, *fields]
    if body:
        head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()


def read_response(stream):
    """Returns status, headers and body of the next response; None at the end."""
    line = stream.readline()
    if not line:
        return None
    assert re.fullmatch(rb"HTTP/1\.1 \d\d\d [A-Z][A-Za-z -]*\r\n", line), line
    headers = http.client.parse_headers(stream)
    return int(line[9:12]), headers, stream.read(int(headers.get("Content-Length", 0)))


def read_to_end(connection):
    """Returns the statuses until the server closes the connection."""
    statuses = []
    with connection, connection.makefile("rb") as stream:
        while response := read_response(stream):
            statuses.append(response[0])
    return statuses


class Check:
    """The checks of one server program, over TCP or TLS."""

    def __init__(self, program, tally, certificate=None):
        self.program, self.tally, self.certificate = program, tally, certificate

    @contextmanager
    def server(self, *arguments, number=signal.SIGTERM):
        """Runs a server, and expects it to stop without complaint."""
        server = Server(self.program, *arguments, certificate=self.certificate)
        try:
            yield server
        finally:
            done = server.stop(number)
            self.expect(f"stops {arguments}", done, (0, "", ""))

    def expect(self, name, found, expected):
        self.tally.count(name, found == expected, f"found    {found}\nexpected {expected}")

    def holds(self, name, value, what=""):
        self.tally.count(name, bool(value), f"{value} {what}")

    # ---- The API

    def operations(self):
        with self.server("--rate-limit", 0) as server:
            client = server.client()
            for scope, id_of in (("", "userId"), ("/workspaces/w1", "id")):
                self.operations_in(client, scope, id_of)
            self.expect("nothing else", call(client, "GET", "/nothing")[0], 404)
            self.expect("another base path", self.status_of(server, b"GET / HTTP/1.1\r\nHost: a\r\n"
                                                            b"Authorization: Bearer k\r\n"), 404)

    def operations_in(self, client, scope, id_of):
        def does(name, expected, method, path, body=None):
            status, headers, result = call(client, method, scope + path, body)
            self.expect(f"{name} {scope}", status, expected)
            self.holds(f"{name} {scope}: headers", headers["Date"] and headers["Server"] and
                       headers["X-Request-Id"] and headers["Connection"] == "keep-alive")
            return headers, result

        ada = does("create", 201, "POST", "/people",
                   {"userId": "ada", "email": "a@b.example", "traits": {"plan": "pro"}})[1]
        self.holds("random id", UUID.fullmatch(ada["id"]), ada["id"])
        self.expect("workspace", ada["workspace_id"], "w1" if scope else "ws_default")
        age = time.time() - time.mktime(time.strptime(ada["created_at"][:19],
                                                      "%Y-%m-%dT%H:%M:%S")) + time.timezone
        self.holds("real clock", abs(age) < 60, age)
        one = "/people/" + ada[id_of]
        self.expect("same person", does("get", 200, "GET", one)[1], ada)
        self.expect("updated", does("update", 200, "PUT", one, {"traits": {"n": 1}})[1]["traits"],
                    {"plan": "pro", "n": 1})
        self.expect("known", does("upsert", 200, "POST", "/people/upsert",
                                  {"userId": "ada"})[1]["was_created"], False)
        self.expect("counted", does("batch", 200, "POST", "/people/batch",
                                    {"people": [{"userId": "b"}]})[1]["created_count"], 1)
        self.expect("listed", does("list", 200, "GET", "/people?limit=1&offset=1")[1]["total"], 2)
        self.expect("found", len(does("search", 200, "GET", "/people/search?q=a%40B")[1]["people"]),
                    1)
        self.expect("statistics", does("stats", 200, "GET", "/people/stats")[1]["active"], 2)
        self.expect("no events", does("events", 200, "GET", one + "/events?limit=5")[1]["total"], 0)
        headers, nothing = does("delete", 204, "DELETE", one)
        self.expect("no content", (nothing, headers["Content-Length"]), (None, None))
        does("get what was deleted", 404, "GET", one)

    def choices(self):
        """The options that change what the service answers."""
        def statuses(server, *calls):
            client = server.client()
            return [call(client, "GET", path, key=key)[0] for path, key in calls]

        here, there, nowhere = (f"/workspaces/{name}/people/stats" for name in ("w1", "w2", "w3"))
        with self.server("--api-key", KEY, "--api-key=" + OTHER_KEY, "--workspace", "w1",
                         "--workspace=w2") as server:
            self.expect("keys and workspaces", statuses(
                server, ("/people/stats", KEY), ("/people/stats", OTHER_KEY),
                ("/people/stats", "other"), (here, KEY), (there, KEY), (nowhere, KEY)),
                [200, 200, 401, 200, 403, 404])
            self.expect("the first workspace", call(server.client(), "POST", "/people",
                                                    {"userId": "a"})[2]["workspace_id"], "w1")
        with self.server("--workspace", "w1", "--workspace", "w2", "--dialect", "reference",
                         "--rate-limit", "3") as server:
            self.expect("workspaces", statuses(server, (here, "a"), (there, "a"), (nowhere, "a")),
                        [200, 200, 404])
            status, headers, person = call(server.client(), "POST", "/people", {"userId": "a"})
            self.expect("reference dialect", person["external_id"], "a")
            limits = [headers["X-RateLimit-" + name] for name in ("Limit", "Remaining")]
            self.expect("own limit of each key", limits, ["3", "2"])
            status, headers, _ = call(server.client(), "GET", here, key="a")
            self.expect("rate limit", (status, headers["X-RateLimit-Remaining"]), (429, "0"))
            self.holds("comes back", 0 < int(headers["Retry-After"]) <= 60)
            self.holds("resets", 0 < int(headers["X-RateLimit-Reset"]) - time.time() <= 61)
        with self.server("--api-key", KEY) as server:
            self.expect("a key and no workspace", statuses(
                server, ("/workspaces/ws_default/people/stats", KEY), (here, KEY)), [200, 403])
        with self.server() as server:
            self.expect("documented limit",
                        call(server.client(), "GET", here)[1]["X-RateLimit-Limit"], "120")

    # ---- Pages of browsers

    def pages(self):
        """With an allowed origin, every response says so, and questions are answered."""
        origin = "http://localhost:8000"
        allowed = {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "*",
                   "Vary": "Origin"}
        answered = {"Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
                    "Access-Control-Allow-Headers": "Authorization, *",
                    "Access-Control-Max-Age": "600"}

        def cross_origin(headers):
            return {name: value for name, value in headers.items()
                    if name.startswith("Access-Control-") or name == "Vary"}

        question = (b"OPTIONS /api/v1/people/upsert HTTP/1.1\r\nHost: a\r\nOrigin: %s\r\n"
                    b"Access-Control-Request-Method: POST\r\n"
                    b"Access-Control-Request-Headers: authorization,content-type\r\n\r\n")
        arguments = "--allow-origin", origin, "--api-key", KEY, "--rate-limit", 1
        with self.server(*arguments) as server:
            with server.connect() as connection, connection.makefile("rb") as stream:
                # A page of another origin gets the same answer: its browser sees that it is not
                # allowed. A question has no key, and is no request that the limit counts.
                for asks in origin, "http://elsewhere.example":
                    connection.sendall(question % asks.encode())
                    status, headers, _ = read_response(stream)
                    self.expect(f"question of {asks}", (status, cross_origin(headers)),
                                (204, {**allowed, **answered}))
                for name, request, status in (
                        ("result", message(), 200), ("rate limit", message(), 429),
                        ("no key", b"GET /api/v1/people HTTP/1.1\r\nHost: a\r\n\r\n", 401),
                        ("no method", message("TRACE"), 501),
                        ("no Host", b"GET /api/v1/people HTTP/1.1\r\n\r\n", 400)):
                    connection.sendall(request)
                    found, headers, _ = read_response(stream)
                    self.expect(f"origin of {name}", (found, cross_origin(headers)),
                                (status, allowed))
            for name, request, status in (("no HTTP", b"no HTTP\r\n\r\n", 400),
                                          ("a large head", b"G" * 99999, 431)):
                with server.connect() as connection, connection.makefile("rb") as stream:
                    connection.sendall(request)
                    found, headers, _ = read_response(stream)
                self.expect(f"origin of {name}", (found, cross_origin(headers)), (status, allowed))
        with self.server(*arguments, "--max-connections", 1) as server:
            with server.connect() as first, server.connect() as late:
                first.sendall(message())
                first.recv(9)
                with late.makefile("rb") as stream:
                    found, headers, _ = read_response(stream)
                self.expect("origin of no room", (found, cross_origin(headers)), (503, allowed))
        with self.server() as server:
            with server.connect() as connection, connection.makefile("rb") as stream:
                for request, status in ((question % origin.encode(), 501),
                                        (message("GET", "/people/stats", "Origin: " + origin), 200)):
                    connection.sendall(request)
                    found, headers, _ = read_response(stream)
                    self.expect("no origin is allowed", (found, cross_origin(headers)), (status, {}))

    # ---- HTTP

    def status_of(self, server, head, rest=b""):
        """Sends a head and what follows it; returns the status of the first response."""
        with server.connect() as connection, connection.makefile("rb") as stream:
            connection.sendall(head + b"\r\n" + rest)
            return read_response(stream)[0]

    def conversations(self):
        with self.server("--rate-limit", 0) as server:
            self.keep_alive(server)
            self.pipelining(server)
            self.expectations(server)
            self.chunks(server)
            self.versions(server)
            self.methods(server)
            self.crowd(server)

    def keep_alive(self, server):
        client = server.client()
        call(client, "GET", "/people/stats")
        first = client.sock
        for size in 0, 1, 70000, 900000:
            status, _, person = call(client, "POST", "/people/upsert",
                                     {"userId": "k", "traits": {"x": "y" * size}})
            self.expect(f"body of {size}", (status, len(person["traits"]["x"])), (200, size))
        self.holds("one connection", client.sock is first)
        with server.connect() as connection:
            connection.sendall(message("GET", "/people/stats", "Connection: close"))
            self.expect("closes when asked", read_to_end(connection), [200])

    def pipelining(self, server):
        names = [f"p{number}" for number in range(50)]
        batch = b"".join(message("POST", "/people", body=json.dumps({"userId": name}))
                         for name in names)
        batch += b"".join(message("GET", "/people/" + name) for name in names)
        with server.connect() as connection, connection.makefile("rb") as stream:
            connection.sendall(batch)
            found = [read_response(stream) for _ in names + names]
        self.expect("pipelined", [status for status, _, _ in found], [201] * 50 + [200] * 50)
        self.expect("in order", [json.loads(body)["userId"] for _, _, body in found], names + names)

    def expectations(self, server):
        body = json.dumps({"userId": "expected"})
        request = message("POST", "/people", "Expect: 100-Continue", body=body)
        head, body = request[:-len(body)], request[-len(body):]
        with server.connect() as connection, connection.makefile("rb") as stream:
            connection.sendall(head)
            self.expect("100", read_response(stream)[0], 100)
            connection.sendall(body)
            self.expect("behind 100", read_response(stream)[0], 201)
            connection.sendall(message("GET", "/people/expected", "Expect: 100-continue"))
            self.expect("no 100 without a body", read_response(stream)[0], 200)
        self.expect("too large for 100", self.status_of(
            server, b"POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
            b"Content-Length: 9999999\r\n"), 413)
        self.expect("another expectation", self.status_of(
            server, b"GET / HTTP/1.1\r\nHost: a\r\nExpect: more\r\n"), 417)

    def chunks(self, server):
        text = b'7;a="b;c"\r\n{"userI\r\n0C\r\nd":"chunk"}\n\r\n0\r\n%s\r\n'
        head = ("POST", "/people/upsert", "Transfer-Encoding: Chunked",
                "Content-Type: application/json")
        with server.connect() as connection, connection.makefile("rb") as stream:
            for trailer in b"", b"Authorization: Bearer of somebody else\r\nA: b\r\n":
                connection.sendall(message(*head) + text % trailer)
                self.expect(f"chunked {trailer}", read_response(stream)[0], 200)
            connection.sendall(message(*head) + b"x\r\n")
            self.expect("no chunk", read_response(stream)[0], 400)
            self.expect("closed behind it", read_response(stream), None)

    def versions(self, server):
        for fields, statuses in (((), [200]), (("Connection: keep-alive",), [200, 200])):
            with server.connect() as connection:
                connection.sendall(message("GET", "/people/stats", *fields, version="1.0"))
                connection.sendall(message("GET", "/people/stats", version="1.0"))
                self.expect(f"HTTP/1.0 {fields}", read_to_end(connection), statuses)
        for target, status in ((b"http://a/api/v1/people/stats", 200), (b"/api/v1/people/a#b", 400),
                               (b"/api/v1/people/{id}", 400), (b"*", 400),
                               (b"/api/v1/people/\xff", 400),
                               (b"/api/v1/people/" + b"a" * 9000, 414)):
            self.expect(f"target {target[:30]}", self.status_of(
                server, b"GET " + target + b" HTTP/1.0\r\nAuthorization: Bearer k\r\n"), status)

    def methods(self, server):
        for lines in b"\r\n", b"\r\n" * 9:
            with server.connect() as connection, connection.makefile("rb") as stream:
                connection.sendall(lines + message() + lines[:1])
                time.sleep(0.02)
                connection.sendall(lines[1:] + message())
                self.expect("empty lines before a request",
                            [read_response(stream)[0] for _ in "12"], [200, 200])
        client = server.client()
        self.expect("PATCH", call(client, "PATCH", "/people/stats", {})[0], 405)
        for method in "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get":
            with server.connect() as connection, connection.makefile("rb") as stream:
                connection.sendall(message(method) + message())
                self.expect(method, [read_response(stream)[0] for _ in "12"], [501, 200])
        for path, status in ("/people/stats", 200), ("/people/nobody", 404), ("/people/batch", 404):
            length = len(json.dumps(call(client, "GET", path)[2], separators=(",", ":")))
            client.request("HEAD", "/api/v1" + path, headers={"Authorization": "Bearer " + KEY})
            response = client.getresponse()
            self.expect(f"HEAD {path}", (response.status, int(response.headers["Content-Length"]),
                                         response.read()), (status, length, b""))
        self.expect("behind HEAD", call(client, "GET", "/people/stats")[0], 200)

    def crowd(self, server):
        connections = [server.connect() for _ in range(200)]
        for number, connection in enumerate(connections):
            connection.sendall(message("POST", "/people/upsert", "Connection: close",
                                       body=json.dumps({"userId": f"c{number}"})))
        statuses = [read_to_end(connection) for connection in connections]
        self.expect("200 connections", statuses, [[200]] * 200)

    def hostile(self):
        with self.server() as server:
            head = b"POST /api/v1/people HTTP/1.1\r\nHost: a\r\n"
            for request, status in (
                    (b"garbage\r\n\r\n", 400), (b"\0\xff\x80\r\n\r\n", 400),
                    (b"GET / HTTP/1.1\r\n\r\n", 400), (b"GET / HTTP/1.1\r\nHost\r\n\r\n", 400),
                    (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                    (b"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                    (b"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400),
                    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
                    (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
                    (b"GET / HTTP/1.1\r\nHost: a\r\nA: b\0c\r\n\r\n", 400),
                    (b"GET / HTTP/1.1\r\nHost: a\r\nA: b\rc\r\n\r\n", 400),
                    (b"GET / HTTP/1.1\nHost: a\n\nGET / HTTP/1.1\r\n\r\n", 400),
                    (head + b"Content-Length: -1\r\n\r\n", 400),
                    (head + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n12", 400),
                    (head + b"Content-Length: 2, 3\r\n\r\n12", 400),
                    (head + b"Content-Length: 99999999999999999999\r\n\r\n12", 400),
                    (head + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n12", 400),
                    (head + b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n12", 400),
                    (head + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", 400),
                    (head + b"Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n0\r\n\r\n", 400),
                    (head + b"Transfer-Encoding: gzip\r\n\r\n", 400),
                    (head + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
                    (head.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\n\r\n", 400),
                    (b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 431),
                    (b"GET / HTTP/1.1\r\nHost: a\r\nA: " + b"a" * 70000 + b"\r\n\r\n", 431),
                    (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20000 + b"\r\n", 431),
                    (b"G" * 3000000, 431),
                    # Beast's word for it differs; RFC 9112 section 7.1.1 asks for any 4xx.
                    (head + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"a" * 3000000, (400, 431)),
                    (head + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"A: b\r\n" * 99999, 431),
                    (head + b"Content-Length: 1048577\r\n\r\n" + b"a" * 1048577, 413),
                    (head + b"Content-Length: 8000000\r\n\r\n" + b"a" * 8000000, 413),
                    (head + b"Transfer-Encoding: chunked\r\n\r\n" +
                     (b"10000\r\n" + b"a" * 65536 + b"\r\n") * 40, 413)):
                self.refused(server, request, status)
            self.half_closed(server)
            self.expect("serves on", call(server.client(), "GET", "/people/stats")[0], 200)

    def refused(self, server, request, status):
        """Expects one answer in JSON, although the client sends it all, and then the end."""
        name = f"refuses {len(request)} bytes {request[:80]}"
        try:
            with server.connect() as connection, connection.makefile("rb") as stream:
                connection.sendall(request)
                found, headers, body = read_response(stream)
                rest = read_response(stream)
            if isinstance(status, tuple) and found in status:
                status = found
            self.expect(name, (found, headers["Connection"], json.loads(body)["code"], rest),
                        (status, "close", status, None))
        except OSError as error:
            self.tally.count(name, False, repr(error))

    def half_closed(self, server):
        if self.certificate:  # TLS has no such thing.
            return
        for request, statuses in ((message(), [200]), (message()[:-9], [400]), (b"", []),
                                  (message("POST", "/people", body="{}")[:-1], [400])):
            connection = server.connect()
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            self.expect(f"half closed {request[-20:]}", read_to_end(connection), statuses)

    def timeouts(self):
        with self.server("--idle-timeout", 1) as server:
            begin = time.monotonic()
            slow = [server.connect() for _ in range(4)]
            raw = socket.create_connection(("127.0.0.1", server.port), timeout=10)
            slow[1].sendall(message()[:20])
            slow[2].sendall(message("POST", "/people", body="{}")[:-1])
            slow[3].sendall(message())
            found = []
            for connection in (*slow, raw):
                try:
                    found.append(read_to_end(connection))
                except BROKEN:
                    found.append([])
            self.expect("idle", found, [[], [], [], [200], []])
            took = time.monotonic() - begin
            self.holds("idle time", 0.9 < took < 1 + 2 * SECOND, took)

    def bounded(self):
        """More connections than the server takes are told so at once."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard != resource.RLIM_INFINITY and hard < 1100 or self.certificate:
            return
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1100), hard))
        with self.server() as server:
            crowd = [server.connect() for _ in range(1000)]
            crowd[999].sendall(message())
            crowd[999].recv(9)
            begin = time.monotonic()
            self.refused_by_number(server)
            self.holds("no room, at once", time.monotonic() - begin < SECOND)
            crowd[0].close()
            self.room_again(server)
            for connection in crowd:
                connection.close()

    def limited(self):
        """The number of connections is an option."""
        with self.server("--max-connections", 2) as server:
            first, second = server.connect(), server.connect()
            for _ in range(20):  # also those who leave
                self.refused_by_number(server)
            second.sendall(message())
            with second.makefile("rb") as stream:
                self.expect("has room", read_response(stream)[0], 200)
            first.close()
            self.room_again(server)
            second.close()

    def refused_by_number(self, server):
        with server.connect() as late, late.makefile("rb") as stream:
            status, headers, _ = read_response(stream)
            self.expect("no room", (status, headers["Connection"], headers["Retry-After"]),
                        (503, "close", "1"))

    def room_again(self, server):
        for _ in range(100):
            with server.connect() as late, late.makefile("rb") as stream:
                late.sendall(message())
                if read_response(stream)[0] == 200:
                    return
            time.sleep(0.02)
        self.holds("room again", False)

    # ---- Signals, usage

    def signals(self):
        for number in signal.SIGINT, signal.SIGTERM:
            server = Server(self.program, certificate=self.certificate)
            idle, busy = server.connect(), server.connect()
            idle.sendall(message())
            idle_stream = idle.makefile("rb")
            read_response(idle_stream)
            request = message("POST", "/people", body='{"userId":"late"}')
            busy.sendall(request[:-5])
            time.sleep(0.1)
            begin = time.monotonic()
            server.process.send_signal(number)
            self.expect(f"{number}: idle", read_response(idle_stream), None)
            self.refuses_now(server)
            busy.sendall(request[-5:])
            with busy.makefile("rb") as stream:
                status, headers, _ = read_response(stream)
            self.expect(f"{number}: busy", (status, headers["Connection"]), (201, "close"))
            busy.close()
            # It has its signal: another one may come when nobody waits for signals any more.
            self.expect(f"{number}: exit", server.stop(None), (0, "", ""))
            self.holds(f"{number}: in time", time.monotonic() - begin < SECOND)
            idle.close()
        stuck = Server(self.program, certificate=self.certificate)
        with stuck.connect() as connection:
            connection.sendall(message()[:-2])
            time.sleep(0.1)
            begin = time.monotonic()
            self.expect("stuck request", stuck.stop(), (0, "", ""))
            self.holds("bounded", 1 < time.monotonic() - begin < 2 + SECOND)

    def refuses_now(self, server):
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=2).close()
            self.tally.count("stops listening", False)
        except ConnectionRefusedError:
            self.tally.count("stops listening", True)

    def usage(self):
        def run(*arguments):
            done = subprocess.run([self.program, *arguments], stdin=subprocess.DEVNULL, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=10)
            return done.returncode, done.stdout, done.stderr

        code, text, errors = run("--help")
        self.holds("help", code == 0 and not errors and all(word in text for word in (
            "--port", "--api-key", "--workspace", "--dialect", "--rate-limit", "--certificate",
            "--private-key", "--allow-origin", "--chaos", "--max-connections", "1000",
            "--help")), text)
        for arguments in (["--port"], ["--port", "x"], ["--port=65536"], ["--port=-1"],
                          ["--port", "--help"], ["--port="], ["--port=1 "], ["--dialect", "other"],
                          ["--rate-limit", "-1"], ["--chaos", "0x1"], ["--chaos"],
                          ["--api-key", ""], ["--api-key=" + KEY + " "], ["--api-key", "\u00fc"],
                          ["--api-kye=" + KEY], ["--api-kye", KEY], [KEY], ["--" + KEY],
                          ["--port=" + KEY], ["--dialect", KEY], ["--help=" + KEY], [""],
                          ["--workspace="], [b"--workspace=\xff"], ["--idle-timeout", "0"],
                          ["--max-connections", "0"], ["--allow-origin"],
                          ["--allow-origin", "*"], ["--allow-origin", "null"],
                          ["--allow-origin", "localhost:8000"], ["--allow-origin", "https://"],
                          ["--allow-origin", "http://a/"], ["--allow-origin", "http://a\r\nB: c"],
                          ["--allow-origin", "http://a, http://b"],
                          ["--certificate="], ["--certificate", "a"], ["--private-key", "a"]):
            code, output, errors = run(*arguments)
            self.holds(f"usage {arguments}", code == 2 and not output and KEY not in errors and
                       re.fullmatch("people_server: [^\n]*\n", errors), f"{code} {errors}")
        if self.certificate:
            ca, good, key = map(str, self.certificate)
            for files in (["/dev/null", key], [good, "/dev/null"], ["/none", key], [good, ca]):
                code, output, errors = run("--certificate", files[0], "--private-key", files[1])
                self.holds(f"files {files}", code == 1 and not output and errors.count("\n") == 1,
                           f"{code} {errors}")
        with self.server() as server:
            code, output, errors = run("--port", str(server.port))
            self.holds("port in use", code == 1 and not output and "in use" in errors, errors)
            port = server.port
        with self.server("--port", port) as server:
            self.expect("port", server.port, port)
        done = subprocess.run(["sh", "-c", '"$0" >/dev/full', self.program],
                              stderr=subprocess.PIPE, timeout=10)
        self.expect("output that cannot be written", done.returncode, 1)

    # ---- Faults

    def chaos(self):
        """The same seed has the same outcomes, and among them are those of each fault."""
        with ThreadPoolExecutor(3) as pool:
            (first, refused, slowest), second, other = pool.map(self.outcomes, (1, 1, 2))
        self.expect("same seed", second[0], first)
        self.holds("another seed", other[0] != first)
        expected = ["429 1 not stored", "500 not stored", "503 not stored", "503 1 not stored",
                    "closed not stored", "closed stored", "truncated stored"]
        if not self.certificate:  # Python takes a reset of TLS for its end.
            expected += ["reset not stored", "reset stored"]
        for outcome in expected:
            self.holds("chaos: " + outcome, outcome in first, sorted(set(first)))
        self.holds("chaos: refused", refused > 0)
        self.holds("chaos: slow", 0.15 < slowest < 0.3 + SECOND, slowest)
        good = first.count("201 stored") / len(first)
        self.holds("chaos: most are well", 0.7 < good < 0.88, good)

    def outcomes(self, seed):
        """Creates people; returns what became of each, how often connections were refused, and
        the seconds of the slowest response."""
        names = [f"user_{number:03}" for number in range(300)]
        with self.server("--chaos", seed, "--rate-limit", 0) as server:
            client, refused, slowest, replies = server.client(), 0, 0, []
            for name in names:
                refused += self.connect_again(client)
                begin = time.monotonic()
                replies.append(self.reply(client, name))
                if replies[-1] == "201":
                    slowest = max(slowest, time.monotonic() - begin)
            stored = self.stored(client)
        return ([f"{reply} {'stored' if name in stored else 'not stored'}"
                 for name, reply in zip(names, replies)], refused, slowest)

    def connect_again(self, client):
        """Connects if need be; returns whether that was refused at first."""
        for refusals in range(1000):
            try:
                if client.sock is None:
                    client.connect()
                return refusals > 0
            except ConnectionError:
                time.sleep(0.01)
        raise TimeoutError("the server does not come back")

    def reply(self, client, name):
        try:
            status, headers, _ = call(client, "POST", "/people", {"userId": name})
            return " ".join(filter(None, (str(status), headers["Retry-After"])))
        except http.client.RemoteDisconnected:
            outcome = "closed"
        except ConnectionResetError:
            outcome = "reset"
        except http.client.IncompleteRead:
            outcome = "truncated"
        client.close()
        return outcome

    def stored(self, client):
        for _ in range(100):
            self.connect_again(client)
            try:
                status, _, page = call(client, "GET", "/people?limit=500")
                if status == 200:
                    return {person["userId"] for person in page["people"]}
            except BROKEN:
                client.close()
        raise TimeoutError("the server does not list")

    def all(self):
        for part in (self.operations, self.choices, self.pages, self.conversations, self.hostile,
                     self.timeouts, self.bounded, self.limited, self.signals, self.usage,
                     self.chaos):
            part()


def main():
    arguments = options(server={"required": True}, tls={"action": "store_true"})
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        certificate = make_certificate(folder) if arguments.tls else None
        Check(arguments.server, tally, certificate).all()
    tally.close()


if __name__ == "__main__":
    main()
