"""Makes the API reference with Doxygen, and fails where a public entity has no documentation or a
reference is broken.

With --output, leaves the HTML in that directory; else in a temporary one.
"""

import re
import tempfile
from pathlib import Path

from common import ROOT, Tally, headers, options, run

# Documented once, with the types that they belong to: comparisons say what all comparisons say, and
# an operation's declarations are explained beside `Route`, `Rule` and `Alias`.
SAID_ELSEWHERE = re.compile(
    r"Member (operator[!=]=\(.*|(Response|route|rules\[\]|aliases\[\]) \(.*)")


def warnings(output):
    """Returns Doxygen's warnings that count, by the header that they are about."""
    found = {}
    for line in output.splitlines():
        text = re.fullmatch(r".*?include/(flameup\S*?\.hpp):(\d+): (?:warning: )?(.*)", line)
        if text and not SAID_ELSEWHERE.match(text[3]):
            found.setdefault(text[1], []).append(f"{text[2]}: {text[3]}")
    return found


def main():
    given = options(output={"type": Path})
    version = re.search(r"version: '(.*?)'", (ROOT / "meson.build").read_text())[1]
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        output = (given.output or Path(folder)).resolve()
        output.mkdir(parents=True, exist_ok=True)
        settings = (ROOT / "tests/docs/Doxyfile.in").read_text()
        for name, value in {"source": ROOT, "output": output, "version": version}.items():
            settings = settings.replace(f"@{name}@", str(value))
        works, printed = run(["doxygen", "-"], settings)
        tally.count("doxygen", works and (output / "html/index.html").exists(), printed)
    found = warnings(printed)
    for name in headers():
        tally.count(name, name not in found, "\n".join(found.get(name, [])))
    if given.output:
        print(f"the reference is in {output / 'html/index.html'}")
    tally.close()


main()
