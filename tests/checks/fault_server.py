"""A People API server that goes wrong in one way, written apart from the code that it tests.

It takes batches, keeps the people whom it stores, and logs what it did: that log is the judge of
what a client says. `BEHAVIOURS` has all its ways."""

import gzip
import json
import signal
import socket
import struct
import threading
import time
from email.utils import formatdate

KEY = "ws_test_0123456789abcdef"
POISON = "user_0137"  # whom some behaviours dislike


class Gone(Exception):
    """The connection is over."""


class Exchange:
    """A request, and the means to answer it."""

    def __init__(self, server, connection, number, people):
        self.server, self.connection, self.number, self.people = server, connection, number, people
        self.ids = [each["userId"] for each in people]
        self.counts = None

    def store(self, ids=None):
        """Stores the people, or some of them."""
        self.counts = self.server.keep(self.number, [each for each in self.people
                                                     if ids is None or each["userId"] in ids])

    def result(self, **more):
        """What the API's documents say that a batch is answered with."""
        if self.counts is None:
            self.store()
        created, updated = self.counts
        return {"people": [{"userId": name} for name in self.ids], "created_count": created,
                "updated_count": updated, **more}

    def raw(self, data):
        try:
            self.connection.sendall(data)
        except OSError:
            raise Gone from None

    def reply(self, status, body=b"", *fields, length=True, version="1.1", reason="Reason"):
        """Answers; a body that is no bytes is written as JSON."""
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
            fields = ("Content-Type: application/json", *fields)
        if length:
            fields = (f"Content-Length: {len(body)}", *fields)
        head = "\r\n".join([f"HTTP/{version} {status} {reason}", *fields]) + "\r\n\r\n"
        self.raw(head.encode("latin-1") + body)

    def good(self, *fields, **more):
        self.reply(200, self.result(), *fields, **more)

    def fail(self, status, *fields, **more):
        """An error that repeats the key, as some gateways do."""
        self.reply(status, {"error": "E", "message": f"no, {KEY}", "code": status, **more}, *fields)

    def close(self):
        raise Gone

    def reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Gone

    def hang(self):
        """Waits for the end of the connection."""
        self.connection.settimeout(60)
        try:
            while self.connection.recv(4096):
                pass
        except OSError:
            pass
        raise Gone

    def signal(self, *numbers):
        process = self.server.wait_for_process()
        for number in numbers:
            self.server.log.append((self.number, "signal", number))
            process.send_signal(number)
            time.sleep(0.05)


class FaultServer:
    """Serves on a port of its own until it is stopped; after `heal` it does nothing wrong."""

    def __init__(self, behaviour):
        self.behaviour, self.is_healed = behaviour, False
        self.lock, self.log, self.stored, self.requests = threading.Lock(), [], {}, 0
        self.process, self.connections = None, set()
        self.early = behaviour.early  # what is done once, before a request is read
        self.elsewhere = socket.create_server(("127.0.0.1", 0))  # where nobody must go
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/api/v1"
        self.is_stopped = False
        threading.Thread(target=self.accept, daemon=True).start()

    def other_url(self):
        return f"http://127.0.0.1:{self.elsewhere.getsockname()[1]}/api/v1/people/batch"

    def was_left(self):
        """Whether somebody went elsewhere."""
        self.elsewhere.setblocking(False)
        try:
            self.elsewhere.accept()[0].close()
            return True
        except OSError:
            return False

    def keep(self, number, people):
        with self.lock:
            created = sum(each["userId"] not in self.stored for each in people)
            for each in people:
                self.stored[each["userId"]] = each
            self.log.append((number, "stored", [each["userId"] for each in people]))
        return created, len(people) - created

    def heal(self):
        self.is_healed = True

    def wait_for_process(self):
        """The client, as soon as who started it says so."""
        while self.process is None:
            time.sleep(0.01)
        return self.process

    def stop(self):
        self.is_stopped = True
        self.elsewhere.close()
        self.shut()

    def shut(self):
        """Refuses connections, and resets those that there are."""
        with self.lock:
            self.listener.close()
            for each in list(self.connections):
                try:
                    each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    each.close()
                except OSError:
                    pass

    def restart(self, pause):
        """Goes away for a while."""
        self.shut()
        time.sleep(pause)
        with self.lock:
            if self.is_stopped:
                return
            self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        listener = self.listener
        while True:
            try:
                connection = listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        connection.settimeout(90)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connections.add(connection)
        try:
            data = b""
            while True:
                if self.is_due(self.requests + 1) and self.early:
                    early, self.early = self.early, None
                    early(Exchange(self, connection, self.requests + 1, []))
                data = self.take_request(connection, data)
        except (Gone, OSError, ValueError):
            pass
        finally:
            self.connections.discard(connection)
            connection.close()

    def is_due(self, number):
        at = self.behaviour.at
        return not self.is_healed and (at is None or number in at)

    def take_request(self, connection, data):
        """Reads a request and answers it; returns what came behind it."""
        while b"\r\n\r\n" not in data:
            part = connection.recv(65536)
            if not part:
                raise Gone
            data += part
        head, _, data = data.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        if not head.startswith(b"POST /api/v1/people/batch HTTP/1.1\r\n"):
            raise Gone
        size = int(fields[b"content-length"])
        with self.lock:
            self.requests += 1
            number = self.requests
            self.log.append((number, "request", size))
        while len(data) < size:
            part = connection.recv(65536)
            if not part:
                raise Gone
            data += part
        exchange = Exchange(self, connection, number, json.loads(data[:size])["people"])
        if self.is_due(number):
            self.log.append((number, "fault", self.behaviour.name))
            self.behaviour.act(exchange)
        else:
            exchange.good()
        return data[size:]


