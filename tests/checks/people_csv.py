"""Imports of CSV with the example `people`: rows as Python's `csv` reads them, columns, types, and
stops at any moment."""

import csv
import io
import json
import random
import re
import subprocess
import tempfile
import time
from pathlib import Path

from people_import import (ENVIRONMENT, GIVEN, Done, Stub, expect, exported, holds, kill_often, people,
                           refused, run_checks, server, start, taken)

SEPARATORS = {",": [], ";": ["--separator", ";"], "\t": ["--separator=tab"]}


class Store(Stub):
    """Keeps the people whom it is sent, in their order."""

    def __init__(self):
        self.people = []
        super().__init__(lambda _, names: taken(names))

    class Handler(Stub.Handler):
        def do_POST(self):
            size = int(self.headers["Content-Length"])
            body = self.rfile.read(size)
            self.rfile = io.BytesIO(body)
            self.server.people += json.loads(body)["people"]
            stream = self.connection.makefile("rb", -1)
            super().do_POST()
            self.rfile = stream


def imported(content, *arguments, rejected=True):
    """Imports a CSV; returns the run, the people who were sent, and the reports of bad rows."""
    with Store() as store, tempfile.TemporaryDirectory() as name:
        out = Path(name, "rejected")
        more = ["--rejected", out] if rejected else []
        data = content.encode() if isinstance(content, str) else content
        file = Path(name, "PEOPLE.CSV")
        file.write_bytes(data)
        done = people(*store.there, "import", file, *more, *arguments)
        reports = [json.loads(each) for each in out.read_bytes().splitlines()] if (
            rejected and out.exists()) else []
        return done, store.people, reports


# ---- Rows

def split_rows(text, separator):
    """Splits a text into rows without their ends; `rows` proves that Python sees the same rows."""
    found, begin, place, at = [], 0, "begin", 0
    while at < len(text):
        byte = text[at]
        if place == "quoted":
            place = "closed" if byte == '"' else place
        elif byte in "\r\n":
            found.append(text[begin:at])
            at += text[at:at + 2] == "\r\n"
            begin, place = at + 1, "begin"
        elif byte == separator:
            place = "begin"
        elif byte == '"' and place != "plain":
            place = "quoted"
        else:
            place = "plain"
        at += 1
    return found + ([text[begin:]] if begin < len(text) else [])


def rows(text, separator):
    """Returns each row as it is in the text, and its cells as Python reads them."""
    raw = split_rows(text, separator)
    cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    alone = [next(csv.reader(io.StringIO(row, newline=""), delimiter=separator), []) for row in raw]
    holds("rows are Python's", alone == cells, text[:200])
    return list(zip(raw, cells))


def is_strict(row, separator):
    """Whether RFC 4180 allows a row."""
    cell = rf'(?:"(?:[^"]|"")*"|[^"\r\n{separator}]*)'
    return re.fullmatch(rf"{cell}(?:{separator}{cell})*", row, re.S) is not None


def check_rows(_):
    """Random rows, whole and broken: what Python reads is sent, and the rest is rejected once."""
    draw = random.Random(4180)
    for number, separator in enumerate("," * 4 + ";" * 2 + "\t" * 2):
        parts = ['"', '"', '""', separator, "\r", "\n", "\r\n", " ", "x", "yz", "é", "\U0001f600",
                 "\ufeff", ",", ";", "\t", "0", "'", "\\", "=1"]
        text = separator.join(["userId", "traits.a", "traits.b"]) + "\n"
        for row in range(1500):
            if draw.random() < 0.6:
                quoted = (lambda: '"' + "".join(draw.choices(parts, k=draw.randrange(6))).replace(
                    '"', '""') + '"')
                text += separator.join([f"u{row}"] + [quoted() for _ in range(
                    draw.choices([2, 1, 3], [8, 1, 1])[0])])
            else:
                text += f"u{row}" + separator + "".join(draw.choices(parts, k=draw.randrange(9)))
            text += draw.choice(["\r", "\n", "\r\n"])
        if number % 2:
            text = text[:len(text) - draw.randrange(40)] + draw.choice(["", '"', "\r", 'x"'])
        ours, wrong = [], []
        for row, (raw, cells) in enumerate(rows(text, separator)[1:], 2):
            if not any(cells) and set(raw) <= {separator}:
                continue
            if not is_strict(raw, separator):
                wrong.append((row, "invalid_csv", raw))
            elif len(cells) != 3:
                wrong.append((row, "wrong_cells", raw))
            else:
                traits = {key: cell for key, cell in zip("ab", cells[1:]) if cell}
                if not 1 <= len(cells[0]) <= 255:
                    wrong.append((row, "invalid_request", None))
                    continue
                ours.append({"userId": cells[0], **({"traits": traits} if traits else {})})
        done, sent, reports = imported(text, *SEPARATORS[separator])
        holds(f"rows {number}: sent", sent == ours and len(sent) > 300, (len(sent), len(ours), next(
            ((a, b) for a, b in zip(sent, ours) if a != b), None)))
        reports.sort(key=lambda each: each["line"])
        holds(f"rows {number}: rejected", [(each["line"], each["code"]) for each in reports] ==
              [each[:2] for each in wrong] and len(wrong) > 100, (reports[:3], wrong[:3]))
        expect(f"rows {number}: their bytes", [each["text"] for each, (_, _, raw) in
                                               zip(reports, wrong) if raw is not None],
               [raw for _, _, raw in wrong if raw is not None])
        expect(f"rows {number}: count", done.stored(), len(ours))


