"""Completes command lines of the example `people` in the shells themselves."""

import argparse
import os
import pty
import re
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from common import Tally, in_terminal

parser = argparse.ArgumentParser()
parser.add_argument("--people", required=True)
GIVEN = parser.parse_args()
GIVEN.people = os.path.abspath(GIVEN.people)  # as shells run elsewhere
tally = Tally()

# What is typed, and what stands there after the tab key: all of one name, or what names share.
LINES = [
    ("people li", "people list "),
    ("people com", "people completion "),
    ("people up", "people up"),  # update or upsert
    ("people nope", "people nope"),
    ("people --workspace w sta", "people --workspace w stats "),
    ("people --workspace=w sta", "people --workspace=w stats "),
    ("people list --stat", "people list --status "),
    ("people list --status b", "people list --status bounced "),
    ("people list --status=uns", "people list --status=unsubscribed "),
    ("people list --limit=5 --status a", "people list --limit=5 --status active "),
    ("people search --user", "people search --user-id "),
    ("people list --user", "people list --user"),
    ("people get --tra", "people get --transport "),  # it has no traits
    ("people upsert --anon", "people upsert --anonymous-id "),
    ("people stats --dr", "people stats --dry-run "),
    ("people export --dr", "people export --dr"),
    ("people --transport soc", "people --transport sockets "),
    ("people list --transport=soc", "people list --transport=sockets "),
    ("people --vers", "people --version "),
    ("people import sev", "people import several.ndjson "),
    ("people list sev", "people list sev"),
    ("people import several.ndjson --rej", "people import several.ndjson --rejected "),
    ("people import x --state sev", "people import x --state several.ndjson "),
    ("people upsert @sev", "people upsert @several.ndjson "),
    ("people help exp", "people help export "),
    ("people completion z", "people completion zsh "),
]


class Terminal:
    """A shell in a pseudo-terminal."""

    def __init__(self, command, folder):
        child, self.file = in_terminal(pty.fork)
        if child == 0:
            os.chdir(folder)
            os.environ.update(TERM="dumb", PS1="$ ", HOME=folder, HISTFILE="", COLUMNS="200",
                              PATH=str(Path(GIVEN.people).parent) + ":" + os.environ["PATH"])
            os.execvp(command[0], command)
        self.child = child

    def read_until(self, pattern, seconds=20):
        text, end = b"", time.monotonic() + seconds
        while not (found := re.search(pattern, text, re.S)) and time.monotonic() < end:
            if not select.select([self.file], [], [], 0.2)[0]:
                continue
            try:
                text += os.read(self.file, 65536)
            except OSError:
                break
        return found, text

    def write(self, text):
        os.write(self.file, text.encode())

    def close(self):
        os.close(self.file)
        os.waitpid(self.child, 0)


def typed(terminal, line):
    """Returns the line as it is after the tab key: a key is bound to showing it."""
    terminal.write(line + "\t\x18\x18")
    found, text = terminal.read_until(rb"<<([^\n>]*)>>")
    return found[1].decode() if found else f"nothing in {text}"


BASH = r"""source <(people completion bash); bind -x '"\C-x\C-x": printf "\n<<%s>>\n" "$READLINE_LINE"; READLINE_LINE='; bind 'set bell-style none'; bind 'set page-completions off'; bind 'set completion-query-items 0'; echo rea''dy
"""
ZSH = r"""autoload -U compinit; compinit -D -u; source <(people completion zsh); setopt NO_BEEP NO_AUTO_MENU NO_ALWAYS_LAST_PROMPT NO_LIST_AMBIGUOUS; LISTMAX=-1; shown() { print -r -- $'\n'"<<$BUFFER>>"; BUFFER= }; zle -N shown; bindkey '^X^X' shown; bindkey '^I' complete-word; echo rea''dy
"""


def in_shell(command, script, folder):
    terminal = Terminal(command, folder)
    terminal.write(script)
    ready, text = terminal.read_until(rb"\nready")
    for line, expected in LINES if ready else []:
        found = typed(terminal, line)
        tally.count(f"{command[0]}: {line}", found.rstrip() == expected.rstrip()
                    and found.startswith(expected.rstrip()), f"{found!r}\nexpected {expected!r}")
    tally.count(f"{command[0]} starts", bool(ready), str(text))
    terminal.close()


def in_fish(folder):
    """Asks fish, which has a command for it."""
    script = 'people completion fish | source\nfor line in $argv; echo "<$line>"; complete -C $line; end'
    done = subprocess.run(["fish", "--no-config", "-c", script, *(line for line, _ in LINES)],
                          cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, "HOME": folder,
                               "PATH": str(Path(GIVEN.people).parent) + ":" + os.environ["PATH"]})
    tally.count("fish says nothing more", done.returncode == 0 and not done.stderr, str(done))
    answers = re.split(r"^<(.*)>\n", done.stdout, flags=re.M)
    for line, expected in LINES:
        names = answers[answers.index(line) + 1].splitlines() if line in answers else ["?"]
        names = {name.partition("\t")[0] for name in names}
        share = os.path.commonprefix(sorted(names)) or line.rpartition(" ")[2]
        found = line.rpartition(" ")[0] + " " + share + (" " if len(names) == 1 else "")
        tally.count(f"fish: {line}", found == expected, f"{names}\nexpected {expected!r}")


with tempfile.TemporaryDirectory() as place:
    Path(place, "several.ndjson").touch()
    for shell, *check in (("bash", in_shell, ["bash", "--norc", "--noprofile", "-i"], BASH, place),
                          ("zsh", in_shell, ["zsh", "-f", "-i"], ZSH, place),
                          ("fish", in_fish, place)):
        if shutil.which(shell):
            tally.run(*check, name=shell)
        else:
            tally.skip(shell, "it is not installed")
done = subprocess.run([GIVEN.people, "completion", "csh"], stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE)
tally.count("no other shell", done.returncode == 2 and not done.stdout, str(done))
tally.close()
