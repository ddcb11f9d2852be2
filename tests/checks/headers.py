"""Checks that each header stands alone, can be included twice, and keeps the project's rules.

Compiles without exceptions and RTTI, with all warnings as errors; then once more behind the macros
of engines and systems: those headers that users include by themselves, the others between
`macros_begin.hpp` and `macros_end.hpp`.
"""

import re
from functools import partial

from common import BARE, INCLUDE, ROOT, STRICT, UNITS, Tally, compile, headers, including, options

HOSTILE = (ROOT / "tests/macros/hostile.hpp").read_text()
BEGIN, END = "flameup/macros_begin.hpp", "flameup/macros_end.hpp"


def rules(name):
    """Returns what is wrong with a header's text."""
    text = (INCLUDE / name).read_text()
    if name in (BEGIN, END):
        return not re.search(r"^\s*#\s*(if|define)", text, re.M), f"{name} has a condition or macro"
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


def for_users():
    """The headers that users include: those that the map lists, and all that remove macros."""
    table = (INCLUDE / "flameup/README.md").read_text().partition("## What users include")[2]
    listed = set(re.findall(r"`(flameup\S*\.hpp)`", table.partition("\n## ")[0])) - {BEGIN, END}
    return sorted(listed | {name for name in [*headers(), *UNITS]
                            if f'"{BEGIN}"' in (INCLUDE / name).read_text()})


def removed_macros():
    """Each macro that is saved must be removed, and restored."""
    begin, end = ((INCLUDE / name).read_text() for name in (BEGIN, END))
    saved, restored = (re.findall(rf'^#pragma {word}_macro\("(\w+)"\)', text, re.M)
                       for word, text in (("push", begin), ("pop", end)))
    removed = re.findall(r"^#undef (\w+)", begin, re.M)
    return saved == removed == restored, f"saved {saved}\nremoved {removed}\nrestored {restored}"


def restores_macros(cxx, std):
    """All macros must be what they were, behind all headers that users include."""
    def defined(text):
        _, output = compile(cxx, std, HOSTILE + text, "-E", "-dM")
        return {line for line in output.splitlines() if "MACRO_OF_OTHERS" in line}

    wrong = defined("") ^ defined(including(for_users()))
    return defined("") and not wrong, "not as before: " + " ".join(sorted(wrong))


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

    public = [name for name in for_users() if name not in UNITS]
    inner = [name for name in headers() if name not in (*public, BEGIN, END)]
    for name in [*headers(), *UNITS]:
        tally.count(f"rules of {name}", *rules(name))
    tally.count("one version", *versions())
    tally.count("list of macros", *removed_macros())
    jobs = [(f"{name} alone and twice", partial(unit, including([name, name]), *quiet))
            for name in headers() if name not in (BEGIN, END)]
    jobs += [("macros removed twice", partial(unit, including([BEGIN, BEGIN, END, END]), *quiet))]
    jobs += [(f"{name} behind hostile macros", partial(unit, HOSTILE + including([name]), *quiet))
             for name in public]
    jobs += [("all others behind hostile macros",
              partial(unit, HOSTILE + including([BEGIN, *inner, END]), *quiet)),
             ("units behind hostile macros", partial(unit, HOSTILE + including(UNITS), *STRICT)),
             ("restores macros", partial(restores_macros, given.cxx, given.std)),
             ("units twice", partial(unit, including(UNITS * 2), *STRICT)),
             ("layers of the model", partial(layering, given.cxx, given.std))]
    tally.count_all(jobs)
    tally.close()


main()