def check_dialects(_):
    """What Python's writer writes, in each of its ways, and in parts of any size."""
    draw = random.Random(7)
    alphabet = ['"', ",", "\r\n", "\n", "\r", "é", " ", "a", "\U0001f600", ";"]
    persons = [[f"u{number}", *("".join(draw.choices(alphabet, k=draw.randrange(5)))
                                for _ in range(3))] for number in range(400)]
    expected = [{"userId": each[0], **({"traits": traits} if (traits := {
        key: cell for key, cell in zip("xyz", each[1:]) if cell}) else {})} for each in persons]
    for quoting in csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC:
        for end in "\r\n", "\n", "\r":
            for mark in [b"", b"\xef\xbb\xbf"][end == "\r":]:
                text = io.StringIO(newline="")
                writer = csv.writer(text, quoting=quoting, lineterminator=end)
                # A carriage return alone is not always quoted by Python's older writers.
                writer.writerows([["userId", "traits.x", "traits.y", "traits.z"], *persons])
                data = text.getvalue()
                if len(list(csv.reader(io.StringIO(data, newline="")))) != 401:
                    continue
                done, sent, _ = imported(mark + data.encode())
                holds(f"dialect {quoting} {end!r} {mark}", done.code == 0 and sent == expected,
                      done)
    with Store() as store:
        process = start(*store.there, "import", "-", "--format=csv", stdin=-1)
        data = mark + data.encode()
        while data:
            size = draw.choice([1, 2, 3, 50, 5000])
            process.stdin.write(data[:size])
            process.stdin.flush()
            data = data[size:]
        done = Done(process)
        holds("in parts", done.code == 0 and store.people == expected, done)


HEAD = "userId,email,traits.a\n"


def check_texts(_):
    """Encodings, long rows, blank rows, and rows that cannot be text."""
    long, large = "x" * 6_000_000, "x" * 600_000
    for name, data, codes, stored in [
            ("no rows", HEAD, [], 0), ("no end", HEAD + "u,,x", [], 1),
            ("blank", HEAD + "\n\r\n,,\n\ru,,x\n,,\n", [], 1),
            ("mark", "\ufeff" + HEAD + "\ufeffu,,x\n", [], 1),
            ("quoted mark", '\ufeff"userId",email,traits.a\nu,,x\n', [], 1),
            ("Latin 1", HEAD.encode() + b"u,,\xe9\nv,,x", [(2, "invalid_utf8")], 1),
            ("surrogate", HEAD.encode() + b"u,,\xed\xa0\x80\nv,,x", [(2, "invalid_utf8")], 1),
            ("NUL", HEAD + "u,,\0\nv,,x", [(2, "invalid_csv")], 1),
            ("long", HEAD + f'u,,x\nl,,"{long}"\nv,,{large}\nw,,x', [(3, "too_large"),
                                                                  (4, "too_large")], 2),
            ("not closed", HEAD + 'u,,x\nv,,"x\nw,,x\n', [(3, "invalid_csv")], 1),
            ("ragged", HEAD + "u,,x,\nu,\n,,\nu\nv,,\n", [(2, "wrong_cells"), (3, "wrong_cells"),
                                                          (5, "wrong_cells")], 1),
            ("rules", HEAD + "u,x,\n,,x\nv,a@b.example,\n", [(2, "invalid_request"),
                                                             (3, "invalid_request")], 1)]:
        done, sent, reports = imported(data)
        expect(f"text {name}", (done.code, sorted((each["line"], each["code"]) for each in reports),
                                len(sent)), (int(bool(codes)), codes, stored))
    for data in HEAD.encode("utf-16"), HEAD.encode("utf-16-be"), HEAD.encode("utf-16-le"), (
            HEAD.encode("utf-32")):
        done, sent, _ = imported(data)
        holds("UTF-16", done.code == 1 and done.last()["code"] == "wrong_format" and
              "UTF-16" in done.last()["message"] and not sent, done)
    done, sent, reports = imported(HEAD + "u,bad,x\n")
    done = people("import", "-", stdin=json.dumps(reports[0]).replace("bad", "b@c.de").encode())
    expect("a mended report is imported", (done.code, done.counts()), (0, {"created": 1}))


