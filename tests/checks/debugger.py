"""Checks how debuggers show the library's types: `flameup_gdb.py` in gdb, and `flameup.natvis`.

What gdb prints of each value is compared as a whole. Visual Studio is not here: `natvis.py` shows
the same values by the views of the natvis file, inside gdb, where every type and member that a view
names must exist. The API key may be in none of all this output.
"""

import re
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

from common import INCLUDE, ROOT, Tally, options, run

DEBUG = INCLUDE / "flameup/debug"
KEY = "key-that-nobody-may-see"

PROGRAM = """
#include <flameup/core.hpp>

#include <cstring>
#include <map>
#include <strings.h>

using namespace flameup;

struct Base { int id = 7; };
struct Item : Base {
    static constexpr int none = 0;
    std::string name;
    Nullable<int> level;
    Nullable<Timestamp> since;
};
struct Throwing { // two buffers in its Result
    explicit Throwing(int n) : number(n) {}
    Throwing(Throwing&& other) : number(other.number) {}
    int number;
};

// What Visual Studio has for views.
extern "C" int _stricmp(const char* a, const char* b) { return strcasecmp(a, b); }

Error api_error() {
    Error error = make_error(ErrorKind::api, "forbidden", "No \\"access\\" for\\nyou");
    error.status = 403;
    error.path = "$.people[3].email";
    error.missing_permission = "people:read";
    error.request_id = "req_1";
    error.retry_after = RetryAfter{30, std::nullopt};
    return error;
}

Headers filled_headers() {
    Headers headers{{"Spare", "KEY"}, {"Spare", "KEY"}, {"Spare", "KEY"}, {"Spare", "KEY"}};
    headers.clear();
    headers.add("content-TYPE", "application/json");
    headers.add("Authorization", "Bearer KEY");
    headers.add("X-Long-Name-Of-A-Header", "KEY");
    return headers;
}

OpenEnum<PersonStatus> numbered(int number) { return static_cast<PersonStatus>(number); }

template <class T> const T& touched(const T& value) { return value; }

void stop() {}

int main() {
VALUES
    alignas(Headers) unsigned char zeros[sizeof(Headers)] = {};
    const Headers& zero_headers = *reinterpret_cast<Headers*>(zeros);
    unsigned char junk[64];
    std::memset(junk, 0x5A, sizeof junk);
    const Headers& junk_headers = *reinterpret_cast<Headers*>(junk);
    const Nullable<int>& reference = touched(nullable_value);
    (void)zero_headers, (void)junk_headers, (void)reference;
    stop();
}
"""

