"""Checks the README and the guides against the code.

Each C++ block stands, but for its indentation, in a file that is compiled; the README's first one
is a whole example. Links and the paths of files exist. The tables of operations, kinds of errors
and layers say what the code says, and the map names every header. With `--quickstart PROGRAM`, a
plain block of a guide is what that program prints.
"""

import re

from common import INCLUDE, ROOT, Tally, headers, options, run
from layers import LAYERS

README = ROOT / "README.md"
MAP = INCLUDE / "flameup/README.md"
MOST_LINES, MOST_WORDS = 180, 1800
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)*\.(?:[ch]pp|py|sh|md|build|natvis)")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def documents():
    folders = [ROOT / name for name in (".github", "examples", "include", "tests")]
    return [README, *sorted(path for folder in folders for path in folder.rglob("*.md"))]


def flat(text):
    return "\n".join(line.strip() for line in text.strip().splitlines())


def compiled():
    """The texts of all files that some check or build compiles, without their indentation."""
    paths = [path for folder in ("examples", "include", "tests")
             for path in sorted((ROOT / folder).rglob("*.[ch]pp"))]
    return {path: flat(path.read_text()) for path in paths}


def blocks(text, language):
    return [body for kind, body in BLOCK.findall(text) if kind == language]


def prose(text):
    return BLOCK.sub("", text)


def exists(document, name):
    """Tells whether a file is there: by its path from somewhere that readers would look at."""
    places = [document.parent, ROOT, INCLUDE, INCLUDE / "flameup", *document.parents]
    return any((place / name).exists() for place in places)


def check_document(tally, sources, document):
    name = document.relative_to(ROOT)
    text = document.read_text()
    for number, block in enumerate(blocks(text, "cpp"), 1):
        tally.count(f"{name}: code {number}", any(flat(block) in code for code in sources.values()),
                    f"stands in no file that is compiled:\n{block}")
    for target in re.findall(r"\]\(([^)#]+)\)", prose(text)):
        if "://" not in target:
            tally.count(f"{name}: link to {target}", (document.parent / target).exists())
    if name.name == "CHANGELOG.md":
        return  # it names files that are gone
    named = [code for code in re.findall(r"`([^`\n]+)`", prose(text)) if FILE.fullmatch(code)]
    for block in blocks(text, ""):
        named += FILE.findall(block)
    for file in sorted(set(named)):
        if not file.startswith("boost/"):
            tally.count(f"{name}: {file}", exists(document, file), "is not there")


def check_readme(tally):
    text = README.read_text()
    lines, words = len(text.splitlines()), len(text.split())
    tally.count("the README's size", lines <= MOST_LINES and words <= MOST_WORDS,
                f"{lines} lines, {words} words")
    first = (blocks(text, "cpp") or [""])[0]
    tally.count("the README's first code is an example, and whole",
                first == (ROOT / "examples/upsert.cpp").read_text())
    routes = re.findall(r"struct (\w+)[^;]*?\{\s(?:(?!^\};).)*?Route route\{\s*\"\w+\",\s*"
                        r"Method::(\w+?)_?,\s*\"(.*?)\"",
                        (INCLUDE / "flameup/model/operations.hpp").read_text(), re.M | re.S)
    tally.count("operations are found", len(routes) == 10, str(routes))
    for operation, method, path in routes:
        row = rf"^\| `{operation}(?:<\w+>)?` \| {method.upper()} `{re.escape(path)}` \|"
        tally.count(f"the README's row of {operation}", re.search(row, text, re.M) is not None)
    kinds = re.search(r"enum class ErrorKind \{(.*?)\};",
                      (INCLUDE / "flameup/value/error.hpp").read_text(), re.S)[1]
    for kind in re.findall(r"^\s*(\w+),", kinds, re.M):
        tally.count(f"the README's row of {kind}", f"\n| `{kind}` | " in text)


def check_map(tally):
    """Compares the rows of the map's first table with the layers that are enforced, and looks for
    each header by its name."""
    text = MAP.read_text()
    for header in headers():
        name = header.replace("flameup/", "", 1)
        if not name.startswith("testing/conformance/"):
            tally.count(f"the map has {name}", name in text)
    rows = dict(re.findall(r"^\| `(\w+)(?:/|\.hpp)` \| .* \| ([^|]*) \|$", text, re.M))
    for layer, (own, _) in LAYERS.items():
        if layer == "top":
            continue
        said = set(re.findall(r"\w+", rows.get(layer, "").split(";")[0]))
        tally.count(f"the map's row of {layer}", said == (set(own) - {layer} or {"nothing"}),
                    f"{sorted(said)}, and the check allows {own}")


def check_quickstart(tally, program):
    printed = run([program])[1]
    shown = [block for document in documents() for block in blocks(document.read_text(), "")]
    tally.count("what the quickstart prints", printed in shown, printed)


def main():
    program = options(quickstart={}).quickstart
    tally = Tally()
    sources = compiled()
    for document in documents():
        check_document(tally, sources, document)
    check_readme(tally)
    check_map(tally)
    if program:
        check_quickstart(tally, program)
    tally.close()


main()