# ---- Columns and types

def check_columns(_):
    for head, arguments, sent in [
            ("USERID,Email,Traits.Ab.c", [], {"userId": "1", "email": "a@b.c",
                                              "traits": {"Ab.c": "3"}}),
            (" userId , E-mail,x", ["--map=E-mail=email", "--map", "x="],
             {"userId": "1", "email": "a@b.c"}),
            ("ID,id,A=B", ["--map=ID=phone", "--map=A=B=userId"], None),
            ("anonymousId,email,traits.userId", ["--map=traits.userId=userId"],
             {"anonymousId": "1", "email": "a@b.c", "userId": "3"}),
            ("userId,email,status", [], {"userId": "1", "email": "a@b.c"}),
            ("userId,email,", ["--map=="], {"userId": "1", "email": "a@b.c"}),
            ("userId,email,A=B", ["--map=A=B=traits.a=b"], None),
            ("userId,email,A=B", ["--map=A=B=traits.ab"], {"userId": "1", "email": "a@b.c",
                                                           "traits": {"ab": "3"}})]:
        done, people_sent, _ = imported(head + "\n1,a@b.c,3\n", *arguments)
        expect(f"columns {head}", people_sent, [sent] if sent else [])
    for head, arguments, words in [
            ("userId,E-mail,Notes", [], ['"E-mail", "Notes"', "email phone", "traits.NAME"]),
            ("userId,email,email", [], ["both email"]), ("userId,email,EMAIL", [], ["both email"]),
            ("userId,traits,traits.a", [], ["both"]), ("userId,traits.a,traits.a", [], ["both"]),
            ("userId,traits.,x", [], ['"traits."']), ("email,phone,traits.a", [], ["userId"]),
            ("userId;email;x", [], ["--separator ';'"]), ("userId\temail\tx", [],
                                                          ["--separator tab"]),
            ("userId,email,phone", ["--map=x=phone"], ['"x"']),
            ("userId,email,x", ["--map=x=y"], ['"y"', "; a trait is traits.y;"]),
            ("userId,email,x", ["--map=x=trait.y"], ['"trait.y"']),
            ("User ID,E-Mail,Plan", [], ["try --map 'User ID=userId' --map 'E-Mail=email'; say"]),
            ("userId,email,x", ["--map=x=phone", "--map=X=phone"], ["twice"]),
            ("userId,email,phone", ["--type=traits.a=json"], ["traits.a"]),
            ("userId,email,traits.a", ["--type=a=json"], ["; a trait is traits.a;"]),
            ("userId,email,phone", ["--type=phone=integer"], ["phone"]),
            ('userId,"email,x', [], ["header row"]), ("userId,ema\"il,x", [], ["header row"]),
            ("", [], ["empty"])]:
        done, sent, _ = imported(head + ("\n1,2,3\n" if head else ""), *arguments)
        holds(f"columns {head} {arguments}", done.code == 1 and not sent and not done.out and
              done.last().get("code") == "wrong_columns" and all(
                  each in done.last()["message"] for each in words), done)
    for arguments in (["--separator", "ab"], ["--separator", '"'], ["--separator="], ["--map=x"],
                      ["--empty=x"], ["--type=x"], ["--type=x=text"], ["--type==json"],
                      ["--format=xml"]):
        done, sent, _ = imported(HEAD + "u,,\n", *arguments)
        expect(f"usage {arguments}", (done.code, done.last().get("kind"), sent), (2, "usage", []))
    for arguments in ["--map=a=b"], ["--separator=;"], ["--infer"], ["--empty=null"], ["--type=a=json"]:
        done, sent, _ = imported(HEAD + "u,,\n", "--format=ndjson", *arguments)
        expect(f"not for NDJSON {arguments}", (done.code, done.last().get("kind")), (2, "usage"))