# ---- What goes wrong

WELL, NEXT, ANY = "well", "next run", "any"
BEHAVIOURS = []


class Behaviour:
    """A name, what happens, and to which requests; `ends` says what a client is to make of it:
    `WELL`: all are stored in the same run; `NEXT`: this run stops, the next one stores the rest;
    `ANY`: whatever it is, it has to be true. `blames` are the people who may be rejected; None:
    anybody."""

    def __init__(self, name, act, ends, at=(2,), early=None, blames=(), short=False):
        self.name, self.act, self.ends, self.early = name, act, ends, early
        self.at = None if at is None else set(at)
        self.blames = None if blames is None else set(blames)
        self.short = short


def behaviour(name, ends=ANY, **more):
    def add(act):
        BEHAVIOURS.append(Behaviour(name, act, ends, **more))
        return act
    return add


def each_behaviour(rows, ends=ANY, short=(), **more):
    """Behaviours that differ in an argument; `short` names those of the short pass."""
    def add(act):
        for name, *arguments in rows:
            behaviour(name, ends, short=name in short, **more)(
                lambda exchange, arguments=arguments: act(exchange, *arguments))
        return act
    return add


# Statuses, of a request that was not processed.

@each_behaviour([(f"{status}", status) for status in (408, 425, 429, 500, 502, 503, 504, 520, 521,
                                                      522, 523, 524, 529, 530)],
                WELL, short=("429", "500", "503", "522"))
def passing_status(exchange, status):
    exchange.fail(status)


@each_behaviour([(f"{status}", status) for status in (401, 402, 403, 404, 405, 406, 407, 410, 411,
                                                      415, 426, 428, 431, 451, 501, 505, 511)],
                NEXT, short=("401", "501"), at=(2, 3, 4))
def lasting_status(exchange, status):
    exchange.fail(status)


@each_behaviour([(f"redirected by {status}", status) for status in (301, 302, 303, 307, 308)],
                NEXT, short=("redirected by 307",), at=range(2, 12))
def redirect(exchange, status):
    exchange.reply(status, b"", "Location: " + exchange.server.other_url())


@each_behaviour([(f"{status} that stored all", status) for status in (408, 429, 500, 502, 503, 504)],
                WELL, short=("500 that stored all",))
def failed_after_storing(exchange, status):
    exchange.store()
    exchange.fail(status)


@each_behaviour([(f"{status} that stored all", status) for status in (400, 401, 404, 409, 422)])
def refused_after_storing(exchange, status):
    exchange.store()
    exchange.fail(status)


@behaviour("500 that stored half", WELL)
def stored_half(exchange):
    exchange.store(exchange.ids[::2])
    exchange.fail(500)


