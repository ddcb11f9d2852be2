"""Checks that CMake projects can take the library in: by add_subdirectory, by FetchContent and by find_package, with
the Boost that each gives, and that they are told what is missing."""

import os
import re
import shutil
import sys
import tarfile
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from common import INCLUDE, ROOT, Tally, options, run

# What the guide tells users to write.
ADDED, FETCHED, FOUND, LINK = re.findall(r"^```cmake\n(.*?)^```$", (INCLUDE / "README.md").read_text(), re.M | re.S)

COMPILED = """
add_library(Boost::json STATIC IMPORTED GLOBAL)
set_target_properties(Boost::json PROPERTIES IMPORTED_LOCATION "${COMPILED}")
""" + ADDED

# A plugin, and a program whose other part is a library of its own; all with the strictest warnings.
PROJECT = """
cmake_minimum_required(VERSION 3.16)
project(consumer CXX)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
add_subdirectory(take_in)
add_library(my_library STATIC part.cpp)
add_executable(my_program program.cpp)
""" + LINK + """
add_library(plugin MODULE part.cpp)
target_link_libraries(plugin PRIVATE flameup::json)
install(TARGETS my_library EXPORT consumer DESTINATION lib)
install(EXPORT consumer NAMESPACE consumer:: DESTINATION lib/cmake/consumer)
"""
PART = """
#include <flameup/json/to_json.hpp>
#include <flameup/model/person.hpp>

#include <boost/json/parse.hpp>

std::string part() {
    boost::system::error_code code;
    flameup::PersonInput<> person;
    person.userId = "user_12345";
    person.traits = boost::json::parse(R"({"plan": "free"})", code).as_object();
    return *flameup::to_json(person);
}
"""
PROGRAM = """
#include <flameup/platform.hpp>

#include <iostream>
#include <string>

std::string part();
int main() { std::cout << FLAMEUP_VERSION " " << part() << '\\n'; }
"""
PRINTED = '0.1.0 {"userId":"user_12345","traits":{"plan":"free"}}\n'

HERE = "third_party/flameup/include"

# Ends with the directories of the headers.
ASKING = """
cmake_minimum_required(VERSION 3.16)
project(asking CXX)
{before}
add_library(asking INTERFACE)
target_link_libraries(asking INTERFACE flameup::json)
get_target_property(directories flameup::flameup INTERFACE_INCLUDE_DIRECTORIES)
get_target_property(linked flameup::json INTERFACE_LINK_LIBRARIES)
message(STATUS "directories: ${{directories}}; linked: ${{linked}}")
"""


def configure(cxx, folder, *settings, **environment):
    environment = {**os.environ, **environment}
    generator = ["-G", "Ninja", f"-DCMAKE_MAKE_PROGRAM={shutil.which('ninja')}"]
    launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
    return run(["cmake", *generator, *launcher, f"-DCMAKE_CXX_COMPILER={shutil.which(cxx[0])}", *settings, "-S", folder,
                "-B", folder / "build"], env=environment)


def third_party(folder):
    """Makes a directory that has the library where the guide has it."""
    (folder / HERE).parent.mkdir(parents=True)
    (folder / HERE).symlink_to(INCLUDE)


def consumer(cxx, folder, take_in, target, *settings):
    """Builds a target of a project that takes the library in, without exceptions and RTTI; runs its program."""
    third_party(folder / "take_in")
    (folder / "CMakeLists.txt").write_text(PROJECT)
    (folder / "take_in/CMakeLists.txt").write_text(take_in)
    (folder / "part.cpp").write_text(PART)
    (folder / "program.cpp").write_text(PROGRAM)
    strict = "-fno-exceptions -fno-rtti -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
    works, output = configure(cxx, folder, f"-DCMAKE_CXX_FLAGS={strict}", *settings)
    if works:
        works, output = run(["cmake", "--build", folder / "build", "--target", target])
    if works:
        works, output = run([folder / "build/my_program"])
        works = works and output == PRINTED
    return works, output


