"""Checks the folders that include/vendor.py makes: programs are built from them alone by each compiler, with and without
exceptions, by CMake and by Meson; a typed one; and one with its own namespace beside another one in one program."""

import os
import re
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from common import BARE, INCLUDE, STRICT, Tally, including, options, run

HIDDEN = ["-fPIC", "-fvisibility=hidden"]
MINGW = shutil.which("x86_64-w64-mingw32-g++-posix")

DYNAMIC = """
#include <flameup.hpp>
#include <flameup/flows.hpp>

#include <boost/json/parse.hpp>

#include <iostream>

int NAME() {
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    boost::system::error_code code;
    flameup::UpsertPerson<> upsert;
    upsert.userId = "user_12345";
    upsert.traits = boost::json::parse(R"({"level": [7, null]})", code).as_object();
    const auto request = flameup::build(config, upsert);
    if (!request) return 1;
    const auto person = flameup::decode<flameup::UpsertPerson<>>(config, {200, {}, request->body});
    return person && person->traits.at("level").as_array().size() == 2 ? 0 : 1;
}
"""
TYPED = """
#include <flameup.hpp>
#include <flameup/flows.hpp>

struct Traits {
    std::optional<double> level;
    FLAMEUP_DESCRIBE(Traits, (), (level))
};

int NAME() {
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    const auto send = [](const flameup::HttpRequest& request) -> flameup::Result<flameup::HttpResponse> {
        return flameup::HttpResponse{200, {}, R"({"created_count": 1, "people": [)" + request.body + "]}"};
    };
    std::vector<flameup::PersonInput<Traits>> everybody(1);
    everybody[0].userId = "user_12345";
    everybody[0].traits = Traits{7.5};
    flameup::SystemHost host;
    int stored = 0;
    const auto count = [&stored](const flameup::PersonOutcome& outcome) { stored += is_stored(outcome.fate); };
    return upsert_all(config, send, everybody, count, flameup::BatchesOptions{}, host) && stored == 1 ? 0 : 1;
}
"""
TWO = "int first(); int second(); int main() { return first() + second(); }\n"

CMAKE = """
cmake_minimum_required(VERSION 3.16)
project(consumer CXX)
add_subdirectory(third_party/flameup)
add_executable(program program.cpp)
target_link_libraries(program PRIVATE flameup::json)
"""
MESON = """
project('consumer', 'cpp', default_options: ['cpp_std=c++17'])
executable('program', 'program.cpp', dependencies: dependency('flameup-json', fallback: 'flameup'))
"""


def vendor(folder, *arguments, **environment):
    return run([sys.executable, "-B", INCLUDE / "vendor.py", folder, *arguments], env={**os.environ, **environment})


def compile_alone(cxx, std, folder, text, output, *flags):
    """Compiles a unit; fails if a header of Boost comes from anywhere but the folder."""
    dependencies = output.with_suffix(".d")
    works, said = run([*cxx, f"-std={std}", "-c", "-MD", "-MF", dependencies, *flags, f"-isystem{folder}", "-x", "c++",
                       "-", "-o", output], text)
    if works:
        strange = [path for path in dependencies.read_text().split()
                   if re.search(r"/boost/", path) and not path.startswith(str(folder))]
        works, said = not strange, " ".join(strange)
    return works, said


def closed(folder, name="boost"):
    """Each header that a header of Boost may include, in any branch, is in the folder."""
    missing = []
    for path in (folder / name).rglob("*"):
        text = path.read_text(errors="replace") if path.is_file() else ""
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        for named in re.findall(rf'^[ \t]*#[ \t]*include[ \t]*[<"]({name}/[\w./-]+)[>"]', text, re.M):
            if not (folder / named).is_file():
                missing.append(f"{path.name}: {named}")
    return not missing, "\n".join(missing)


