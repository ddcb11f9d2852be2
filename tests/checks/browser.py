"""Runs what browser.sh built: the programs over `fetch` in node, and the page in Chromium."""

import http.server
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

from common import Tally, options
from people_server import Server

KEY = "ws_test_0123456789abcdef"
OTHER_KEY = "ws_test_of_somebody_else"
LIMIT = 20  # Seconds until something has to happen, on a busy machine too.


def in_node(*command):
    done = subprocess.run(["node", *map(str, command)], stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    return done.returncode, done.stdout


def print_deviations(output):
    for line in output.splitlines():
        if line.startswith("deviation: "):
            print(line)


def check_tests(tally, program, server_program):
    """The test program, which counts its own cases."""
    servers = [Server(server_program, "--rate-limit", 0, "--dialect", dialect)
               for dialect in ("overview", "reference")]
    code, output = in_node(program, *(server.base_url.strip() for server in servers))
    print_deviations(output)
    counts = re.search(r"^(\d+) passed, (\d+) failed$", output, re.M)
    tally.count("fetch_test ends as it should", code == 0 and counts, f"{code}\n{output}")
    if counts:
        tally.passed += int(counts[1])
        tally.failed += int(counts[2])
    tally.count("fetch_test prints no key", "ws_test_" not in output and
                "conformance_key" not in output, "a key is in the output")
    for server in servers:
        tally.count("a server ends", server.stop()[0] == 0)


def check_example(tally, program, server_program):
    server = Server(server_program, "--api-key", KEY)
    code, output = in_node(program, server.base_url.strip(), KEY)
    words = [line.split()[0] for line in output.splitlines()]
    tally.count("fetch does its job", (code, words) ==
                (0, ["upserted", "got", "listed", "deleted"]), f"{code}\n{output}")
    code, output = in_node(program, server.base_url.strip(), OTHER_KEY)
    tally.count("fetch reports a refusal", code == 1 and "401" in output and
                OTHER_KEY not in output, f"{code}\n{output}")
    address = server.base_url.strip()
    tally.count("the server ends", server.stop()[0] == 0)
    code, output = in_node(program, address, KEY)
    tally.count("fetch reports that nobody is there", code == 1 and "refused" in output and
                KEY not in output, f"{code}\n{output}")
    code, output = in_node(program)
    tally.count("fetch tells its usage", code == 2 and "BASE_URL" in output, f"{code}\n{output}")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the files of the page."""

    def log_message(self, *_):
        pass


class Odd(http.server.BaseHTTPRequestHandler):
    """A server that redirects, cuts its responses or stalls in them, as the path begins."""

    protocol_version = "HTTP/1.1"
    dropped = 0

    def log_message(self, *_):
        pass

    def allow(self):
        self.send_header("Access-Control-Allow-Origin", self.headers["Origin"] or "*")
        self.send_header("Access-Control-Allow-Headers", "Authorization, *")

    def do_OPTIONS(self):
        self.send_response(204)
        self.allow()
        self.end_headers()

    def do_GET(self):
        begins = self.path.split("/")[1]
        body = {"bytes": bytes(range(256)), "large": b"x" * 2000,
                "count": str(Odd.dropped).encode()}.get(begins, b"")
        missing = {"cut": 100, "stall": 100}.get(begins, 0)
        self.send_response(302 if begins == "redirect" else 200)
        self.allow()
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(body) + missing))
        self.end_headers()
        self.wfile.write(body)
        if begins == "stall":
            self.wfile.write(b"{")
            self.connection.settimeout(LIMIT)
            try:
                self.connection.recv(1)  # nothing, when the client closes
            except OSError:
                pass
        self.close_connection = missing != 0

    def do_POST(self):
        """Drops the request without a response, and counts it."""
        self.rfile.read(int(self.headers["Content-Length"]))
        Odd.dropped += 1
        self.close_connection = True


class Serving:
    """A server on a thread of its own, while this object is used."""

    def __init__(self, handler):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.origin = f"http://127.0.0.1:{self.server.server_port}"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Page:
    """The page in Chromium, as a user sees and uses it."""

    def __init__(self, driver, tally, address):
        self.driver, self.tally = driver, tally
        self.log = []
        driver.get(address)
        self.wait("the page is ready", lambda: self.element("list").is_enabled())

    def element(self, name):
        return self.driver.find_element("id", name)

    def type(self, **texts):
        for name, text in texts.items():
            element = self.element(name.replace("_", "-"))
            element.clear()
            element.send_keys(text)

    def click(self, form):
        element = self.element("list") if form == "list" else \
            self.driver.find_element("css selector", f"#{form} button:not([type])")
        element.click()

    def told(self):
        return self.element("told").text

    def rows(self):
        return [[cell.text for cell in row.find_elements("css selector", "td")]
                for row in self.driver.find_elements("css selector", "#people tr")]

    def wait(self, name, holds):
        """Expects something to become true."""
        end = time.monotonic() + LIMIT
        found = None
        while time.monotonic() < end:
            try:
                found = holds()
            except Exception as error:  # An element may be replaced meanwhile.
                found = error
            if found is True:
                break
            time.sleep(0.05)
        self.tally.count(name, found is True,
                         f"{found}\ntold: {self.told()}\nrows: {self.rows()}")

    def console(self):
        self.log += [entry["message"] for entry in self.driver.get_log("browser")]
        return "\n".join(self.log)


def use_page(tally, page, server, other, odd):
    for element in page.driver.find_elements("css selector", "input, button"):
        tally.count("each input and button has a name", element.accessible_name != "",
                    element.get_attribute("outerHTML"))
    base_url = server.base_url.strip()
    tally.count("the server's address comes from the page's",
                page.element("base-url").get_attribute("value") == base_url)

    page.click("list")
    tally.count("asks for a key before it sends anything", page.told() == "" and
                page.driver.switch_to.active_element.get_attribute("id") == "api-key")
    page.type(api_key=KEY, user_id="ada", email="ada@example.com", plan="pro")
    page.click("upsert")
    page.wait("creates a person", lambda: page.told() == "The person is new." and
              page.rows() == [["ada", "ada@example.com", "pro"]])
    page.type(plan="free")
    page.click("upsert")
    page.wait("updates a person", lambda: page.told() == "The person is updated." and
              page.rows() == [["ada", "ada@example.com", "free"]])
    hostile = "<img src=x onerror=document.title='taken'>\u00fc \u65e5"
    page.type(user_id=hostile, email="", plan="")
    page.click("upsert")
    page.wait("shows texts as they are", lambda: sorted(page.rows()) ==
              [[hostile, "", ""], ["ada", "ada@example.com", "free"]])
    tally.count("runs no text", page.driver.title == "People", page.driver.title)
    page.type(text="ada@")
    page.click("search")
    page.wait("searches", lambda: page.rows() == [["ada", "ada@example.com", "free"]])
    page.click("list")
    page.wait("lists", lambda: len(page.rows()) == 2)
    page.type(user_id="bob", email="no address")
    page.click("upsert")
    page.wait("tells what is wrong with an input",
              lambda: "email" in page.told() and "validation" in page.told())
    tally.count("keeps what it shows", len(page.rows()) == 2)

    page.type(api_key=OTHER_KEY)
    page.click("list")
    page.wait("tells that the key is refused, by the server's own code and request id",
              lambda: "401" in page.told() and "req" in page.told())
    page.type(api_key=KEY, base_url=odd.origin + "/redirect")
    page.click("list")
    page.wait("tells that the server redirects", lambda: "invalid_response" in page.told())
    page.type(base_url=odd.origin + "/cut")
    page.click("list")
    page.wait("tells that a response was cut", lambda: " cut" in page.told())
    page.type(base_url=other.base_url.strip())
    page.click("list")
    page.wait("gets nothing from a server that allows another origin",
              lambda: "transport_failed" in page.told())
    page.type(base_url=base_url)
    page.click("list")
    page.wait("works again", lambda: page.told() == "" and len(page.rows()) == 2)
    tally.count("the server ends", server.stop()[0] == 0)
    page.click("list")
    page.wait("tells that nobody is there", lambda: "transport_failed" in page.told())

    console = page.console()
    tally.count("the console is that of this page", "401" in console, console)
    for key in KEY, OTHER_KEY:
        tally.count("no key in the console, in what is shown and in the address",
                    key not in console + page.driver.find_element("tag name", "body").text +
                    page.driver.current_url)


# Gives the program its arguments, and shows what it prints.
TEST_PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>Tests</title><pre id="printed"></pre>
<script>
const printed = document.getElementById("printed");
var Module = {arguments: location.hash.slice(1).split(","),
              print: (line) => { printed.textContent += line + "\\n"; }};
fetch("fetch_test.wasm").then((response) => response.arrayBuffer()).then((binary) => {
    Module.wasmBinary = binary;
    const script = document.createElement("script");
    script.src = "fetch_test.js";
    document.body.append(script);
});
</script>
"""


def run_tests(tally, driver, place, server_program, odd):
    """The test program in a page."""
    (place / "fetch_test.html").write_text(TEST_PAGE)
    files = Serving(partial(Quiet, directory=str(place)))
    servers = [Server(server_program, "--rate-limit", 0, "--dialect", dialect, "--allow-origin",
                      files.origin) for dialect in ("overview", "reference")]
    addresses = ",".join([*(server.base_url.strip() for server in servers), odd.origin])
    driver.get(f"{files.origin}/fetch_test.html#{addresses}")
    end = time.monotonic() + 3 * LIMIT
    counts = output = None
    while not counts and time.monotonic() < end:
        time.sleep(0.1)
        output = driver.find_element("id", "printed").get_attribute("textContent")
        counts = re.search(r"^(\d+) passed, (\d+) failed$", output, re.M)
    console = "\n".join(entry["message"] for entry in driver.get_log("browser"))
    tally.count("the tests run in Chromium", counts and counts[2] == "0", f"{output}\n{console}")
    tally.passed += int(counts[1]) if counts else 0
    print_deviations(output or "")
    tally.count("Chromium's console has no key", "ws_test_" not in console, console)
    for server in servers:
        tally.count("a server ends", server.stop()[0] == 0)
    files.stop()


def check_page(tally, place, server_program):
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    settings = webdriver.ChromeOptions()
    settings.binary_location = shutil.which("chromium")
    profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     f"--user-data-dir={profile.name}"):
        settings.add_argument(argument)
    settings.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    files, odd = Serving(partial(Quiet, directory=str(place / "page"))), Serving(Odd)
    arguments = "--api-key", KEY, "--rate-limit", 0, "--allow-origin"
    server = Server(server_program, *arguments, files.origin)
    other = Server(server_program, *arguments, "http://localhost:1")
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=settings)
    try:
        address = f"{files.origin}/index.html?server={server.base_url.strip()}"
        use_page(tally, Page(driver, tally, address), server, other, odd)
        run_tests(tally, driver, place, server_program, odd)
    finally:
        driver.quit()
        for running in server, other:
            if running.process.poll() is None:
                running.stop()
        files.stop()
        odd.stop()
        profile.cleanup()


def main():
    given = options(server={"required": True}, place={"required": True, "type": Path},
                    **{"no-browser": {"action": "store_true"}})
    tally = Tally()
    check_tests(tally, given.place / "fetch_test.js", given.server)
    check_example(tally, given.place / "fetch.js", given.server)
    if given.no_browser:
        print(f"{tally.passed} passed, {tally.failed} failed, 1 skipped")
        sys.exit(tally.failed > 0)
    check_page(tally, given.place, given.server)
    tally.close()


if __name__ == "__main__":
    main()
