"""Checks the library's headers and those of the examples with clang-tidy.

Its static analyzer follows paths through a main file only. So the headers are written into one, in
the order of their includes, with examples behind them that instantiate the templates; what is found
is reported by the lines of the headers. `.clang-tidy` says what is asked, and why the rest is not.
"""

import re
import tempfile
from functools import partial
from pathlib import Path

from common import INCLUDE, ROOT, Tally, headers, options, run

EXAMPLES = ROOT / "examples"
FLAGS = [f"-I{INCLUDE}", f"-I{EXAMPLES}", "-DPEOPLE_HAS_CURL=1", "-DPEOPLE_SERVER_TLS=1"]
# For emscripten, for Windows, and for Qt, in whose headers the analyzer sees a leak.
ELSEWHERE = ["fetch.hpp", "winhttp.hpp", "qt.hpp"]
ENGINES = {"unreal": "flameup_module.hpp", "godot": "flameup_node.hpp"}
FLAGS += [f"-isystem{EXAMPLES / 'engines' / name / 'engine'}" for name in ENGINES]
FLAGS += run(["pkg-config", "--cflags", "cpp-httplib"])[1].split()
# A third of the steps that the analyzer goes by default, in a quarter of the time.
FLAGS += "-Xclang -analyzer-config -Xclang max-nodes=75000".split()
INCLUDED = re.compile(r'#include ["<](\S+)[">]')

# What each group of checks must find: the check is named behind its line.
PLANTED = """
#include <string>
#include <utility>
inline int planted_null(const int* at) {
    if (at == nullptr) return *at; // clang-analyzer-core.NullDereference
    return 0;
}
inline std::size_t planted_move(std::string from) {
    const std::string to = std::move(from);
    return to.size() + from.size(); // bugprone-use-after-move
}
inline bool planted_operands(int a) { return a == a; } // misc-redundant-expression
template <class T> T* planted_pointer() { return 0; } // modernize-use-nullptr
inline std::size_t planted_copy(const std::string text) { return text.size(); } // performance-unnecessary-value-param
inline bool planted_size(const std::string& text) { return text.size() == 0; } // readability-container-size-empty
inline int* planted_instance() { return planted_pointer<int>(); }
"""


class Unit:
    """The text of files, and of those that they include below a folder, each once."""

    def __init__(self, folder, paths):
        self.folder = folder
        self.lines = []  # each with the file and the number that it has there
        self.seen = set()
        for path in paths:
            self.add(path)

    def own(self, name, beside):
        """Returns the file that a name in an include stands for, if it is below the folder."""
        paths = [(place / name).resolve() for place in (self.folder, beside)]
        return next((path for path in paths if path.exists() and self.folder in path.parents), None)

    def add(self, path):
        if path in self.seen:
            return
        self.seen.add(path)
        lines = path.read_text().splitlines()
        last = max((n for n, line in enumerate(lines, 1) if INCLUDED.match(line)), default=0)
        # Each example has a main, and names that others have too.
        apart = path.suffix == ".cpp"
        for number, line in enumerate(lines, 1):
            included = INCLUDED.match(line)
            own = included and self.own(included[1], path.parent)
            if own:
                self.add(own)
            else:
                self.lines.append((line, path, number))
            if apart and number == last:
                self.lines.append((f"namespace {path.stem} {{", path, number))
        if apart:
            self.lines.append(("}", path, len(lines)))

    def text(self):
        return "".join(line + "\n" for line, _, _ in self.lines)

    def place(self, number):
        _, path, line = self.lines[number - 1]
        return f"{path.relative_to(self.folder.parent)}:{line}"


def tidy(tool, std, unit):
    """Returns whether clang-tidy finds nothing in a unit, and what it finds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "unit.cpp"
        file.write_text(unit.text())
        works, output = run([*tool, "--quiet", f"--config-file={ROOT / '.clang-tidy'}", file,
                             "--", f"-std={std}", *FLAGS])
    place = re.compile(re.escape(str(file)) + r":(\d+)")
    output = place.sub(lambda found: unit.place(int(found[1])), output)
    errors = [line for line in output.splitlines() if " error: " in line]
    return works, "\n".join(errors) or output


def finds_what_is_planted(tool, std):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder).resolve() / "planted.hpp"
        file.write_text(PLANTED)
        works, output = tidy(tool, std, Unit(file.parent, [file]))
    expected = {(number, line.partition("// ")[2])
                for number, line in enumerate(PLANTED.splitlines(), 1) if "// " in line}
    found = {(int(number), check) for number, check in
             re.findall(r"planted\.hpp:(\d+):\d+: error: .*\[([^,]*),", output)}
    missed = expected - found
    return not works and not missed, f"not found: {missed}\n{output}"


def main():
    given = options(tidy={"default": "clang-tidy"})
    tool = given.tidy.split()
    library = Unit(INCLUDE, [*(INCLUDE / name for name in headers()),
                             *(EXAMPLES / name for name in ("quickstart.cpp", "flows.cpp"))])
    apart = {*ENGINES, *ELSEWHERE}
    paths = [path for path in sorted(EXAMPLES.rglob("*.hpp")) if not apart & set(path.parts)]
    examples = Unit(EXAMPLES, [*paths, EXAMPLES / "people.cpp"])
    recipes = {name: Unit(EXAMPLES, [EXAMPLES / "engines" / name / last])
               for name, last in ENGINES.items()}
    tally = Tally()
    tally.count_all([("the headers of the library", partial(tidy, tool, given.std, library)),
                     ("the headers of the examples", partial(tidy, tool, given.std, examples)),
                     *((f"the headers for {name}", partial(tidy, tool, given.std, unit))
                       for name, unit in recipes.items()),
                     ("what is planted", partial(finds_what_is_planted, tool, given.std))])
    tally.close()


main()
