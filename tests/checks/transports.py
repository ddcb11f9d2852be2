"""Runs the example program of each transport against the people server, as users do."""

import argparse
import subprocess
from pathlib import Path

from common import Tally
from people_server import Server

parser = argparse.ArgumentParser()
parser.add_argument("--server", required=True)
parser.add_argument("--programs", required=True, nargs="+")
given = parser.parse_args()
tally = Tally()


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=60)
    return done.returncode, done.stdout, done.stderr


server = Server(given.server, "--api-key", "test_key_0123456789", "--rate-limit", "0")
for program in given.programs:
    name = Path(program).name
    code, out, err = run(program, server.base_url.strip(), "test_key_0123456789")
    words = [line.split()[0] for line in out.splitlines() if line.split()[0] in
             ("upserted", "got", "listed", "deleted")]
    tally.count(f"{name} does its job", code == 0 and
                words == ["upserted", "got", "listed", "deleted"], f"{code}\n{out}{err}")
    code, out, err = run(program, server.base_url.strip(), "another_key")
    tally.count(f"{name} reports a refusal", code == 1 and "401" in err and
                "another_key" not in out + err, f"{code}\n{out}{err}")
    code, out, err = run(program, "http://127.0.0.1:1")
    tally.count(f"{name} reports that nobody is there", code == 1 and "refused" in err,
                f"{code}\n{out}{err}")
    code, out, err = run(program)
    tally.count(f"{name} tells its usage", code == 2 and "BASE_URL" in err, f"{code}\n{out}{err}")
tally.count("the server ends", server.stop()[0] == 0)
tally.close()