ABSENT, BAD = object(), object()
TYPES = [ # a cell, and what it is as a string, integer, number, boolean, json and inferred
    ("", ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT), ("7", "7", 7, 7, BAD, 7, 7),
    ("-7", "-7", -7, -7, BAD, -7, -7), ("007", "007", BAD, BAD, BAD, BAD, "007"),
    ("1.50", "1.50", BAD, 1.5, BAD, 1.5, 1.5), ("1e3", "1e3", BAD, 1000.0, BAD, 1000.0, 1000.0),
    ("+1", "+1", BAD, BAD, BAD, BAD, "+1"), ("x", "x", BAD, BAD, BAD, BAD, "x"),
    ("TRUE", "TRUE", BAD, BAD, True, BAD, "TRUE"), ("false", "false", BAD, BAD, False, False, False),
    ("null", "null", BAD, BAD, BAD, None, None), ('"7"', '"7"', BAD, BAD, BAD, "7", "7"),
    ('{"a": [1,\n2]}', '{"a": [1,\n2]}', BAD, BAD, BAD, {"a": [1, 2]}, {"a": [1, 2]}),
    ('{"a":1,"a":2}', '{"a":1,"a":2}', BAD, BAD, BAD, BAD, '{"a":1,"a":2}'),
    ("18446744073709551615", "18446744073709551615", 2**64 - 1, 2**64 - 1, BAD, 2**64 - 1,
     2**64 - 1),
    ("18446744073709551616", "18446744073709551616", BAD, BAD, BAD, BAD, "18446744073709551616"),
    ("1e999", "1e999", BAD, BAD, BAD, BAD, "1e999"), ("NaN", "NaN", BAD, BAD, BAD, BAD, "NaN"),
    ('1},"userId":"x"', '1},"userId":"x"', BAD, BAD, BAD, BAD, '1},"userId":"x"'),
    ("1,2", "1,2", BAD, BAD, BAD, BAD, "1,2"), ("[" * 500, "[" * 500, BAD, BAD, BAD, BAD, "[" * 500),
    ("=1+1", "=1+1", BAD, BAD, BAD, BAD, "=1+1"), ("yes", "yes", BAD, BAD, BAD, BAD, "yes")]


def check_types(_):
    for column, arguments in enumerate([[], ["--type=traits.v=integer"], ["--type=traits.v=number"],
                                        ["--type=traits.v=boolean"], ["--type=traits.v=json"],
                                        ["--infer"], ["--infer", "--type", "traits.v=string"]], 1):
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerows([["userId", "traits.v"], *([f"u{number}", each[0]] for number, each in
                                                    enumerate(TYPES))])
        kind = column if column < 7 else 1
        done, sent, reports = imported(text.getvalue(), *arguments)
        expect(f"types {arguments}", {each["userId"]: each.get("traits", {}).get("v", ABSENT)
                                      for each in sent},
               {f"u{number}": each[kind] for number, each in enumerate(TYPES)
                if each[kind] is not BAD})
        expect(f"types {arguments}: rejected", [(each["line"], each["code"]) for each in reports],
               [(number, "wrong_type") for number, each in enumerate(TYPES, 2)
                if each[kind] is BAD])
    done, sent, _ = imported('userId,email,traits.a,traits.b\nu,,,1\nv,a@b.c,"",2\n', "--empty=null")
    expect("null", sent, [{"userId": "u", "traits": {"a": None, "b": "1"}},
                          {"userId": "v", "email": "a@b.c", "traits": {"a": None, "b": "2"}}])
    done, sent, reports = imported('userId,traits\nu,"{""a"":[1,null],""b"":""""}"\nv,\nw,7\n')
    expect("traits in one cell", (sent, [each["code"] for each in reports]),
           ([{"userId": "u", "traits": {"a": [1, None], "b": ""}}, {"userId": "v"}],
            ["wrong_type"]))


# ---- Round trips

