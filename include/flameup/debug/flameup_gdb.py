"""Pretty printers for gdb: `source include/flameup/debug/flameup_gdb.py` in gdb or in `.gdbinit`.

They read the layout of libstdc++ and of Boost.Variant2, and need libstdc++'s own printers for text.
Where a layout is another one, gdb prints the members; headers are then printed without values.
"""

import re
from datetime import datetime, timedelta

import gdb
import gdb.printing

# The headers of `http/shown_headers.hpp`. The values of all others may hold a key.
SHOWN_HEADERS = {
    "accept", "accept-encoding", "accept-language", "cache-control", "connection",
    "content-encoding", "content-length", "content-type", "date", "expect", "host", "if-match",
    "if-none-match", "traceparent", "user-agent", "x-request-id",
}
HIDDEN = "***"


class Line:
    """Prints one line, and has no children."""

    def __init__(self, line):
        self.line = line

    def to_string(self):
        return self.line


class Members:
    """Prints a struct that has no printer as gdb does, without its static members."""

    def __init__(self, value):
        self.value = value

    def children(self):
        for field in self.value.type.fields():
            if hasattr(field, "bitpos"):
                name = f"<{field.name}>" if field.is_base_class else field.name or ""
                yield name, self.value[field]


class HeaderMap:
    """Prints headers as a map; the generator reads them one by one, so that gdb can stop."""

    def __init__(self, value):
        self.first = value["fields_"]["_M_impl"]["_M_start"]
        self.size = int(value["size_"])

    def display_hint(self):
        return "map"

    def to_string(self):
        return None if self.size else "no headers"

    def children(self):
        for i in range(self.size):
            header = self.first[i]
            yield f"name {i}", header["name"]
            yield f"value {i}", shown_value(header)


def as_itself(value):
    """Returns a printer that prints a value as if it stood alone."""
    printer = gdb.default_visualizer(value)
    if printer is not None:
        return printer
    kind = value.type.strip_typedefs().code
    return Members(value) if kind == gdb.TYPE_CODE_STRUCT else Line(value)


def text(string):
    """Returns a string without its quotes; control characters and others stay as gdb's escapes."""
    quoted = string.format_string(max_elements=1024, repeat_threshold=0)
    return quoted[1:-1] if re.fullmatch(r'".*"', quoted) else quoted


def optional(value):
    """Returns what a std::optional holds, or None."""
    payload = value["_M_payload"]
    return payload["_M_payload"]["_M_value"] if payload["_M_engaged"] else None


def enumerator(value):
    """Returns an enumerator's name without its scopes, or the number that has none."""
    for field in value.type.strip_typedefs().fields():
        if field.enumval == int(value):
            return field.name.rpartition("::")[2]
    return str(int(value))


def shown_value(header):
    is_shown = text(header["name"]).lower() in SHOWN_HEADERS
    return header["value"] if is_shown else HIDDEN


def error_line(error):
    """Returns what `to_string(error)` in `value/error_text.hpp` does, of texts of any size."""
    status, code, message = int(error["status"]), text(error["code"]), text(error["message"])
    line = enumerator(error["kind"]) + " error"
    if status:
        line += f" {status}"
    if code and code != str(status):
        line += f" {code}"
    if message:
        line += f": {message}"
    notes = [word + text(error[member])
             for word, member in (("at ", "path"), ("lacks ", "missing_permission"),
                                  ("request ", "request_id")) if text(error[member])]
    retry_after = optional(error["retry_after"])
    seconds = optional(retry_after["seconds"]) if retry_after is not None else None
    if seconds is not None:
        notes.append(f"retry after {int(seconds)} s")
    return line + (f" ({', '.join(notes)})" if notes else "")


def result(value):
    variant = value["v_"]
    index, storage = int(variant["ix_"]), variant["st_"]
    if storage.type.strip_typedefs().code == gdb.TYPE_CODE_ARRAY:  # moving the value may throw
        index, storage = index // 2, storage[index & 1]
    if index == 2:
        return Line(error_line(storage["rest_"]["rest_"]["first_"]))
    if index != 1:
        return Line("not initialized")
    if value.type.strip_typedefs().template_argument(0).code == gdb.TYPE_CODE_VOID:
        return Line("success")
    return as_itself(storage["rest_"]["first_"])


def nullable(value):
    if value["null_"]:
        return Line("null")
    held = optional(value["value_"])
    return Line("absent") if held is None else as_itself(held)


def open_enum(value):
    known = optional(value["known_"])
    return as_itself(value["unknown_"]) if known is None else Line(enumerator(known))


def timestamp(value):
    seconds, nanoseconds = int(value["seconds"]), int(value["nanoseconds"])
    if not -62167219200 <= seconds <= 253402300799 or nanoseconds > 999999999:
        return Line(f"out of range: {seconds} s, {nanoseconds} ns")
    shift = 400 if seconds < 0 else 0  # years; Python's begin with 1
    moment = datetime(1970, 1, 1) + timedelta(days=shift // 400 * 146097, seconds=seconds)
    fraction = f".{nanoseconds:09}".rstrip("0") if nanoseconds else ""
    return Line(f"{moment.year - shift:04}{moment:-%m-%dT%H:%M:%S}{fraction}Z")


def guarded(make, instead=None):
    """Makes a printer that survives another layout, and memory that cannot be read."""
    def make_or_leave(value):
        try:
            return make(value)
        except gdb.error:
            return instead
    return make_or_leave


def header(value):
    shown = shown_value(value)
    return Line(f"{text(value['name'])}: {shown if shown is HIDDEN else text(shown)}")


def printers():
    collection = gdb.printing.RegexpCollectionPrettyPrinter("flameup")
    space = r"flameup::(v\d+_\d+::)?"
    for name, make in (("Nullable", nullable), ("OpenEnum", open_enum)):
        collection.add_printer(name, rf"^{space}{name}(<.*>)?$", guarded(make))
    collection.add_printer("Timestamp", rf"^{space}Timestamp$", guarded(timestamp))
    collection.add_printer("Secret", rf"^{space}Secret$", lambda value: Line(HIDDEN))
    collection.add_printer("Header", rf"^{space}Header$", guarded(header, Line(HIDDEN)))
    collection.add_printer("Headers", rf"^{space}Headers$", guarded(HeaderMap, Line(HIDDEN)))
    collection.add_printer("Result", rf"^boost::system::result<.*, {space}Error>$", guarded(result))
    return collection


gdb.printing.register_pretty_printer(gdb.current_objfile(), printers(), replace=True)
