"""Checks that each header stands alone, can be included twice, and keeps the project's rules.

Compiles without exceptions and RTTI, with all warnings as errors; then once more everything
behind the macros that windows.h and X11 define.
"""

import re
from functools import partial

from common import BARE, INCLUDE, ROOT, STRICT, UNITS, Tally, compile, headers, including, options

HOSTILE = """
#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))
#define DELETE (0x00010000L)
#define ERROR 0
#define GetObject GetObjectW
#define SendMessage SendMessageW
#define interface struct
#define small char
#define near
#define far
#define IN
#define OUT
#define OPTIONAL
#define Bool int
#define Status int
#define None 0L
#define True 1
#define False 0
#define Success 0
#define Always 2
"""


def rules(name):
    """Returns what is wrong with a header's text."""
    text = (INCLUDE / name).read_text()
    guard = re.sub(r"\W", "_", name).upper()
    conditions = re.findall(r"^\s*#\s*((?:if|el|end)\w*.*?)\s*$", text, re.M)
    wrong = []
    if not text.startswith(f"#ifndef {guard}\n#define {guard}\n"):
        wrong.append(f"does not begin with the guard {guard}")
    if name != "flameup/platform.hpp" and conditions != [f"ifndef {guard}", "endif"]:
        wrong.append("has conditions, which belong into platform.hpp")
    if name != "flameup/src.hpp" and "boost/json/src.hpp" in text:
        wrong.append("includes Boost.JSON's sources, which belong into src.hpp")
    if re.search(r"^\s*#\s*pragma\s+once", text, re.M):
        wrong.append("has #pragma once")
    return not wrong, f"{name} " + "; ".join(wrong)


def versions():
    """The version stands in three places, which must agree."""
    platform = (INCLUDE / "flameup/platform.hpp").read_text()
    project = re.search(r"version: '(\d+\.\d+)(\.\d+)'", (ROOT / "meson.build").read_text())
    expected = [project[1] + project[2], "v" + project[1].replace(".", "_")]
    found = [re.search(r'FLAMEUP_VERSION "(.*?)"', platform)[1],
             re.search(r"inline namespace (v\w+)", platform)[1]]
    return found == expected, f"platform.hpp has {found}, meson.build {expected}"


def layering(cxx, std):
    """The model must stay cheap: no JSON values and no URLs behind it."""
    model = [name for name in headers() if re.match(r"flameup/model[./]", name)]
    works, output = compile(cxx, std, including(model), "-M")
    reached = re.findall(r"\S*/boost/(?:json/(?:value|basic_parser)|url)\S*", output)
    return works and not reached, "reached: " + " ".join(reached) if works else output


def main():
    given = options()
    tally = Tally()
    unit = partial(compile, given.cxx, given.std)
    quiet = [*STRICT, *BARE]

    # The headers of others come first; platform.hpp includes some by condition.
    prelude = set()
    for name in headers():
        if name != "flameup/platform.hpp":
            prelude |= set(re.findall(r"^#include (<\S+>)", (INCLUDE / name).read_text(), re.M))
    hostile = including(["flameup/platform.hpp"])
    hostile += "".join(f"#include {name}\n" for name in sorted(prelude)) + HOSTILE

    for name in [*headers(), *UNITS]:
        tally.count(f"rules of {name}", *rules(name))
    tally.count("one version", *versions())
    jobs = [(f"{name} alone and twice", partial(unit, including([name, name]), *quiet))
            for name in headers()]
    jobs += [("hostile macros", partial(unit, hostile + including(headers()), *quiet)),
             ("src.hpp twice", partial(unit, including(["flameup/src.hpp"] * 2), *STRICT)),
             ("layers of the model", partial(layering, given.cxx, given.std))]
    tally.count_all(jobs)
    tally.close()


main()