WORDS = ["", " ", "7", "null", "true", '"', '"x"', "a,b", "\r\n", "\0", "[1]", "{}", "=1+1", "Zoë",
         "1e5", "\ufeff", "007", " 7 ", "\\", "'"]


def trait(draw, depth=0):
    kind = draw.randrange(9 if depth < 3 else 7)
    if kind < 4:
        return "".join(draw.choices(WORDS, k=draw.choice([1, 1, 2])))
    if kind < 7:
        return draw.choice([0, -1, 1.5, 2**64 - 1, -2**63, 1e300, True, False])
    if kind == 7:
        return [trait(draw, depth + 1) for _ in range(draw.randrange(3))]
    return {draw.choice(WORDS): trait(draw, depth + 1) for _ in range(draw.randrange(3))}


def check_round_trips(_):
    """What is exported, in each format, is imported again, and is equal then."""
    draw = random.Random(11)
    keys = ["plan", "a.b", "Ab", "x y", 'q"', "=1"]
    persons = [{"userId": "".join(draw.choices([*WORDS[1:9], *WORDS[10:]], k=2)) + str(number),
                "email": f"u{number}@example.com", "phone": draw.choice(["+1", " 2", "=3"]),
                "traits": {key: trait(draw) for key in keys if draw.random() < 0.6}}
               for number in range(700)]
    fields = ",".join(["userId", "phone", "email", *("traits." + key for key in keys)])
    with server() as first:
        done = people(*first.there, "import", "-", "--rate=0", stdin="".join(
            json.dumps(each) + "\n" for each in persons).encode())
        expect("to be exported", (done.code, done.stored()), (0, 700))
        before = exported(first.there)
        for output, reading in [([], []), (["--output=csv"], ["--format=csv"]),
                                (["--output=csv", "--fields", fields], ["--format=csv", "--infer"]),
                                (["--fields=email,traits,userId,phone"], [])]:
            with server() as second:
                text = people(*first.there, "export", "--rate=0", *output).out
                done = people(*second.there, "import", "-", "--rate=0", *reading, stdin=text)
                expect(f"round trip {output}", (done.code, done.stored(), len(re.findall(
                    b"left out", done.err))), (0, 700, int("--fields" not in str(output))))
                after = exported(second.there)
                holds(f"round trip {output}: equal", after == before, next(
                    ((each, after.get(user)) for user, each in before.items()
                     if after.get(user) != each), None))
                if "--output=csv" in output:
                    table = list(csv.reader(io.StringIO(text.decode(), newline="")))
                    expect("rows of an export", {len(row) for row in table},
                           {len(fields.split(",")) if len(output) == 3 else 16})
                    holds("rows end as RFC 4180 says", text.endswith(b"\r\n"))
        done = people(*first.there, "export", "--rate=0", "--limit=30", "--skip=650")
        expect("a part", [json.loads(line)["userId"] for line in done.out.splitlines()],
               [each["userId"] for each in list(before.values())[650:680]])
        done = people(*first.there, "export", "--limit=0", "--output=csv", "--fields=id")
        expect("nobody", (done.code, done.out), (0, b"id\r\n"))
        done = people(*first.there, "export", "--output=csv", "--fields=id", "--query",
                      '{"search":"nobody at all"}')
        expect("nobody is found", (done.code, done.out), (0, b"id\r\n"))
        done = people(*first.there, "export", "--limit=1", "--fields", "traits.plan,userId,traits.Ab")
        traits = {key: persons[0]["traits"][key] for key in ("plan", "Ab")
                  if key in persons[0]["traits"]}
        expect("some members", json.loads(done.out), {"userId": persons[0]["userId"],
                                                      **({"traits": traits} if traits else {})})