def installed(cxx, folder, *settings):
    """Installs the library; returns the prefix."""
    works, output = run(["meson", "setup", folder / "build", ROOT, f"--prefix={folder}/prefix", "-Dtests=disabled",
                         "-Dexamples=disabled", *settings], env={**os.environ, "CXX": " ".join(cxx)})
    if works:
        works, output = run(["meson", "install", "-C", folder / "build"])
    if not works:
        sys.exit(output)
    return folder / "prefix"


def asking(cxx, folder, before, expected, *settings, **environment):
    """Configures a project; tells whether what it prints has the expected text, on one line."""
    third_party(folder)
    (folder / "CMakeLists.txt").write_text(ASKING.format(before=before))
    output = " ".join(configure(cxx, folder, *settings, **environment)[1].split())
    return expected in output, f"wanted: {expected}\n{output}"


def boost(folder, version=None):
    """Makes a directory with the Boost at hand, or with one that only says its version."""
    folder.mkdir(parents=True)
    if version is None:
        own = Path(os.environ.get("BOOST_ROOT", "/usr"))
        (folder / "boost").symlink_to(next(path for path in (own / "boost", own / "include/boost") if path.is_dir()))
    else:
        (folder / "boost").mkdir()
        (folder / "boost/version.hpp").write_text(f"#define BOOST_VERSION {version}\n")
    return folder


def questions(cxx, folder, prefix):
    """What is asked of each way that Boost can be given, and what is said where it is not."""
    unpacked, in_include = boost(folder / "unpacked"), boost(folder / "prefixed/include")
    old, fake = boost(folder / "old", 108000), boost(folder / "fake", 109900)
    # find_package(Boost) in a project's own directory, by the package file that Boost installs.
    package = folder / "package/lib/cmake/Boost-1.99.0"
    package.mkdir(parents=True)
    (package / "BoostConfigVersion.cmake").write_text(
        'set(PACKAGE_VERSION "1.99.0")\nset(PACKAGE_VERSION_COMPATIBLE TRUE)\n')
    (package / "BoostConfig.cmake").write_text(
        "add_library(Boost::headers INTERFACE IMPORTED)\n"
        f'set_target_properties(Boost::headers PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "{fake}")\n'
        "add_library(Boost::json INTERFACE IMPORTED)\n")
    here = f"{HERE};"
    none = ["-DCMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF", "-DCMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH=OFF"]
    find_boost = "find_package(Boost CONFIG REQUIRED COMPONENTS json)\n"
    vendored = folder / "vendored"
    shutil.copytree(INCLUDE, vendored)
    boost(vendored / "aside", 109900)
    (vendored / "aside/boost").rename(vendored / "boost")
    table = {
        "Boost_INCLUDE_DIR": (ADDED, f"{here}{unpacked}; linked", f"-DBoost_INCLUDE_DIR={unpacked}"),
        "BOOST_ROOT, unpacked": (ADDED, f"{here}{unpacked}; linked", f"-DBOOST_ROOT={unpacked}"),
        "BOOST_ROOT, installed": (ADDED, f"{here}{in_include}; linked", f"-DBOOST_ROOT={in_include.parent}"),
        "Boost's package file": (ADDED, f"{here}{fake}; linked", f"-DCMAKE_PREFIX_PATH={folder / 'package'}"),
        "find_package(Boost) before": (find_boost + ADDED, f"{here}{fake}; linked",
                                       f"-DCMAKE_PREFIX_PATH={folder / 'package'}"),
        "a Boost that is built along": (
            "add_library(boost_headers INTERFACE)\nadd_library(Boost::headers ALIAS boost_headers)\n" + ADDED,
            f"{HERE}; linked"),
        "Boost beside the headers": (f"add_subdirectory({vendored} flameup)",
                                     f"directories: {vendored};{vendored}; linked"),
        "no Boost": (ADDED, "flameup: Boost is not found. It needs the headers of Boost 1.81 or newer: set BOOST_ROOT",
                     *none),
        "an old Boost": (ADDED, f"flameup: The Boost in {old} is too old (108000). It needs", f"-DBOOST_ROOT={old}"),
        "no Boost, found": (FOUND, "Boost is not found. It needs the headers of Boost 1.81 or newer",
                            f"-Dflameup_DIR={prefix}/share/cmake/flameup", *none),
        "no Boost, not required": ("find_package(flameup CONFIG QUIET)\nif(NOT flameup_FOUND)\nmessage(FATAL_ERROR "
                                   "went-on)\nendif()", "went-on", f"-Dflameup_DIR={prefix}/share/cmake/flameup",
                                   *none),
        "twice": (ADDED + f"add_subdirectory({HERE} again)", here),
        "the compiled Boost.JSON": (find_boost + ADDED, "linked: flameup::flameup;Boost::json",
                                    "-DFLAMEUP_LINK_BOOST_JSON=ON", f"-DCMAKE_PREFIX_PATH={folder / 'package'}"),
        "no compiled Boost.JSON": (ADDED, "FLAMEUP_LINK_BOOST_JSON needs the target Boost::json: call find_package",
                                   "-DFLAMEUP_LINK_BOOST_JSON=ON", f"-DBoost_INCLUDE_DIR={unpacked}"),
    }
    for asked, is_found in (("0.1", True), ("0.1.0 EXACT", True), ("0.1.7", False), ("0.2", False), ("0.0.9", False),
                            ("1", False), ("0.1...0.3", True), ("0.0...<0.1", False), ("0.0...<0.2", True)):
        table[f"version {asked}"] = (f"find_package(flameup {asked} CONFIG REQUIRED)",
                                     "; linked:" if is_found else 'compatible with requested version',
                                     f"-DCMAKE_PREFIX_PATH={prefix}", f"-DBoost_INCLUDE_DIR={unpacked}")
    for number, (name, (before, expected, *settings)) in enumerate(table.items()):
        yield name, partial(asking, cxx, folder / f"question{number}", before, expected, *settings)
    yield "BOOST_ROOT of the environment", partial(asking, cxx, folder / "environment", ADDED,
                                                   f"{here}{unpacked}; linked", BOOST_ROOT=str(unpacked))