# A variable, its initial value, and what gdb and the natvis file's views show.
VALUES = [
    ("secret", f'Secret("{KEY}")', "***", "***"),
    ("timestamp_zero", "Timestamp{}", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
    ("timestamp_fraction", "Timestamp{1709210096, 25000000}", "2024-02-29T12:34:56.025Z",
     "2024-02-29T12:34:56.025000000Z"),
    ("timestamp_first", "Timestamp{first_timestamp_second, 1}", "0000-01-01T00:00:00.000000001Z",
     "0000-01-01T00:00:00.000000001Z"),
    ("timestamp_last", "Timestamp{last_timestamp_second, 999999999}",
     "9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"),
    ("timestamp_march", "Timestamp{951868799, 0}", "2000-02-29T23:59:59Z", "2000-02-29T23:59:59Z"),
    ("timestamp_1900", "Timestamp{-2203891200, 0}", "1900-03-01T00:00:00Z", "1900-03-01T00:00:00Z"),
    ("timestamp_wrong", "Timestamp{last_timestamp_second + 1, 3}",
     "out of range: 253402300800 s, 3 ns", "out of range: 253402300800 s, 3 ns"),
    ("timestamp_nanoseconds", "Timestamp{0, 1000000000}", "out of range: 0 s, 1000000000 ns",
     "out of range: 0 s, 1000000000 ns"),
    ("nullable_absent", "Nullable<std::string>{}", "absent", "absent"),
    ("nullable_null", "Nullable<std::string>{null}", "null", "null"),
    ("nullable_value", "Nullable<int>{-5}", "-5", "-5"),
    ("nullable_text", 'Nullable<std::string>{"a\\"b"}', '"a\\"b"', '"a\\"b"'),
    ("nullable_struct", 'Nullable<Item>{Item{{}, "x", 3, Timestamp{60, 0}}}',
     '{<Base> = {id = 7}, name = "x", level = 3, since = 1970-01-01T00:01:00Z}', None),
    ("nullable_twice", "Nullable<std::vector<Nullable<int>>>{std::vector<Nullable<int>>{1, null}}",
     "std::vector of length 2, capacity 2 = {1, null}", None),
    ("nullable_secret", f'Nullable<Secret>{{Secret("{KEY}")}}', "***", "***"),
    ("status_known", "OpenEnum<PersonStatus>{PersonStatus::bounced}", "bounced", "bounced"),
    ("status_unknown", 'OpenEnum<PersonStatus>::from_unknown("asleep")', '"asleep"', '"asleep"'),
    ("status_view", 'OpenEnum<PersonStatus, std::string_view>::from_unknown("asleep")', '"asleep"',
     '"asleep"'),
    ("status_number", "numbered(9)", "9", None),
    ("result_int", "Result<int>{7}", "7", "7"),
    ("result_text", 'Result<std::string>{"yes"}', '"yes"', '"yes"'),
    ("result_struct", 'Result<Item>{Item{{}, "x", {}, {}}}',
     '{<Base> = {id = 7}, name = "x", level = absent, since = absent}',
     None),
    ("result_void", "Result<void>{}", "success", "success"),
    ("result_nested", 'Result<Nullable<int>>{Nullable<int>{null}}', "null", "null"),
    ("result_throwing", "Result<Throwing>{Throwing(4)}", "{number = 4}", None),
    ("result_error", "Result<std::map<std::string, int>>{api_error()}",
     'api error 403 forbidden: No \\"access\\" for\\nyou (at $.people[3].email, lacks people:read, '
     'request req_1, retry after 30 s)',
     'api error 403 "forbidden": "No \\"access\\" for\\nyou"'),
    ("result_throwing_error",
     'Result<Throwing>{make_error(ErrorKind::transport, "refused", "No such host")}',
     "transport error refused: No such host", 'transport error "refused": "No such host"'),
    ("result_void_error", 'Result<void>{make_error(ErrorKind::cancelled, "", "")}',
     "cancelled error", 'cancelled error "": ""'),
    ("headers", "filled_headers()",
     '{["content-TYPE"] = "application/json", ["Authorization"] = ***, '
     '["X-Long-Name-Of-A-Header"] = ***}',
     '3 headers {"content-TYPE": "application/json", "Authorization": ***, '
     '"X-Long-Name-Of-A-Header": ***}'),
    ("no_headers", "Headers{}", "no headers", "no headers {}"),
    ("shown_header", 'Header{"Date", "today"}', "Date: today", '"Date": "today"'),
    ("hidden_header", f'Header{{"Dates", "{KEY}"}}', "Dates: ***", '"Dates": ***'),
]
# Expressions beside the variables, and patterns of what gdb prints.
OTHERS = [
    ("reference", r"-5"),
    ("*&secret", r"\*\*\*"),
    ("config.api_key", r"\*\*\*"),
    ("zero_headers", r"no headers"),
    ("junk_headers", r"\{.*"),
    ("request", r'\{method = flameup::v\d+_\d+::Method::get, url = "", headers = .*"Authorization"\]'
                r' = \*\*\*,.*\}'),
]
MORE = [
    ("config", f'Config{{"{KEY}"}}'),
    ("request", "HttpRequest{Method::get, {}, filled_headers(), {}, {}}"),
    ("list", f'std::vector<Header>{{{{"Authorization", "{KEY}"}}}}'),
]


def program_text():
    variables = [value[:2] for value in VALUES] + MORE
    lines = [f"    const auto {name} = {value};\n    (void){name};" for name, value in variables]
    return PROGRAM.replace("VALUES", "\n".join(lines)).replace("KEY", KEY)


def gdb(program, *commands):
    """Returns what gdb prints for commands at the end of the program's `main`."""
    settings = ["set width 0", "set disable-randomization off", "set debuginfod enabled off",
                f"source {DEBUG / 'flameup_gdb.py'}", "break stop", "run", "up"]
    words = ["gdb", "-nx", "-batch", program]
    for command in [*settings, *commands]:
        words += ["-ex", command]
    return run(words)[1]


def after(output, name):
    """Returns what was printed behind the marker of this name."""
    found = re.search(rf"^@{re.escape(name)}\n(.*?)(?=^@|\Z)", output, re.M | re.S)
    return found[1].strip() if found else f"nothing in\n{output}"


def printed(program, names):
    output = gdb(program, *(part for name in names for part in (f"echo @{name}\\n",
                                                                f"print {name}")), "echo @end\\n")
    return {name: re.sub(r"^\$\d+ = (\(.*? &\) @0x\w+: )?", "", after(output, name))
            for name in names}, output


def check_gdb(tally, program):
    shown, output = printed(program, [value[0] for value in VALUES] + [name for name, _ in OTHERS])
    for name, _, expected, _ in VALUES:
        tally.count(f"gdb prints {name}", shown[name] == expected,
                    f"printed:  {shown[name]}\nexpected: {expected}")
    for name, pattern in OTHERS:
        tally.count(f"gdb prints {name}", re.fullmatch(pattern, shown[name], re.S) is not None,
                    shown[name])

    output += gdb(program, "bt full", "info locals", "set print pretty on", "print config",
                  "print request", "print *request.headers.begin()@1", "set print elements 4",
                  "print headers", "print list", "print/s secret", "print/x secret")
    trees = gdb(program, *(f'interpreter-exec mi "{command}"' for command in (
        "-enable-pretty-printing", "-var-create s * secret",
        "-var-list-children --all-values s", "-var-create c * config",
        "-var-list-children --all-values c", "-var-list-children --all-values c.api_key",
        "-var-create h * headers", "-var-list-children --all-values h",
        "-var-create r * result_struct", "-var-list-children --all-values r")))
    tally.count("a development environment sees no children of a secret",
                trees.count('numchild="0"') >= 3 and 'name="s",numchild="0",value="***"' in trees,
                trees)
    tally.count("a development environment sees the members of a result",
                re.search(r'exp="name",.*?value="\\"x\\""', trees) is not None, trees)
    tally.count("gdb prints the key nowhere", KEY not in output + trees and "***" in trees,
                "\n".join(line for line in (output + trees).splitlines() if KEY in line))


def check_natvis(tally, program):
    names = [value[0] for value in VALUES if value[3] is not None]
    output = gdb(program, f"python import sys; sys.path.insert(0, '{ROOT / 'tests/checks'}'); "
                          "sys.dont_write_bytecode = True",
                 f"python from natvis import Views; views = Views('{DEBUG / 'flameup.natvis'}')",
                 *(f"python print('@{name}\\n' + views.show('{name}'))" for name in names),
                 *(f"python print('@whole {name}\\n' + views.verify('{name}'))"
                   for name in [value[0] for value in VALUES]),
                 "python print('@unused\\n' + views.unused())", "python print('@end')")
    for name, _, _, expected in VALUES:
        if expected is not None:
            tally.count(f"the natvis file shows {name}", after(output, name) == expected,
                        f"shown:    {after(output, name)}\nexpected: {expected}")
        tally.count(f"what the natvis file names of {name} exists",
                    after(output, f"whole {name}") == "", after(output, f"whole {name}"))
    tally.count("each type of the natvis file is that of a value here",
                after(output, "unused") == "", after(output, "unused"))
    tally.count("the natvis file shows the key nowhere", KEY not in output)


def check_shown_headers(tally):
    """Both lists of headers that are no secret are the library's."""
    ours = re.search(r"shown\[\] = \{(.*?)\};", (INCLUDE / "flameup/http/shown_headers.hpp")
                     .read_text(), re.S)[1]
    names = {name.lower() for name in re.findall(r'"(.*?)"', ours)}
    for file, pattern in (("flameup_gdb.py", r'(?<=[{ ])"([a-z-]+)"(?=,)'),
                          ("flameup.natvis", r'_stricmp\(text\(\), "(.*?)"\)')):
        found = re.findall(pattern, (DEBUG / file).read_text())
        tally.count(f"{file} shows the headers that are no secret",
                    len(names) > 5 and {name.lower() for name in found} == names, f"{found}")


def main():
    given = options()
    tally = Tally()
    check_shown_headers(tally)
    try:
        xml.parse(DEBUG / "flameup.natvis")
        tally.count("the natvis file is well-formed", True)
    except xml.ParseError as error:
        tally.count("the natvis file is well-formed", False, str(error))
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "program"
        whole = ["-fstandalone-debug"] if any("clang" in word for word in given.cxx) else []
        works, output = run([*given.cxx, f"-std={given.std}", "-g", *whole, f"-I{INCLUDE}", "-x",
                             "c++", "-", "-o", program], program_text())
        tally.count("the program compiles", works, output)
        if works:
            check_gdb(tally, program)
            check_natvis(tally, program)
    tally.close()


main()