def check_dry_run(folder):
    """A dry run finds what an import finds, and sends nothing."""
    file, out = folder / "dry.csv", folder / "dry.rejected"
    file.write_text(HEAD + "".join(f"u{number},{'x' if number % 50 == 7 else ''},\n"
                                   for number in range(1010)) + "\n")
    with Store() as store:
        done = people(*store.there, "import", file, "--dry-run", "--rejected", out)
        expect("dry run", (done.code, json.loads(done.out)),
               (1, {"lines": 1011, "blank": 1, "valid": 989, "rejected": 21, "requests": 10}))
        expect("dry run: rejected", [json.loads(line)["line"] for line in
                                     out.read_bytes().splitlines()], list(range(9, 1012, 50)))
        done = people(*store.there, "import", file, "--dry-run")
        expect("dry run: the first errors", (len(re.findall(rb"row \d+:", done.err)),
                                             done.err.count(b"there is more")), (20, 1))
        expect("dry run: nothing is sent", store.batches, [])
        done = people(*store.there, "import", file, "--dry-run", "--limit=7")
        expect("dry run: good", (done.code, json.loads(done.out)["valid"]), (0, 7))
    done = subprocess.run([GIVEN.people, "import", file, "--dry-run", "--limit=7"], env=ENVIRONMENT,
                          capture_output=True)
    holds("dry run: needs no key", done.returncode == 0 and b"in-memory" not in done.stderr, done)


def check_parts(folder):
    """Parts of an input are together the whole."""
    for end, head in ("csv", HEAD), ("ndjson", ""):
        file, state = folder / f"parts.{end}", folder / f"parts.{end}.state"
        row = (lambda number: f"u{number},,x\n") if head else (
            lambda number: json.dumps({"userId": f"u{number}"}) + "\n")
        file.write_text(head + "".join(map(row, range(500))) + "bad,\n")
        with Store() as store:
            for skip in 0, 120, 240, 360, 480:
                done = people(*store.there, "import", file, "--skip", skip, "--limit=120")
                expect(f"part {skip}", (done.code, done.summary()["lines"]),
                       (int(skip == 480), 21 if skip == 480 else 120))
                if skip == 480:
                    holds("its number", f" {501 + bool(head)}: ".encode() in done.err, done)
            expect("parts", [each["userId"] for each in store.people],
                   [f"u{number}" for number in range(500)])
            done = people(*store.there, "import", file, "--skip=9999")
            expect("behind the end", (done.code, done.summary()["lines"]), (0, 0))
        with Stub(lambda number, names: (401, {}) if number == 2 else taken(names)) as stub:
            arguments = [*stub.there, "import", file, "--state", state, "--skip=100", "--limit=300"]
            for code, created in (1, 100), (0, 300), (0, 300):
                done = people(*arguments)
                expect("a part goes on", (done.code, done.counts().get("created")), (code, created))
            expect("the part", [(each[0], len(each)) for each in stub.batches],
                   [("u100", 100), ("u200", 100), ("u200", 100), ("u300", 100)])
            refused("another part", people(*arguments[:-1], "--limit=400"), kind="state")


def check_export_stops(folder):
    """An export to a CSV file that is killed has one header row, and each person once."""
    out, state = folder / "export.csv", folder / "export.csv.state"
    with server() as running:
        people(*running.there, "import", "-", "--rate=0", "--format=csv", stdin=(
            HEAD + "".join(f'u{number},,"a\n{number}"\n' for number in range(600))).encode())
        arguments = [*running.there, "export", "--output=csv", "--fields=userId,traits.a",
                     "--state", state, "--query", '{"limit":10}', "--rate=0"]
        draw = random.Random(3)
        for _ in range(40):
            with out.open("ab") as output:
                process = start(*arguments, stdout=output)
                time.sleep(draw.uniform(0, 0.06))
                process.kill()
                process.communicate()
        with out.open("ab") as output:
            done = people(*arguments, stdout=output)
        holds("an export ends", done.code == 0, done)
        expect("an export of rows", list(csv.reader(io.StringIO(out.read_text(), newline=""))),
               [["userId", "traits.a"], *([f"u{number}", f"a\n{number}"] for number in range(600))])
        with out.open("ab") as output:
            refused("other fields", people(*running.there, "export", "--output=csv", "--fields=id",
                                           "--state", state, stdout=output), kind="state")


# ---- Verification