@each_behaviour([("interim 100, five times", "100 Continue", 5), ("interim 103", "103 Early", 1),
                 ("interim 102", "102 Processing", 2)], WELL, short=("interim 103",))
def interim(exchange, status, times):
    exchange.raw(f"HTTP/1.1 {status}\r\nLink: a\r\n\r\n".encode() * times)
    exchange.good()


@behaviour("101 without asking")
def switches(exchange):
    exchange.raw(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
    exchange.close()


# Rates.

@each_behaviour([("429, Retry-After 0", "Retry-After: 0"), ("429, Retry-After 1", "Retry-After: 1"),
                 ("429, Retry-After 1.0", "Retry-After: 1.0"),
                 ("429, Retry-After -5", "Retry-After: -5"),
                 ("429, Retry-After no number", "Retry-After: soon"),
                 ("429, Retry-After twice", "Retry-After: 1\r\nRetry-After: 2"),
                 ("429, reset in 1", "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 1"),
                 ("429, reset passed", "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 1000000000")],
                WELL, short=("429, Retry-After 1.0",))
def limited(exchange, field):
    exchange.fail(429, *field.split("\r\n"))


@each_behaviour([("429, Retry-After beyond 64 bits", "9" * 30), ("429, Retry-After a day", "86400")],
                NEXT, at=None)
def limited_for_long(exchange, seconds):
    if exchange.number == 1:
        return exchange.good()
    exchange.fail(429, "Retry-After: " + seconds)


@behaviour("503, Retry-After a date", WELL)
def busy_until(exchange):
    exchange.fail(503, "Date: " + formatdate(usegmt=True),
                  "Retry-After: " + formatdate(time.time() + 1, usegmt=True))


@behaviour("a storm of 429", WELL, at=range(2, 7), short=True)
def storm(exchange):
    exchange.fail(429, "Retry-After: 0")


@behaviour("429 for ever", NEXT, at=None)
def storm_for_ever(exchange):
    exchange.fail(429)


@behaviour("500 and 200 by turns", WELL, at=range(1, 9, 2))
def by_turns(exchange):
    exchange.fail(500)


# Connections.

def closes(exchange):
    exchange.close()


def resets(exchange):
    exchange.reset()


@each_behaviour([("closed before processing", False, closes), ("reset before processing", False,
                                                               resets),
                 ("closed after processing", True, closes), ("reset after processing", True,
                                                             resets)],
                WELL, short=("closed before processing", "reset after processing"))
def gone(exchange, is_stored, end):
    if is_stored:
        exchange.store()
    end(exchange)


@behaviour("closed five times", WELL, at=range(2, 7))
def closed_often(exchange):
    exchange.close()


BEHAVIOURS += [Behaviour("closed between requests", Exchange.good, WELL, early=closes),
               Behaviour("reset between requests", Exchange.good, WELL, early=resets)]


def answers_at_once(exchange):
    exchange.fail(503)
    exchange.connection.shutdown(socket.SHUT_WR)
    exchange.hang()


BEHAVIOURS.append(Behaviour("answered before it is asked", Exchange.good, WELL,
                            early=answers_at_once))


@behaviour("closed after each answer, without a word", WELL, at=None, short=True)
def closes_always(exchange):
    exchange.good()
    exchange.close()


@behaviour("closed after each answer, and says so", WELL, at=None)
def says_close(exchange):
    exchange.good("Connection: close")
    exchange.close()


@each_behaviour([("restarts before processing", False), ("restarts after processing", True)], WELL,
                short=("restarts after processing",))
def restarts(exchange, is_stored):
    if is_stored:
        exchange.store()
    exchange.server.restart(0.7)
    exchange.close()


@behaviour("half closed after the answer", WELL)
def half_closed(exchange):
    exchange.good()
    exchange.connection.shutdown(socket.SHUT_WR)
    exchange.hang()


@behaviour("half closed in place of the answer", WELL)
def half_closed_before(exchange):
    exchange.connection.shutdown(socket.SHUT_WR)
    exchange.hang()


# Times.

@each_behaviour([("hangs before processing", False, b""), ("hangs after processing", True, b""),
                 ("hangs in the head", True, b"HTTP/1.1 200 OK\r\nContent-Le"),
                 ("hangs in the body", True, b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"peo")],
                NEXT, short=("hangs in the body",), at=None)
def hangs(exchange, is_stored, text):
    if exchange.number == 1:
        return exchange.good()
    if is_stored:
        exchange.store()
    exchange.raw(text)
    exchange.hang()


@behaviour("answers after a second", WELL)
def late(exchange):
    exchange.store()
    time.sleep(1)
    exchange.good()


@behaviour("a byte at a time", WELL, short=True)
def trickles(exchange):
    text = json.dumps(exchange.result()).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(text)}\r\n\r\n".encode()
    for at in range(0, 60):
        exchange.raw((head + text)[at:at + 1])
        time.sleep(0.002)
    exchange.raw((head + text)[60:])


