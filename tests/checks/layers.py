"""Checks that each header includes only what its layer may.

The table is the map of the house: a folder below `include/flameup/` is a layer, and a header may
include its own folder and the layers that the table names, of Boost only what stands beside them.
The tool `people` has its own: a folder includes those that stand before it.
"""

import os
import re

from common import INCLUDE, ROOT, UNITS, Tally, headers

BOOST_URL_SETS = r"boost/url/(rfc/\w*chars|grammar/\w+_chars)\.hpp"
TEXT = ["platform", "text"]
VALUE = [*TEXT, "value"]
HTTP = [*VALUE, "http"]
DESCRIBE = [*HTTP, "describe"]
MESSAGE = [*DESCRIBE, "json", "message"]
CLIENT = [*MESSAGE, "client"]
FLOW = [*MESSAGE, "model", "flow"]
OUTBOX = [*FLOW, "outbox"]

# Each layer: the layers that it may include, and the headers of Boost as one pattern.
LAYERS = {
    "platform": ([], r"boost/version\.hpp"),
    "text": (TEXT, rf"boost/config\.hpp|{BOOST_URL_SETS}"),
    "value": (VALUE, r"boost/(system/result|throw_exception)\.hpp"),
    "http": (HTTP, BOOST_URL_SETS),
    "describe": (DESCRIBE, rf"boost/(describe|mp11)/\w+\.hpp|{BOOST_URL_SETS}"),
    "model": ([*DESCRIBE, "model"], ""),
    "json": ([*DESCRIBE, "json"], r"boost/(config|json/\w+|system/error_code)\.hpp"),
    "message": (MESSAGE, r"boost/json/storage_ptr\.hpp"),
    "client": (CLIENT, ""),
    "flow": (FLOW, ""),
    "outbox": (OUTBOX, ""),
    "drive": ([*FLOW, "client", "drive"], ""),
    "openapi": ([*MESSAGE, "model", "openapi"], r"boost/json/\w+\.hpp"),
    "testing": ([*CLIENT, "model", "openapi", "testing"], r"boost/(json/\w+|system/error_code)\.hpp"),
    # What users include first: a header at the top only gathers what stands below it.
    "top": ([*FLOW, "client", "drive", "openapi", "top"], r"boost/.*"),
}

PEOPLE = ROOT / "examples/people"
PEOPLE_LAYERS = "system csv terminal lines options running shown commands bulk .".split()


def layer_of(name):
    """Returns the layer of a header, by the path that its users write."""
    parts = name.split("/")
    if name in ("flameup/platform.hpp", "flameup/macros_begin.hpp", "flameup/macros_end.hpp"):
        return "platform"
    return parts[1] if len(parts) > 2 else "top"


def wrong_includes(name):
    """Returns those of a header's includes that its layer may not have."""
    text = (INCLUDE / name).read_text()
    own, boost = LAYERS[layer_of(name)]
    for included in re.findall(r'^#include [<"](\S+)[>"]', text, re.M):
        if included.startswith("flameup"):
            if layer_of(included) not in own:
                yield included
        elif included.startswith("boost/") and not re.fullmatch(boost, included):
            yield included


def wrong_in_people(path):
    """Returns those of the tool's own includes that stand in a later folder."""
    for included in re.findall(r'^#include "(\S+)"', path.read_text(), re.M):
        folder = os.path.relpath((path.parent / included).resolve().parent, PEOPLE)
        later = PEOPLE_LAYERS[PEOPLE_LAYERS.index(os.path.relpath(path.parent, PEOPLE)) + 1 :]
        if folder in later:
            yield included


def main():
    tally = Tally()
    for name in [*headers(), *UNITS]:
        if layer_of(name) not in LAYERS:
            tally.count(name, False, "its folder is no layer")
            continue
        wrong = list(wrong_includes(name))
        tally.count(f"{name}, which may not include", not wrong, " ".join(wrong))
    for path in sorted(PEOPLE.rglob("*.hpp")):
        wrong = list(wrong_in_people(path))
        tally.count(f"{path.relative_to(ROOT)}, which may not include", not wrong, " ".join(wrong))
    tally.close()


if __name__ == "__main__":
    main()
