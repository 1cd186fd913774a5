"""Claims files in any way of writing that YAML allows, drawn at random.

Each comment and each anchor has a number of its own, so that a test sees where it went.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from coalition_cli.model import FILE_SECTIONS, SECTIONS, Field, Section, Type

Record = dict[str, Any]

_PROSE = (
    "red lines it's said “so far” 12:30 yes no null 0x1F 1_000 2026-01-19 a:b #tag f(x) 'tis "
    '"quoted" e\u0301te\u0301 שלום مرحبا 😀 👩\u200d👧 日本語 x\u00a0y \\n 50% '
    "@home `code` *star* &co !no [one] {two} three, - ? | > = ~ x\u2028y x\x85y x\u2029y ~ : end."
)
_WORDS = _PROSE.split(" ")
_PLAIN = re.compile(r"[^\W_](?:[^\s:#,\[\]{}]|[ \u00a0\u2028\u2029\x85](?=[^\s:#,\[\]{}]))*")
_IN_BLOCK = re.compile(r"[^\t\r\ufeff]*")


def text(draw: Random, *, lines: bool = True) -> str:
    """Return some prose, now and then of more than one line."""
    words = [draw.choice(_WORDS) for _ in range(draw.randint(1, 8))]
    blanks = [" "] * 8 + ["\n", "\n\n", "  "] if lines else [" "]
    return "".join(word + draw.choice(blanks) for word in words).strip()


def value(draw: Random, field: Field) -> Any:
    """Return a value that a file may state in a field."""
    if field.many:
        return unique([_one(draw, field) for _ in range(draw.randint(1, 3))])
    return _one(draw, field)


def unique(values: list[Any]) -> list[Any]:
    """Return each value once: an item that stands twice is read once."""
    return [each for number, each in enumerate(values) if each not in values[:number]]


_ANYTHING = [{"page": 3, "kept": [True, None, "x: y"]}, ["a", {"b": 1.5}], "text", 7]
_CHOICES: dict[Type, list[Any]] = {
    Type.ID: ["a1", "b2", "c3", "d4", "e5"],
    Type.REFERENCE: ["a1", "b2", "c3", "d4", "e5"],
    Type.ADDRESS: [f"https://example.org/{number}?q=#top" for number in range(99)],
    Type.BOOLEAN: [True, False],
    Type.NUMBER: [1, 2, 3],
    Type.DECIMAL: [0, -1, 2.5, 1e3],
    Type.CONFIDENCE: [0, 1, 99, 100, "none", "low", "medium", "high"],
    Type.DATE: ["2026", "2026-01", "2026-01-19"],
    Type.ANYTHING: _ANYTHING,
}


def _one(draw: Random, field: Field) -> Any:
    if field.name == "version":
        return 1
    if field.type is Type.RECORD:
        return record(draw, SECTIONS[field.of])
    if field.type in (Type.TEXT, Type.NAME):
        return text(draw, lines=field.type is Type.TEXT)
    return draw.choice(field.words or _CHOICES[field.type])


def record(draw: Random, section: Section, key: str = "") -> Record:
    """Return a record of a section that has no error."""
    made = {
        field.name: value(draw, field)
        for field in section.stated
        if field.required or draw.random() < 0.35
    }
    if key:
        made[section.key] = key
    if section.name == "speakers":
        _say_who(draw, made)
    if "quote" in made and "wording" in made:
        made["wording"] = f"it is “{str(made['quote']).strip()}”"
    if not made:
        made[section.stated[0].name] = value(draw, section.stated[0])
    names = list(made)
    if draw.random() < 0.3:
        draw.shuffle(names)
    return {name: made[name] for name in names}


def _say_who(draw: Random, speaker: Record) -> None:
    """Make a speaker named or unnamed; an unnamed one has nothing that says who it is."""
    anonymous = speaker.pop("anonymous", False)
    if anonymous or "name" not in speaker:
        for field in SECTIONS["speakers"].confidential:
            speaker.pop(field.name, None)
        speaker.setdefault("description", "Somebody")
        if anonymous and draw.random() < 0.5:
            speaker["anonymous"] = True


def claims_file(draw: Random) -> dict[str, Any]:
    """Return what a file states: some sections in any order, with some records each."""
    names = draw.sample(list(FILE_SECTIONS), draw.randint(0, len(FILE_SECTIONS)))
    made: dict[str, Any] = {}
    for field in SECTIONS["file"].stated:
        if draw.random() < 0.3:
            made[field.name] = value(draw, field)
    for name in names:
        section = SECTIONS[name]
        number = draw.choice([0, 1, 1, 2, 3])
        made[name] = [record(draw, section, f"{name[0]}{n}") for n in range(number)]
    return made


class Writer:
    """Writes values as YAML; each choice is drawn."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw
        self.marks = 0  # comments and anchors so far
        self.after_block = False  # whether the last scalar is a literal or folded text
        self.anchors: dict[str, str] = {}  # by value, as JSON

    def maybe(self, probability: float = 0.2) -> bool:
        return self.draw.random() < probability

    def mark(self) -> int:
        self.marks += 1
        return self.marks

    def file(self, data: Mapping[str, Any]) -> str:
        """Return a whole file, with one kind of ends of lines, or several."""
        whole: Any = data
        if list(data) == ["claims"] and self.maybe(0.5):
            whole = data["claims"]
        head = self.draw.choice(["", "", "", "---\n", "%YAML 1.2\n---\n", "--- # start\n"])
        head = f"{'' if head.startswith('%') else self.above(0)}{head}"
        if self.maybe(0.1) or not whole:
            body = self.flow(whole, " ") + self.beside() + "\n"
        elif isinstance(whole, Mapping):
            body = self.mapping(whole, self.draw.choice([0, 0, 0, 1, 2]))
        else:
            body = self.items(whole, self.draw.choice([0, 0, 2]))
        tail = self.draw.choice(["", "", "...\n", "...\n# after\n"]) or self.above(0)
        content = f"{head}{body}{tail}"
        if self.maybe():
            content = content.rstrip("\n")
        ends = self.draw.choice([["\n"], ["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"]])
        content = re.sub("\n", lambda _: self.draw.choice(ends), content)
        return "\ufeff" + content if self.maybe(0.1) else content

    def above(self, column: int) -> str:
        """Return blank lines and comments that stand on lines of their own, or none."""
        lines = []
        while self.maybe():
            deeper = column if self.after_block else column + 3  # or it would be text
            blanks = " " * self.draw.choice([column, column, 0, deeper])
            comment = f"{blanks}# c{self.mark():06}; {self.draw.choice(['', 'key: x', '- y', '¿'])}"
            lines.append(self.draw.choice(["", "  ", comment.rstrip(), comment.rstrip()]))
        return "".join(f"{line}\n" for line in lines)

    def beside(self) -> str:
        """Return a comment behind a value, or nothing."""
        return f"{self.gap()}# c{self.mark():06}; beside" if self.maybe() else ""

    def gap(self) -> str:
        return self.draw.choice([" ", " ", " ", "  ", "\t", " \t"])

    def mapping(self, pairs: Mapping[str, Any], column: int, *, bare: bool = False) -> str:
        """Return a mapping by indentation; `bare` says that it begins behind a dash."""
        written = ""
        for name, inner in pairs.items():
            before = "" if bare and not written else self.above(column)
            key = self.key(name)
            after = self.value(inner, column)
            if self.maybe(0.05) and not after.startswith(("\t", " \t")):
                key = f"? {key}\n{' ' * column}"
            written += f"{before}{' ' * column}{key}:{after}\n"
        return written

    def key(self, name: str) -> str:
        return self.draw.choice([name] * 8 + [f"'{name}'", f'"{name}"', f"{name} "])

    def value(self, inner: Any, column: int) -> str:
        """Return what follows a colon in a mapping that begins in that column."""
        known = json.dumps(inner)
        if inner and known in self.anchors and self.maybe(0.6):
            return f"{self.gap()}*{self.anchors[known]}{self.beside()}"
        anchor = ""
        if inner and self.maybe(0.1):
            name = self.draw.choice([f"n{self.mark():06}", *self.anchors.values()])
            anchor = f"{self.gap()}&{name}"
        written = self._value(inner, column, anchor)
        if anchor:  # only now: no value holds itself
            again = [other for other, used in self.anchors.items() if used == name]
            for other in again:
                del self.anchors[other]
            self.anchors[known] = name
        return written

    def _value(self, inner: Any, column: int, anchor: str) -> str:
        if not isinstance(inner, dict | list):
            return f"{anchor}{self.gap()}{self.scalar(inner, column)}"
        if not inner or self.maybe(0.3):
            between = f"\n{' ' * (column + 2)}" if self.maybe(0.1) else self.gap()
            return f"{anchor}{between}{self.flow(inner, ' ' * (column + 1))}{self.beside()}"
        beside = self.beside()
        if isinstance(inner, dict):
            deeper = column + self.draw.choice([1, 2, 2, 4])
            return f"{anchor}{beside}\n{self.mapping(inner, deeper).removesuffix(chr(10))}"
        deeper = column + self.draw.choice([0, 0, 2, 2, 4])
        return f"{anchor}{beside}\n{self.items(inner, deeper).removesuffix(chr(10))}"

    def items(self, listed: Sequence[Any], column: int) -> str:
        """Return a list by indentation."""
        written = ""
        for inner in listed:
            dash = f"{self.above(column)}{' ' * column}-"
            if not isinstance(inner, dict) or self.maybe(0.1):
                written += f"{dash}{self.item(inner, column)}\n"
            elif self.maybe(0.1):
                deeper = column + self.draw.choice([1, 2, 5])
                beside = self.beside().replace("\t", " ")
                written += f"{dash}{beside}\n{self.mapping(inner, deeper)}"
            else:
                gap = self.draw.choice([1, 1, 1, 2, 3])
                body = self.mapping(inner, column + 1 + gap, bare=True)
                written += f"{dash}{' ' * gap}{body.lstrip(' ')}"
        return written

    def item(self, inner: Any, column: int) -> str:
        if isinstance(inner, dict | list):
            return f"  {self.flow(inner, ' ' * (column + 2))}{self.beside()}"
        return f" {self.scalar(inner, column)}"

    def flow(self, inner: Any, pad: str) -> str:
        """Return a value in brackets, on one line or on several."""
        if not isinstance(inner, dict | list):
            return self.scalar(inner, len(pad), flow=True)
        wide = self.maybe(0.3)
        inside = pad + self.draw.choice(["  ", "    "]) if wide else pad
        parts = []
        if isinstance(inner, list):
            for each in inner:
                part = self.flow(each, inside)
                if isinstance(each, dict) and len(each) == 1 and "\n" not in part and self.maybe():
                    part = part[1:-1].strip(" ,\n")  # one pair needs no braces
                parts.append(part)
        else:
            for name, each in inner.items():
                parts.append(f"{self.key(name)}: {self.flow(each, inside)}")
        opened, closed = "[]" if isinstance(inner, list) else "{}"
        comma = self.draw.choice([", ", ", ", ",", " , "])
        last = "," if parts and self.maybe() else ""
        if not wide:
            blank = self.draw.choice(["", "", " "])
            return f"{opened}{blank}{comma.join(parts)}{last}{blank}{closed}"
        lines = "".join(
            f"\n{inside}{part}{',' if part is not parts[-1] else last}{self.beside()}"
            for part in parts
        )
        return f"{opened}{self.beside()}{lines}\n{pad}{closed}"

    def scalar(self, inner: Any, column: int, *, flow: bool = False) -> str:
        """Return a scalar, with what may stand behind it on its line."""
        self.after_block = False
        if not isinstance(inner, str):
            return json.dumps(inner) + ("" if flow else self.beside())
        tag = self.draw.choice([""] * 12 + ["!!str ", "! "])
        ways: list[Callable[[str, int], str]] = [self.double]
        if "\n" not in inner:
            ways += [self.single]
            if _PLAIN.fullmatch(inner) and inner not in ("null", "no", "yes"):
                ways += [self.plain] * 4
        if not flow and _IN_BLOCK.fullmatch(inner):
            ways += [self.block] * 3
        way = self.draw.choice(ways)
        written = tag + way(inner, column)
        self.after_block = way == self.block
        return written if flow or way == self.block else written + self.beside()

    def plain(self, inner: str, column: int) -> str:
        return self.over_lines(inner, column) if self.maybe() else inner

    def single(self, inner: str, column: int) -> str:
        quoted = "'" + inner.replace("'", "''") + "'"
        return self.over_lines(quoted, column) if self.maybe() else quoted

    def double(self, inner: str, column: int) -> str:
        astral = any(ord(character) > 0xFFFF for character in inner)  # no pairs of escapes
        quoted = json.dumps(inner, ensure_ascii=not astral and self.maybe())
        quoted = re.sub("[\x7f-\x9f]", lambda found: f"\\x{ord(found[0]):02x}", quoted)
        if self.maybe(0.1):
            middle = len(quoted) // 2
            if "\\" not in quoted and " " not in quoted[middle - 1 : middle + 1]:
                return f"{quoted[:middle]}\\\n{' ' * (column + 3)}{quoted[middle:]}"
        return self.over_lines(quoted, column) if self.maybe() else quoted

    def over_lines(self, inner: str, column: int) -> str:
        """Return a text whose single blanks are, here and there, ends of lines."""
        pad = " " * (column + self.draw.choice([1, 2, 5]))
        if re.search(r" [-?:#&*!|>%@`]|---|\.\.\.", inner):
            return inner
        return re.sub(
            r"(?<=[^\s]) (?=[^\s])", lambda _: f"\n{pad}" if self.maybe(0.4) else " ", inner
        )

    def block(self, inner: str, column: int) -> str:
        """Return a literal or folded text, with any header."""
        style = self.draw.choice("|>")
        step = self.draw.choice([1, 2, 2, 4])
        explicit = self.maybe()
        chomp = self.draw.choice(["", "-", "+"])
        header = f"{style}{step if explicit else ''}{chomp}"
        if explicit and self.maybe(0.5):
            header = f"{style}{chomp}{step}"
        pad = " " * (column + step)
        lines = inner.split("\n")
        if style == ">":
            lines = [
                line
                for paragraph in lines
                for line in (*re.split(r"(?<=\S) (?=\S)", paragraph, maxsplit=1), "")
            ][:-1]
        body = "".join(f"\n{pad if line or self.maybe() else ''}{line}" for line in lines)
        trailing = "\n" * self.draw.choice([0, 0, 0, 1, 2])
        return f"{header}{self.beside()}{body}{trailing}"