@behaviour("a body in two parts", WELL)
def in_two(exchange):
    text = json.dumps(exchange.result()).encode()
    exchange.raw(f"HTTP/1.1 200 OK\r\nContent-Length: {len(text)}\r\n\r\n".encode() + text[:50])
    time.sleep(0.3)
    exchange.raw(text[50:])


# Cut and wrong lengths: the request was processed.

def message(exchange, *fields):
    text = json.dumps(exchange.result()).encode()
    return b"HTTP/1.1 200 OK\r\n" + b"".join(each + b"\r\n" for each in fields) + b"\r\n", text


@each_behaviour([("cut in the status", 5), ("cut in the head", 30), ("cut after the head", None),
                 ("cut in the body", -200), ("cut by a byte", -1)], WELL,
                short=("cut in the head", "cut by a byte"))
def cut(exchange, size):
    text = json.dumps(exchange.result()).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(text)}\r\n\r\n".encode()
    exchange.raw(head if size is None else (head + text)[:size])
    exchange.close()


@each_behaviour([("length too small", lambda n: str(n - 7)), ("length negative", lambda n: "-1"),
                 ("length no number", lambda n: "many"), ("length empty", lambda n: ""),
                 ("length beyond 64 bits", lambda n: "9" * 30),
                 ("length hexadecimal", lambda n: "0x10"),
                 ("two lengths", lambda n: f"{n}\r\nContent-Length: {n - 1}")],
                short=("length too small", "two lengths"))
def wrong_length(exchange, length):
    head, text = message(exchange)
    exchange.raw(head[:-2] + f"Content-Length: {length(len(text))}\r\n\r\n".encode() + text)
    exchange.close()


@behaviour("no length", WELL)
def no_length(exchange):
    head, text = message(exchange, b"Connection: close")
    exchange.raw(head + text)
    exchange.close()


@behaviour("no length, and cut")
def no_length_cut(exchange):
    head, text = message(exchange, b"Connection: close")
    exchange.raw(head + text[:-40])
    exchange.close()


CHUNKED = b"Transfer-Encoding: chunked"


@each_behaviour([("chunks", lambda t: b"%x\r\n%b\r\n0\r\n\r\n" % (len(t), t)),
                 ("chunks of a byte", lambda t: b"".join(b"1\r\n%c\r\n" % c for c in t) +
                  b"0\r\n\r\n"),
                 ("chunks with extensions", lambda t: b"%x;a=b\r\n%b\r\n0;c\r\n\r\n" % (len(t), t)),
                 ("chunks with trailers", lambda t: b"%X\r\n%b\r\n0\r\nA: b\r\n\r\n" % (len(t), t))],
                WELL, short=("chunks",))
def chunks(exchange, write):
    head, text = message(exchange, CHUNKED)
    exchange.raw(head + write(text))


@each_behaviour([("chunks cut in a chunk", lambda t: b"%x\r\n%b" % (len(t), t[:-9])),
                 ("chunks without an end", lambda t: b"%x\r\n%b\r\n" % (len(t), t)),
                 ("chunk too small", lambda t: b"%x\r\n%b\r\n0\r\n\r\n" % (len(t) - 3, t)),
                 ("chunk without a size", lambda t: b"\r\n%b\r\n0\r\n\r\n" % t),
                 ("chunk of a negative size", lambda t: b"-5\r\n%b\r\n0\r\n\r\n" % t),
                 ("chunk of a huge size", lambda t: b"ffffffffffffffffff\r\n%b" % t),
                 ("chunk of no number", lambda t: b"zz\r\n%b\r\n0\r\n\r\n" % t)],
                short=("chunk too small",))
