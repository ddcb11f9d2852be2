"""Checks that the library works installed, through pkg-config, and as a Meson subproject, and that its
examples do without libraries that are not there."""

import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from common import INCLUDE, ROOT, Tally, options, run

PROGRAM = """
#include <flameup/model.hpp>
#include <flameup/src.hpp>

#include <iostream>

int main() { std::cout << FLAMEUP_VERSION << '\\n'; }
"""

BUILD = """
project('consumer', 'cpp', default_options: ['cpp_std=c++17'])
executable('consumer', 'consumer.cpp', dependencies: dependency('flameup'))
executable('linked', 'linked.cpp', dependencies: dependency('flameup-json'))
"""

LINKED = """
#include <flameup/json/to_json.hpp>

#include <boost/json/parse.hpp>

int main() {
    boost::system::error_code error;
    return *flameup::to_json(boost::json::parse("[1, null]", error)) == "[1,null]" ? 0 : 1;
}
"""

WRAP = """
[wrap-file]
directory = flameup

[provide]
dependency_names = flameup, flameup-json
"""


def names(folder, pattern="*.*"):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob(pattern))


def installed(tally, cxx, folder):
    place = folder / "place"
    build = folder / "build"
    works, output = run(["meson", "setup", build, ROOT, "--prefix=/usr", "-Dtests=disabled",
                         "-Dexamples=disabled"], env={**os.environ, "CXX": " ".join(cxx)})
    if works:
        works, output = run(["meson", "install", "-C", build], env={**os.environ, "DESTDIR": place})
    tally.count("install", works, output)

    wanted = sorted([*names(INCLUDE, "*.hpp"), "flameup/debug/flameup.natvis",
                     "flameup/debug/flameup_gdb.py", *names(INCLUDE, "flameup*.cmake")])
    tally.count("headers, debugger views and CMake's files are installed, and nothing else",
                names(place / "usr/include") == wanted)

    env = {**os.environ, "PKG_CONFIG_PATH": place / "usr/share/pkgconfig",
           "PKG_CONFIG_SYSROOT_DIR": place}
    works, flags = run(["pkg-config", "--cflags", "flameup"], env=env)
    _, version = run(["pkg-config", "--modversion", "flameup"], env=env)
    program = folder / "program"
    if works:
        works, output = run([*cxx, "-std=c++17", *flags.split(), "-x", "c++", "-", "-o", program],
                            PROGRAM)
    if works:
        works, output = run([program])
    tally.count("pkg-config gives a working program of the same version",
                works and output == version, f"{flags}{version}{output}")


def subproject(tally, cxx, folder):
    build = folder / "build"
    copy = folder / "subprojects/flameup"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("build*", ".*"))
    (folder / "subprojects/flameup.wrap").write_text(WRAP)
    (folder / "meson.build").write_text(BUILD)
    (folder / "consumer.cpp").write_text(PROGRAM)
    (folder / "linked.cpp").write_text(LINKED)

    env = {**os.environ, "CXX": " ".join(cxx)}
    works, output = run(["meson", "setup", build, folder, "-Dauto_features=enabled"], env=env)
    if works:
        works, output = run(["ninja", "-C", build])
    for program, dependency in ("consumer", "flameup"), ("linked", "flameup-json"):
        runs, said = run([build / program]) if works else (False, output)
        tally.count(f"dependency('{dependency}') of a subproject", runs, said)

    _, targets = run(["meson", "introspect", "--targets", build])
    _, tests = run(["meson", "introspect", "--tests", build])
    names = [target["name"] for target in json.loads(targets or "[]")]
    tally.count("a subproject builds no tests and no examples",
                names == ["json_src", "consumer", "linked"] and json.loads(tests or "[]") == [], f"{names} {tests}")


def without_libraries(tally, cxx, folder):
    nowhere = folder / "nowhere"
    nowhere.mkdir()
    env = {**os.environ, "CXX": " ".join(cxx), "PKG_CONFIG_LIBDIR": str(nowhere)}
    works, output = run(["meson", "setup", folder / "build", ROOT, "-Dtests=disabled"], env=env)
    said = re.findall(r"^ +(\w+) *: (YES|NO, install .*)$", output, re.M)
    found = dict(said)
    tally.count("the summary says what to install for which transport",
                works and found.get("curl") == "NO, install libcurl4-openssl-dev" and
                found.get("httplib") == "NO, install libcpp-httplib-dev" and
                found.get("sockets") == "YES" and found.get("worker") == "YES", output)
    _, targets = run(["meson", "introspect", "--targets", folder / "build"])
    names = {target["name"] for target in json.loads(targets or "[]")}
    tally.count("a library that is not there disables its transports alone",
                {"sockets", "worker", "people", "people_server"} <= names and
                not {"curl", "curl_multi", "httplib"} & names, f"{names}")


given = options()
tally = Tally()
for check in installed, subproject, without_libraries:
    with tempfile.TemporaryDirectory() as folder:
        check(tally, given.cxx, Path(folder))
tally.close()