def main():
    given = options()
    if shutil.which("cmake") is None:
        print("CMake is not installed\n0 passed, 0 failed, 1 skipped")
        return
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        prefix = installed(given.cxx, folder / "installed")
        odd = installed(given.cxx, folder / "odd", "-Ddatadir=lib/data", "-Dincludedir=include/more/of")
        archive = folder / "flameup.tar.gz"
        with tarfile.open(archive, "w:gz") as tar:
            tar.add(INCLUDE, "flameup-0.1.0/include")
        tally.count_all([
            ("add_subdirectory", partial(consumer, given.cxx, folder / "added", ADDED, "all")),
            ("FetchContent", partial(consumer, given.cxx, folder / "fetched", FETCHED,
                                     "my_program", f"-DFLAMEUP_URL=file://{archive}")),
            ("find_package", partial(consumer, given.cxx, folder / "found", FOUND, "my_program",
                                     f"-DCMAKE_PREFIX_PATH={prefix}")),
            *questions(given.cxx, folder, prefix),
            ("an installation in other directories", partial(
                asking, given.cxx, folder / "other", FOUND, f"directories: {odd}/include/more/of;",
                f"-Dflameup_DIR={odd}/lib/data/cmake/flameup"))])
        tally.count("a compiled Boost.JSON is linked", *consumer(
            given.cxx, folder / "linking", COMPILED, "my_program", "-DFLAMEUP_LINK_BOOST_JSON=ON",
            f"-DCOMPILED={folder}/added/build/take_in/{HERE}/libflameup_json.a"))
    tally.close()


main()