def bad_chunks(exchange, write):
    head, text = message(exchange, CHUNKED)
    exchange.raw(head + write(text))
    exchange.close()


@each_behaviour([("chunked, with a length", b"Transfer-Encoding: chunked\r\nContent-Length: 5"),
                 ("chunked twice", CHUNKED + b"\r\n" + CHUNKED),
                 ("another transfer coding", b"Transfer-Encoding: gzip"),
                 ("chunked in HTTP/1.0", None)])
def bad_coding(exchange, field):
    head, text = message(exchange, field or CHUNKED)
    if field is None:
        head = head.replace(b"HTTP/1.1", b"HTTP/1.0")
    exchange.raw(head + b"%x\r\n%b\r\n0\r\n\r\n" % (len(text), text))
    exchange.close()


# Heads.

@each_behaviour([("no reason", "HTTP/1.1 200"), ("HTTP/1.0", "HTTP/1.0 200 OK")], WELL)
def other_status_line(exchange, line):
    text = json.dumps(exchange.result()).encode()
    exchange.raw(f"{line}\r\nContent-Length: {len(text)}\r\n\r\n".encode() + text)


@each_behaviour([("HTTP/2.0", "HTTP/2.0 200 OK"), ("not HTTP", "ICY 200 OK"), ("status 99",
                                                                            "HTTP/1.1 99 Odd"),
                 ("status 2000", "HTTP/1.1 2000 OK"), ("no status", "HTTP/1.1 OK"),
                 ("status 0", "HTTP/1.1 000 None"), ("garbage", "\0\1\2\3")], short=("garbage",))
def wrong_status_line(exchange, line):
    text = json.dumps(exchange.result()).encode()
    exchange.raw(f"{line}\r\nContent-Length: {len(text)}\r\n\r\n".encode() + text)
    exchange.close()


@each_behaviour([("a folded field", b"A: b\r\n  c"), ("a field twice", b"A: b\r\nA: c"),
                 ("a hundred fields", b"\r\n".join(b"A%d: b" % n for n in range(100))),
                 ("an empty field", b"A:"), ("a cookie", b"Set-Cookie: a=b")], WELL)
def odd_field(exchange, field):
    exchange.good(field.decode())


@each_behaviour([("a field without a colon", b"nothing"), ("a blank before the colon", b"A : b"),
                 ("a zero in a field", b"A: b\0c"), ("a head of 200 KB", b"A: " + b"x" * 200000),
                 ("ten thousand fields", b"\r\n".join(b"A%d: b" % n for n in range(10000))),
                 ("a nameless field", b": b")], short=("a head of 200 KB",))
def wrong_field(exchange, field):
    exchange.good(field.decode())
    exchange.close()


@behaviour("line feeds alone")
def line_feeds(exchange):
    text = json.dumps(exchange.result()).encode()
    exchange.raw(f"HTTP/1.1 200 OK\nContent-Length: {len(text)}\n\n".encode() + text)