def check_verify(folder):
    """People who are as they were sent are counted; the others are named by their rows."""
    file, state, out = (folder / f"verify.{name}" for name in ("csv", "state", "rejected"))
    rows = [f'u{number},u{number}@example.com,{number},"{{""b"":1.0,""a"":[{number}]}}",'
            for number in range(700)]
    rows[10] = "u10,bad,1,,"        # which a rule refuses
    rows[20] = "u21,,20,,x"         # which the next row overwrites in part
    rows[30] = rows[31] = "u30,,5,null,"
    file.write_text("userId,email,traits.n,traits.j,traits.k\n" + "\n".join(rows) + "\n")
    with server() as running:
        arguments = [*running.there, "import", file, "--infer", "--state", state, "--rate=0",
                     "--rejected", out, "--verify"]
        done = people(*arguments)
        expect("verify", (done.code, done.stored(), done.counts()["rejected"],
                          done.summary()["verified"], done.summary()["differing"]),
               (1, 699, 1, 699, 0))
        expect("verify: what a rule refuses", [json.loads(line)["line"] for line in
                                               out.read_bytes().splitlines()], [12])
        for user, change in ("u5", '{"traits":{"n":6}}'), ("u6", '{"traits":{"j":{"a":[6]}}}'), (
                "u7", '{"traits":{"n":null,"more":1}}'), ("u30", '{"traits":{"j":1}}'), (
                "u40", '{"traits":{"n":40.0,"j":{"a":[40],"b":1}}}'):
            done = people(*running.there, "upsert", json.dumps({"userId": user,
                                                                **json.loads(change)}))
            holds("a change", done.code == 0, done)
        people(*running.there, "delete", '{"person_id":"u8"}')
        done = people(*arguments)
        expect("verify: differences", (done.code, done.summary()["verified"],
                                       done.summary()["differing"]), (1, 693, 6))
        reports = [json.loads(line) for line in out.read_bytes().splitlines()[1:]]
        expect("verify: lines", [(each["line"], each["code"], each["message"]) for each in reports],
               [(7, "differs", "the server has another value of traits.n"),
                (8, "differs", "the server has another value of traits.j"),
                (9, "differs", "the server does not have traits.n"),
                (10, "differs", "the server does not have this person"),
                (32, "differs", "the server has another value of traits.j"),
                (33, "differs", "the server has another value of traits.j")])
        done = people(*running.there, "import", "-", stdin=b"".join(
            json.dumps(each).encode() + b"\n" for each in reports))
        expect("verify: reports are imported", (done.code, done.stored()), (0, 6))
        done = people(*arguments)
        expect("verify: equal again", (done.code, done.summary()["verified"],
                                       done.summary()["differing"]), (1, 699, 0))
    for more in (["--dry-run"], []):
        refused("verify needs a file", people("import", "-" if not more else file, "--verify",
                                              *more, stdin=b""), kind="usage")


