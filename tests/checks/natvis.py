"""Shows values by the views of a natvis file, inside gdb: the part of the language that ours uses.

Names of Microsoft's library become those of libstdc++, which is what the program has.
"""

import re
import xml.etree.ElementTree as xml

import gdb

SPACE = "{http://schemas.microsoft.com/vstudio/debugger/natvis/2010}"
LIBSTDCXX = [
    ("._Mypair._Myval2._Myfirst", "._M_impl._M_start"),
    ("._Mypair._Myval2._Myres < 16", "._M_string_length < 16"),
    ("._Mypair._Myval2._Bx._Buf", "._M_local_buf"),
    ("._Mypair._Myval2._Bx._Ptr", "._M_dataplus._M_p"),
    ("._Has_value", "._M_payload._M_engaged"),
    ("._Value", "._M_payload._M_payload._M_value"),
]
FUNCTIONS = {"_stricmp"}
MEMBER = r'(?<![\w."])([A-Za-z_]\w*)(?![\w"]*")'  # the first of a chain of members, not in quotes


class Views:
    def __init__(self, path):
        self.types = xml.parse(path).getroot().findall(SPACE + "Type")
        self.types.sort(key=lambda node: node.get("Priority") != "High")
        self.used = set()

    def find(self, value):
        name = re.sub(r"\s*([,<>])\s*", r"\1", value.type.strip_typedefs().unqualified().name or "")
        for node in self.types:
            pattern = re.escape(node.get("Name")).replace(r"\*", ".*")
            if re.fullmatch(pattern, name):
                self.used.add(node.get("Name"))
                return node
        return None

    def expand(self, node, text):
        """Puts the expressions of intrinsic functions in the place of their calls."""
        functions = {each.get("Name"): each.get("Expression") for each in node.findall(
            SPACE + "Intrinsic")}
        while True:
            called = re.search(r"\b(\w+)\(\)", text)
            if called is None:
                break
            text = text[:called.start()] + f"({functions[called[1]]})" + text[called.end():]
        for theirs, ours in LIBSTDCXX:
            text = text.replace(theirs, ours)
        return text

    def evaluate(self, node, expression, value):
        gdb.set_convenience_variable("viewed", value.address)
        text = re.sub(MEMBER, lambda found: found[0] if found[0] in FUNCTIONS
                      else "$viewed->" + found[0], self.expand(node, expression))
        return gdb.parse_and_eval(text)

    def first(self, nodes, node, value):
        """Returns the first of the nodes whose condition holds, with what it makes of the value."""
        for each in nodes:
            try:
                condition = each.get("Condition")
                if condition is None or self.evaluate(node, condition, value):
                    return re.sub(r"\{([^}]*)\}", lambda part: self.part(node, part[1], value),
                                  each.text.strip())
            except gdb.error:
                if each.get("Optional") != "true":
                    raise
        return ""

    def part(self, node, text, value):
        expression, _, form = text.partition(",")
        shown = self.evaluate(node, expression, value)
        if form == "en":
            return str(shown).rpartition("::")[2]
        return self.view(shown)

    def view(self, value):
        node = self.find(value)
        if node is None:
            return value.format_string()
        line = self.first(node.findall(SPACE + "DisplayString"), node, value)
        for array in node.iter(SPACE + "ArrayItems"):
            size = int(self.evaluate(node, array.find(SPACE + "Size").text, value))
            first = self.evaluate(node, array.find(SPACE + "ValuePointer").text, value)
            line += " {" + ", ".join(self.view(first[i]) for i in range(size)) + "}"
        return line

    def show(self, name):
        return self.view(gdb.parse_and_eval(name))

    def verify(self, name):
        """Evaluates every expression of the type's view, and returns what cannot be."""
        value = gdb.parse_and_eval(name)
        node = self.find(value)
        wrong = []
        for each in node.iter() if node is not None else ():
            texts = [each.get("Condition"), each.get("Expression")]
            if each.tag == SPACE + "DisplayString":
                texts += [part.partition(",")[0] for part in re.findall(r"\{([^}]*)\}", each.text)]
            elif each.tag in (SPACE + "ExpandedItem", SPACE + "Size", SPACE + "ValuePointer"):
                texts.append(each.text)
            for text in texts:
                try:
                    if text is not None:
                        self.evaluate(node, text, value)
                except gdb.error as error:
                    if each.get("Optional") != "true":
                        wrong.append(f"{text}: {error}")
        return "\n".join(wrong)

    def unused(self):
        return "\n".join(each.get("Name") for each in self.types
                         if each.get("Name") not in self.used)