@each_behaviour([("garbage behind the answer", b"garbage\r\n"),
                 ("another answer behind it", b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"),
                 ("a false answer behind it", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")],
                WELL, short=("a false answer behind it",))
def more_behind(exchange, more):
    head, text = message(exchange, f"Content-Length: {len(json.dumps(exchange.result()))}".encode())
    exchange.raw(head + text + more)


# Bodies of good statuses.

@each_behaviour([("201", 201, None), ("202", 202, None), ("200 and more members", 200,
                                                          {"people_total": 5, "warnings": []})],
                WELL)
def good_too(exchange, status, more):
    exchange.reply(status, exchange.result(**(more or {})))


@behaviour("counts without people", WELL, at=None, short=True)
def counts_alone(exchange):
    exchange.reply(200, exchange.result(people=[]))


@behaviour("people: null", WELL, at=None)
def null_people(exchange):
    exchange.reply(200, exchange.result(people=None))


@behaviour("people without counts", WELL, at=None)
def people_alone(exchange):
    result = exchange.result()
    exchange.reply(200, {"people": result["people"]})


@behaviour("the reference dialect", WELL, at=None)
def reference(exchange):
    exchange.reply(200, exchange.result(people=[{"external_id": name, "attributes": {}}
                                                for name in exchange.ids]))


@behaviour("a byte order mark", WELL)
def marked(exchange):
    exchange.reply(200, b"\xef\xbb\xbf" + json.dumps(exchange.result()).encode())


# False success: nobody was stored.

@each_behaviour([("200 {} stored nobody", 200, {}), ("202 {} stored nobody", 202, {}),
                 ("200 success false", 200, {"success": False, "error": {
                     "code": "quota_exceeded", "message": "over"}}),
                 ("200 success false alone", 200, {"success": False}),
                 ("200 with an error", 200, {"error": "no"}),
                 ("200 with errors", 200, {"people": [], "created_count": 0,
                                           "errors": [{"message": "no"}]}),
                 ("207 with errors", 207, {"created_count": 0, "people": [], "errors": [
                     {"message": "no"}]}),
                 ("200 nobody", 200, {"people": [], "created_count": 0, "updated_count": 0}),
                 ("200 null", 200, None), ("200 []", 200, []), ("200 a text", 200, "ok"),
                 ("200 true", 200, True), ("200 a number", 200, 0),
                 ("200 counts as text", 200, {"people": [], "created_count": "100"}),
                 ("200 negative counts", 200, {"people": [], "created_count": -100,
                                               "updated_count": 200}),
                 ("200 counts too large", 200, {"people": [], "created_count": 100000}),
                 ("200 counts too small", 200, {"people": [], "created_count": 3}),
                 ("200 echoes others", 200, {"people": [{"userId": f"other{n}"} for n in
                                                        range(100)]}),
                 ("200 echoes nameless people", 200, {"people": [{} for _ in range(100)]}),
                 ("200 people: an object", 200, {"people": {}, "created_count": 0}),
                 ("200 people: texts", 200, {"people": ["a", "b"]}),
                 ("200 the key", 200, {"message": KEY, "people": KEY})],
                short=("200 {} stored nobody", "200 success false", "207 with errors",
                       "200 echoes others"))
def false_success(exchange, status, body):
    exchange.reply(status, body)


@each_behaviour([("200 empty", b""), ("200 HTML", b"<html><body>Login</body></html>"),
                 ("200 blanks", b" \r\n\t"), ("200 zero bytes", b"\0" * 50),
                 ("200 cut JSON", b'{"people": [{"userId"'), ("200 JSON twice", b"{}{}"),
                 ("200 NaN", b'{"people": [], "created_count": NaN}'),
                 ("200 deep", b'{"people": ' + b"[" * 100000),
                 ("200 not UTF-8", b'{"people": [{"userId": "\xff"}]}'),
                 ("200 UTF-16", '{"people": []}'.encode("utf-16")),
                 ("200 HTTP in HTTP", b"HTTP/1.1 200 OK\r\n\r\n{}"),
                 ("200 twenty million blanks", b" " * 20_000_000),
                 ("200 a huge list", b'{"people": [' + b"{}," * 3_000_000 + b"{}]}")],
                short=("200 HTML", "200 cut JSON"))
def no_json(exchange, body):
    exchange.reply(200, body)


@behaviour("204")
def no_content(exchange):
    exchange.raw(b"HTTP/1.1 204 No Content\r\n\r\n")


@each_behaviour([("gzip, not asked for", "Content-Encoding: gzip"), ("gzip without a word",
                                                                    "A: b")],
                short=("gzip, not asked for",))
def packed(exchange, field):
    exchange.reply(200, gzip.compress(json.dumps(exchange.result()).encode()), field)


@behaviour("echoes half, stores half", blames=None, short=True)
def echoes_half(exchange):
    half = exchange.ids[::2]
    exchange.store(half)
    exchange.reply(200, {"people": [{"userId": name} for name in half]})


@behaviour("counts half, stores half", blames=None)
def counts_half(exchange):
    half = exchange.ids[::2]
    exchange.store(half)
    exchange.reply(200, {"people": [], "created_count": len(half), "updated_count": 0})


# People whom the server refuses: the others are stored.

def without_poison(exchange):
    exchange.store([name for name in exchange.ids if name != POISON])


@each_behaviour([("400 by path", 400, lambda i: {"details": [{"field": f"people[{i}].email",
                                                              "message": "blocked"}]}),
                 ("422 by index", 422, lambda i: {"errors": [{"index": i, "message": "blocked"}]}),
                 ("400 by pointer", 400, lambda i: {"errors": [{"field": f"#/people/{i}",
                                                                "message": "blocked"}]}),
                 ("422 by location", 422, lambda i: {
                     "detail": [{"loc": ["body", "people", i, "email"], "msg": "blocked"}]}),
                 ("400 without a name", 400, lambda i: {"message": "somebody is blocked"}),
                 ("409 without a name", 409, lambda i: {"message": "somebody is there"})],
                ANY, at=None, blames=[POISON], short=("400 by path", "400 without a name"))
def refuses_one(exchange, status, body):
    if POISON not in exchange.ids:
        return exchange.good()
    exchange.reply(status, body(exchange.ids.index(POISON)))


@each_behaviour([("207 for one", 207), ("200 with errors for one", 200)], ANY, at=None,
                blames=[POISON], short=("207 for one",))
def partial(exchange, status):
    if POISON not in exchange.ids:
        return exchange.good()
    without_poison(exchange)
    stored = [{"userId": name} for name in exchange.ids if name != POISON]
    exchange.reply(status, {"people": stored, "created_count": len(stored), "updated_count": 0,
                            "errors": [{"index": exchange.ids.index(POISON),
                                        "message": "email is blocked"}]})


@behaviour("500 for one", at=None, blames=[POISON])
def poison(exchange):
    exchange.fail(500) if POISON in exchange.ids else exchange.good()


@behaviour("closed for one", at=None, blames=[POISON])
def closes_for_one(exchange):
    exchange.close() if POISON in exchange.ids else exchange.good()


@behaviour("400 for everybody", at=None, blames=None, short=True)
def refuses_all(exchange):
    exchange.fail(400, message="workspace is suspended")


@behaviour("422 for everybody from the second batch on", at=None, blames=None)
def refuses_the_rest(exchange):
    exchange.good() if exchange.number == 1 else exchange.fail(422)


@behaviour("413 above 30 people", WELL, at=None, short=True)
def too_large(exchange):
    exchange.fail(413) if len(exchange.ids) > 30 else exchange.good()


@behaviour("413 for everybody", at=None, blames=None)
def always_too_large(exchange):
    exchange.fail(413)


# Signals to the client.

def moments():
    quiet = {"SIGINT": [signal.SIGINT], "SIGTERM": [signal.SIGTERM], "SIGKILL": [signal.SIGKILL],
             "two SIGINT": [signal.SIGINT, signal.SIGINT]}
    for name, numbers in quiet.items():
        yield f"{name} before processing", numbers, "before"
        yield f"{name} after processing", numbers, "after"
        yield f"{name} in the body", numbers, "body"
        yield f"{name} in a wait", numbers, "wait"
        yield f"{name} between", numbers, "between"
    yield "SIGTERM, and closed", [signal.SIGTERM], "closed"
    yield "SIGKILL, and restarted", [signal.SIGKILL], "restarted"


@each_behaviour(list(moments()), NEXT,
                short=("SIGINT after processing", "SIGKILL after processing", "SIGTERM in a wait",
                       "two SIGINT before processing", "SIGTERM between"))
def interrupted(exchange, numbers, moment):
    if moment == "wait":
        exchange.fail(503, "Retry-After: 20")
        time.sleep(0.2)
        return exchange.signal(*numbers)
    if moment == "between":
        exchange.good()
        return exchange.signal(*numbers)
    if moment in ("after", "body", "closed", "restarted"):
        exchange.store()
    text = json.dumps(exchange.result()).encode() if moment == "body" else b""
    if moment == "body":
        exchange.raw(f"HTTP/1.1 200 OK\r\nContent-Length: {len(text)}\r\n\r\n".encode() + text[:99])
    exchange.signal(*numbers)
    time.sleep(0.2)
    if moment == "closed":
        exchange.close()
    if moment == "restarted":
        exchange.server.restart(0.1)
    exchange.raw(text[99:]) if moment == "body" else exchange.good()