def check_refused_lines(folder):
    """Lines that the server refuses are rejected once, also after a stop: they do not differ."""
    file, state, out = (folder / f"refused.{name}" for name in ("ndjson", "state", "rejected"))
    persons = [{"userId": f"u{number}", "traits": {"n": number}} for number in range(250)]
    file.write_text("".join(json.dumps(each) + "\n" for each in persons))
    had = {}

    class Handler(Stub.Handler):
        def do_GET(self):
            text = json.dumps({"people": list(had.values()), "total": len(had)}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    bad, stops = {"u30", "u130"}, [4]

    def answer(number, names):
        if "u150" in names and stops and stops.pop():
            return 401, {"message": "not now"}
        if bad.intersection(names):
            return 422, {"message": "refused here"}
        had.update((each["userId"], each) for each in persons if each["userId"] in names)
        return taken(names)

    with Refusing(answer, Handler) as stub:
        arguments = [*stub.there, "import", file, "--state", state, "--rejected", out, "--verify"]
        done = people(*arguments)
        holds("stopped before the end", done.code == 1 and "verified" not in done.summary(), done)
        done = people(*arguments)
        expect("all lines count once", (done.code, done.counts(), done.summary()["verified"],
                                        done.summary()["differing"]),
               (1, {"created": 248, "rejected": 2}, 248, 0))
        expect("rejected once", [(each["line"], each["message"]) for each in
                                 map(json.loads, out.read_bytes().splitlines())],
               [(31, "refused here"), (131, "refused here")])
        del had["u3"] # which the first run sent
        done = people(*arguments)
        expect("lines of the first run are compared", (done.summary()["verified"], done.summary()[
            "differing"], json.loads(out.read_bytes().splitlines()[-1])["line"]), (247, 1, 4))
        quiet = people(*arguments, "--quiet")
        expect("--quiet", (quiet.code, quiet.err), (1, b""))


class Refusing(Stub):
    def __init__(self, answer, handler):
        self.Handler = handler
        super().__init__(answer)


def check_other_names(folder):
    """CSV that is not called so is refused once, with the options that it needs."""
    with Store() as store:
        for head, more in [("userId,email,x", ""), ("\ufeffUser ID;E-Mail", " --separator ';'"),
                           ("a\tEMAIL", " --separator tab"), ("email", ""), ('"phone","x"', "")]:
            content = (head + "\n1,2\n" * 300).encode()
            file = folder / "people.txt"
            file.write_bytes(content)
            for source, name in (file, str(file)), ("-", "standard input"):
                done = people(*store.there, "import", source, "--rate=0",
                              **({"stdin": content} if source == "-" else {}))
                holds(f"hint for {head} in {name}", done.code == 1 and
                      done.last().get("code") == "wrong_format" and done.last()["message"].startswith(
                          f"{name} is CSV, by its first line: add --format csv{more};"), done)
            holds("nothing continues", b"continues" not in done.err, done)
        expect("nobody is sent", store.people, [])
        done = people(*store.there, "import", "-", stdin=b'{"people":[{"userId":"u"}]}\n')
        holds("a page", done.code == 1 and "people export" in done.last().get("message", ""), done)
        for line in b"no person", b'"x"', b"7", b"a,b;c", b'{"userId":1, "email": 2}':
            done = people(*store.there, "import", "-", "--rate=0",
                          stdin=line + b'\n{"userId":"u"}\n')
            expect(f"a bad first line {line}", (done.code, done.counts()),
                   (1, {"created": 1, "rejected": 1}))
        done, _, reports = imported(HEAD + "u,,,\n")
        done = people(*store.there, "import", "-", stdin=json.dumps(reports[0]).encode() + b"\n")
        holds("a row in a report keeps its reason", done.code == 1 and
              b"line 1: the row has 4 cells, and the header row 3 (wrong_cells)" in done.err, done)


# ---- Stops

def check_stops(folder):
    """Killed at any moment, at a server that fails, with cells over lines: all is there once."""
    for seed, end in enumerate(["\r\n", "\r"]):
        file, state, out = (folder / f"stops{seed}.{name}" for name in ("csv", "state", "rejected"))
        text, expected, bad = io.StringIO(newline=""), {}, []
        writer = csv.writer(text, lineterminator=end)
        writer.writerow(["userId", "E-mail", "traits.text", "traits.level"])
        for number in range(1600):
            words = f'a "{number}",\r\n\n\r' * (number % 5)
            level = "x" if number % 97 == 10 else str(number)
            writer.writerow([f"u{number}", f"u{number}@example.com", words, level])
            if level == "x":
                bad.append(number + 2)
            else:
                expected[f"u{number}"] = {
                    "userId": f"u{number}", "email": f"u{number}@example.com", "phone": None,
                    "traits": {**({"text": words} if words else {}), "level": number}}
        file.write_bytes(text.getvalue().encode())
        with server("--chaos", seed + 2) as running:
            arguments = [*running.there, "import", file, "--rate=0", "--state", state, "--rejected",
                         out, "--map=E-mail=email", "--type=traits.level=integer"]
            done, kills = kill_often(arguments, seed, 0.05)
            holds("killed", kills > 1, kills)
            expect("stops: counts", (done.code, done.stored(), done.counts().get("rejected"),
                                     done.summary()["lines"]), (1, len(expected), len(bad), 1600))
            expect("stops: rejected", [json.loads(line)["line"] for line in
                                       out.read_bytes().splitlines()], bad)
            for attempt in range(9): # at a server that fails
                found = people(*running.there, "export", "--rate=0")
                if found.code == 0:
                    break
            got = {each["userId"]: each for each in map(json.loads, found.out.splitlines())}
            holds("stops: exactly those", {user: {key: each.get(key) for key in (
                "userId", "email", "phone", "traits")} for user, each in got.items()} == expected)
            again = people(*arguments)
            expect("stops: done", (again.code, again.out), (1, done.out))
            refused("other types", people(*arguments[:-1]), kind="state")
            refused("other columns", people(*arguments[:-2], "--map=E-mail=phone",
                                            arguments[-1]), kind="state")
            file.write_bytes(text.getvalue().replace("E-mail", "e-mail", 1).encode())
            refused("another header", people(*arguments), kind="state")


run_checks([check_rows, check_dialects, check_texts, check_columns, check_types,
            check_round_trips, check_dry_run, check_parts, check_export_stops, check_verify,
            check_refused_lines, check_other_names,
            check_stops])