def defined(*objects):
    """The symbols that object files define and that are this library's or Boost's."""
    output = run(["nm", "-C", "--defined-only", "-g", *objects])[1]
    names = {line.split(" ", 2)[2] for line in output.splitlines() if line.count(" ") > 1}
    return {name for name in names if re.search(r"boost|flameup", name)}


def exported(tally, unit, folder):
    """A shared library of a unit whose symbols are hidden exports some of Boost, unless its linker is told."""
    (folder / "only.map").write_text("{ local: *; };\n")
    for flags, is_some in ([], True), ([f"-Wl,--version-script={folder}/only.map"], False):
        library = folder / "library.so"
        works, output = run(["g++", "-shared", unit, *flags, "-o", library])
        if works:
            works, output = run(["nm", "-D", "--defined-only", "-C", library])
        tally.count(f"exports of a library linked with {flags}", works and ("boost::" in output) == is_some, output)


def builds(tally, vendored, project, place, file, text, setup):
    """Builds and runs a project that has the folder in a place of its own."""
    (project / place).mkdir(parents=True)
    (project / place / "flameup").symlink_to(vendored)
    (project / file).write_text(text)
    (project / "program.cpp").write_text(TYPED.replace("NAME", "main"))
    works, output = run(setup, cwd=project, env={**os.environ, "CXX": "g++", "BOOST_ROOT": "/nowhere"})
    if works:
        works, output = run(["ninja", "-C", "build"], cwd=project)
    if works:
        works, output = run([project / "build/program"])
    tally.count(f"{project.name} builds", works, output)


def licence(tally, folder):
    """If the repository has a licence, the folder has it too."""
    shutil.copytree(INCLUDE, folder / "copy/include")
    (folder / "copy/LICENSE.txt").write_text("mine")
    works, output = run([sys.executable, "-B", folder / "copy/include/vendor.py", folder / "licensed"])
    texts = {path.name: path.read_text() for path in (folder / "licensed").glob("LICENSE*")} if works else {}
    tally.count("the licences", texts.get("LICENSE.txt") == "mine" and
                texts.get("LICENSE_1_0.txt", "").startswith("Boost Software License - Version 1.0"), output)


def refusals(tally, folder):
    """Nothing is replaced that the script did not make; the messages say what is wrong."""
    (folder / "mine").mkdir()
    (folder / "mine/file").write_text("mine")
    works, output = vendor(folder / "mine")
    tally.count("a directory of others is kept", not works and "was not made by this script" in output and
                (folder / "mine/file").is_file(), output)
    old = folder / "old/boost"
    old.mkdir(parents=True)
    (old / "version.hpp").write_text("#define BOOST_VERSION 108000\n")
    for arguments, words in ((["--boost", folder / "old"], "has Boost 1.80; 1.81 or newer is needed"),
                             (["--boost", folder / "mine"], "give --boost DIRECTORY"),
                             (["--namespace", "std"], "cannot be a namespace"),
                             (["--namespace", "Game Boost"], "cannot be a namespace")):
        works, output = vendor(folder / "new", *map(str, arguments))
        tally.count(words, not works and words in output and not (folder / "new").exists(), output)


def main():
    given = options()
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        refusals(tally, folder)
        licence(tally, folder)
        full, typed, apart = folder / "full", folder / "typed", folder / "apart"
        for made, *arguments in (full,), (full,), (typed, "--typed"), (apart, "--namespace", "apart_boost"):
            works, output = vendor(made, *arguments)
            tally.count(f"makes {made.name}", works, output)
            print(output, end="")
        tally.count("the folder has what is not a header", {path.name for path in full.iterdir()} == {
            "CMakeLists.txt", "LICENSE_1_0.txt", "VENDORED.md", "boost", "flameup", "flameup.hpp", "flameup_src.cpp",
            "meson.build"}, str(sorted(full.iterdir())))
        tally.count("all that is included is there", *closed(full))
        tally.count("all that is included is there, typed", *closed(typed))
        tally.count("all that is included is there, apart", *closed(apart, "apart_boost"))
        sources = list((typed / "boost/json").rglob("*.ipp")) + [typed / "boost/json/src.hpp"]
        tally.count("a typed folder has no sources of Boost.JSON", not any(path.exists() for path in sources))

        jobs = []

        def unit(output, source, text, cxx, *flags):
            jobs.append((output, partial(compile_alone, cxx, given.std, source, text, folder / f"{output}.o", *flags)))

        def program(text, symbol):
            return text.replace("NAME", symbol)

        compilers = {"g++": ["g++"], "clang++": ["clang++"], "mingw": [MINGW]}
        compilers = {name: cxx for name, cxx in compilers.items() if cxx[0] and shutil.which(cxx[0])}
        source = (full / "flameup_src.cpp").read_text()
        typed_source = (typed / "flameup_src.cpp").read_text()
        every = [str(path.relative_to(full)) for path in sorted(full.rglob("*.hpp"))
                 if path.parts[len(full.parts)] != "boost" and not path.name.startswith("src")]
        unit("every", full, including(every), ["g++"], *STRICT, *BARE)
        for compiler, cxx in compilers.items():
            unit(f"{compiler}-bare", full, program(DYNAMIC, "main"), cxx, *STRICT, *BARE)
            unit(f"{compiler}-src", full, source, cxx, *HIDDEN)
            unit(f"{compiler}-typed", typed, program(TYPED, "main"), cxx, *STRICT, *BARE, "-Os")
            unit(f"{compiler}-typed-src", typed, typed_source, cxx, *STRICT, *BARE)
        unit("g++-throw", full, program(DYNAMIC, "main"), ["g++"], *STRICT)
        unit("first", full, program(DYNAMIC, "first"), ["g++"], *STRICT)
        unit("second", apart, program(DYNAMIC, "second").replace("boost", "apart_boost"), ["g++"], *STRICT)
        unit("second-src", apart, (apart / "flameup_src.cpp").read_text(), ["g++"])
        unit("two", full, TWO, ["g++"])
        tally.count_all(jobs)
        if tally.failed:
            tally.close()

        def linked(cxx, *units):
            made = folder / ("+".join(units) + ".exe")
            works, output = run([*cxx, *(folder / f"{each}.o" for each in units), "-static", "-o", made])
            if works and cxx[0] != MINGW:
                works, output = run([made])
            tally.count(f"{' + '.join(units)}", works, output)

        for compiler, cxx in compilers.items():
            linked(cxx, f"{compiler}-bare", f"{compiler}-src")
            linked(cxx, f"{compiler}-typed", f"{compiler}-typed-src")
        linked(["g++"], "g++-throw", "g++-src")
        linked(["g++"], "two", "first", "g++-src", "second", "second-src")
        common = defined(folder / "first.o", folder / "g++-src.o") & defined(folder / "second.o",
                                                                             folder / "second-src.o")
        common = {name for name in common if not name.startswith("std::")}
        tally.count("two folders of different namespaces share no symbol", not common, "\n".join(sorted(common)))

        exported(tally, folder / "g++-src.o", folder)
        if shutil.which("cmake"):
            builds(tally, apart, folder / "cmake-apart", "third_party", "CMakeLists.txt", CMAKE,
                   ["cmake", "-G", "Ninja", "-DCMAKE_CXX_FLAGS=-fno-exceptions -fno-rtti", "-S", ".", "-B", "build"])
            builds(tally, typed, folder / "cmake-typed", "third_party", "CMakeLists.txt", CMAKE,
                   ["cmake", "-G", "Ninja", "-DCMAKE_CXX_FLAGS=-fno-exceptions -fno-rtti", "-S", ".", "-B", "build"])
        builds(tally, full, folder / "meson-full", "subprojects", "meson.build", MESON,
               ["meson", "setup", "-Dcpp_eh=none", "build"])
    tally.close()


main()
