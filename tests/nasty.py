"""Claims files whose texts, names and ids are as nasty as Unicode allows, by a number each.

The fields come from the field table, so that a new one is there by itself.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from coalition_cli.model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from coalition_cli.words import any_case
from coalition_cli.words.dates import MARKS

Record = dict[str, Any]

# Each line: what folds, orders, composes or parts in a way of its own.
PIECES = [
    "red", "Red lines", "RED", "lines", "line", "the red", "a", "A", "e", "1", "10",
    "1 000", "1,000", "3.14", "x-ray", "re-\nfit", "o'clock", "O’Clock", "co\xadop",
    "AC/DC", "a_b", "snake_case", "straße", "STRASSE", "ẞ", "ß", "İstanbul", "istanbul",
    "ISTANBUL", "ıI", "i\u0307", "ΣΊΣΥΦΟΣ", "σίσυφος", "Σίσυφος", "ς", "ŉ", "ǰ", "ǅ", "ﬁne",
    "fine", "FINE", "ﬃ", "Ł", "łódź", "Łódź", "LODZ", "ø", "Æ", "æon", "é", "e\u0301", "É",
    "E\u0301", "ȩ\u0301", "e\u0301\u0327", "Å", "\u212b", "K", "\u212a", "Ω", "\u2126", "µ",
    "μ", "中文", "中", "文中", "東京", "ﾊﾝｶｸ", "ハンカク", "が", "か\u3099", "한국어",
    "\u1112\u1161\u11ab", "한", "ไทย", "ภาษาไทย", "שלום", "שָׁלוֹם", "مرحبا", "مَرْحَبًا",
    "نیم\u200cفاصله", "हिन्दी", "\u202eabc", "٣٤", "३", "ᾳ", "ᾼ", "ᴭ", "ʼ", "´",
    "zero\u200bwidth", "zero\u200dwidth", "\ufeffbom", "a\u034fb", "\U0001f600",
    "\U0001f1e9\U0001f1ea", "👩‍👩‍👧", "𝐁old", "𐐀", "𐐨", "\uff21\uff22", "AB", "\uffff",
    "\ufffd", "\U00010000", "\ufdd0", "\ufdd00", "\ufdd01", "\ufffe", "\ue000",
    "\U0010ffff", "\U0001d7d8", "nul\0nul", "\0", '"quoted"', "''", "it's", "%", "_",
    "100%", "a%b", "*", "red*", "(", ")", "[x]", "{}", "\\", "\\n", ";--", "$", "€5",
    "#tag", "5㎏", "10⁶", "Acme™", "+", "C++", "c#", "\t", "\n", "\x0b", "\x1f", "\x85",
    "\u2028", "\u3000", "\xa0x", "OR", "not:red", "AND", "NULL", "null", "true", "~",
    "2026-01~", "unnamed speaker", "red (unnamed)", "ﬀ", "ŀ", "ĳ", "Ǆ", "\u0345", "ͅα",
    "\u1e9e", "\u0130", "ꙋ", "Ᲊ", "ꭰ", "Ꭰ", "ა", "Ა", "ⴀ", "Ⴀ", "ɪ", "Ɪ", "ſ", "S",
    "ẛ\u0323", "\u2163", "ⅷ", "①", "½", "²", "㍿", "\u3164", "\u115f", "\u200f",
    "\U000e0041", "\u180e", "¨", "\u0300", "̈",
]  # fmt: skip
# Spellings of one name each: they differ in case, composition, signs, blanks or what nobody sees.
NAMES = [
    ["nato", "NATO", "Nato", "na\u200bto"],
    ["Łukasz Żal", "łukasz żal", "ŁUKASZ  ŻAL", "Łukasz Z\u0307al"],
    ["straße", "STRASSE", "strasse", "Straẞe"], ["O'Neil", "O’Neil", "o`neil", "O´Neil"],
    ["x-ray", "x‑ray", "X–RAY"], ["É", "é", "e\u0301", "E\u0301"], ["σίσυφος", "ΣΊΣΥΦΟΣ"],
    ["trade, goods", "Trade, Goods"], ["red*", "RED*"], ["İ", "i\u0307"], ["中文"], ["文"],
    ["\U00010000"], ["\uff21"], ["\U0001f600"], ["%_"], ['a"b'], ["100"], ["e"],
    ["ﬁ", "fi"],
]  # fmt: skip
DATES = [
    "2025",
    "2026",
    "2026-01",
    "2026-02",
    "2026-01-19",
    "2026-01-31",
    "2026-02-03",
    "2024-12-31",
]
_CONFIDENTIAL = {field.name for field in SECTIONS["speakers"].fields if field.confidential}
_IDS = [
    "red", "lines", "Big", "BIGGER", "e", "é", "E\u0301x", "straße", "ŉ", "İd", "ς1",
    "中文", "한국", "x_y", "x%y", "x'y", 'x"y', "a,b", "b*", "\U0001f600", "\U00010000",
    "\uff21b", "0", "10", "9", "ﬁ", "Ł", "שלום", "id\0nul", "c\ufdd0d", "zz-top", "DE", "Z", "z1",
    "\u212a", "Ǆ", "*", "\ue000p", "\uffff", "ͅ1", "so:fa",
]  # fmt: skip


class Pool(NamedTuple):
    """What a corpus is made of: few of each, so that a question of these finds something."""

    pieces: Sequence[str]
    names: Sequence[str]  # all spellings
    ids: Sequence[str]


def pool_of(number: int) -> Pool:
    """Return what the corpus of a number is made of."""
    draw = Random(number)
    named = draw.sample(NAMES, k=7)
    return Pool(draw.sample(PIECES, k=24), [one for name in named for one in name], _IDS)


class _Maker:
    """Makes the records of one corpus."""

    def __init__(self, number: int) -> None:
        self.draw = Random(number)
        self.pool = pool_of(number)
        self.ids = {section: self._ids(section) for section in FILE_SECTIONS}
        self.topics = [self.name() for _ in range(4)]
        self.names: dict[str, set[str]] = {section: set() for section in FILE_SECTIONS}
        self.aliases: dict[str, set[str]] = {
            section: set(map(any_case, ids)) for section, ids in self.ids.items()
        }
        self.unnamed: set[str] = set()

    def _ids(self, section: str) -> list[str]:
        if section == "members":
            return self.draw.sample(["DE", "FR", "GB", "CH", "JP"], k=self.draw.randint(0, 4))
        most = {"claims": 24, "articles": 9}.get(section, 7)
        ids = self.draw.sample(_IDS, k=self.draw.choice([0, most // 2, most, most]))
        return list({any_case(one): one for one in ids}.values())

    def text(self, most: int = 5) -> str:
        """Return a text of some pieces, with something in it that is no blank."""
        draw, pieces = self.draw, self.pool.pieces
        if draw.random() < 0.01:
            return " ".join(draw.choices(pieces, k=600)) + " end"
        drawn = draw.choices(pieces, k=draw.randint(1, most))
        told = draw.choice([" ", " ", " ", "", ", "]).join(drawn)
        return told if told.strip() else f"x{told}"

    def name(self) -> str:
        """Return a name, in one of its spellings."""
        return self.draw.choice(self.pool.names) if self.draw.random() < 0.7 else self.text(2)

    def files(self) -> Iterator[Record]:
        """Yield what stands in each file."""
        count = self.draw.randint(1, 3)
        contents: list[Record] = [{"version": 1} for _ in range(count)]
        for section in FILE_SECTIONS:
            for number, key in enumerate(self.ids[section]):
                made = self.record(SECTIONS[section], key, number)
                self.draw.choice(contents).setdefault(section, []).append(made)
        contents[0].setdefault("claims", [])
        for content in contents:
            if self.draw.random() < 0.5:
                content["title"] = self.text()
        yield from contents

    def record(self, section: Section, key: str, number: int) -> Record:
        """Return a record of a section with this key."""
        made: Record = {section.key: key}
        for field in section.stated:
            often = 0.15 if field.rare else 0.6
            if field.name != section.key and (field.required or self.draw.random() < often):
                made[field.name] = self.values(section, field, number)
        made = {name: value for name, value in made.items() if value is not None}
        if section.name == "speakers" and made.get("anonymous", "name" not in made):
            self.unnamed.add(key)
            made = {one: value for one, value in made.items() if one not in _CONFIDENTIAL}
        if section.name == "speakers" and "name" not in made:
            made.setdefault("description", self.text())
        if section.name == "claims" and made.get("speaker") not in self.ids["speakers"]:
            made.pop("anonymous", None)
        return made

    def values(self, section: Section, field: Field, number: int) -> Any:
        """Return what a record states in a field."""
        if not field.many:
            return self.value(section, field, number)
        values = [self.value(section, field, number) for _ in range(self.draw.randint(0, 3))]
        if field.type is Type.RECORD:
            return values if not field.has_rows or self.ids["articles"] else []
        known = {any_case(str(value)): value for value in values if value is not None}
        if field.of == "topics" and self.draw.random() < 0.3:  # two spellings of one topic
            return list(dict.fromkeys(value.strip() for value in values))
        return list(known.values())

    def value(self, section: Section, field: Field, number: int) -> Any:
        """Return one value of a field; None where there is none to have."""
        draw = self.draw
        if field.name in ("country", "language", "translated_from"):
            return draw.choice(["DE", "FR"] if field.name == "country" else ["de", "pt-BR"])
        if field.name == "sha256":
            return f"{draw.getrandbits(256):064x}"
        if field.name == "embargo":
            return draw.choice(["2026-01-19", "2099-01-01"])
        if field.name in ("url", "archived"):
            return f"https://ex.ample/{draw.choice(['a', 'É', 'b%20', '中'])}/{draw.randint(0, 99)}"
        made: dict[Type, Callable[[], Any]] = {
            Type.TEXT: lambda: draw.choice(self.pool.names) if field.recurs else self.text(),
            Type.NAME: lambda: self.called(section, field),
            Type.ADDRESS: lambda: f"https://ex.ample/{draw.choice('abcdé')}",
            Type.WORD: lambda: draw.choice(field.words),
            Type.BOOLEAN: lambda: draw.random() < 0.5,
            Type.NUMBER: lambda: draw.randint(max(field.at_least, 1), field.at_most or 30),
            Type.DECIMAL: lambda: draw.choice([1, 2.5, 3]),
            Type.CONFIDENCE: lambda: draw.choice([0, 15, 30, 50, 69, 70, 100, "low", "high"]),
            Type.DATE: lambda: draw.choice(DATES) + draw.choice(["", "", *MARKS]),
            Type.ANYTHING: lambda: {self.text(1): draw.choice([1, None, self.text(), [True]])},
            Type.RECORD: lambda: self.inner(field),
            Type.REFERENCE: lambda: self.reference(section, field, number),
        }
        return made[field.type]()

    def called(self, section: Section, field: Field) -> str:
        """Return a name. No alias is the name of another record, nor its alias."""
        made = self.name()
        if "aliases" not in section.by_name or field.name not in ("name", "aliases"):
            return made
        others, own = self.aliases[section.name], self.names[section.name]
        if any_case(made) in (others if field.name == "name" else others | own):
            made += f" {len(others) + len(own)}"
        (own if field.name == "name" else others).add(any_case(made))
        return made

    def inner(self, field: Field) -> Record:
        """Return a record within another."""
        section = SECTIONS[field.of]
        made = {
            one.name: self.values(section, one, 0)
            for one in section.stated
            if one.required or self.draw.random() < 0.5
        }
        made = {key: value for key, value in made.items() if value is not None}
        if field.of == "appearances" and "quote" in made and "wording" in made:
            made["wording"] = f"before “{made['quote']}” after"
        return made

    def reference(self, section: Section, field: Field, number: int) -> str | None:
        """Return an id that a field may name; some speakers and sources are not declared."""
        if field.of == "topics":
            return self.draw.choice(self.topics)
        ids = self.ids[field.of]
        if field.of == section.name:
            ids = ids[:number]  # in no circle
        if field.of in ("speakers", "sources") and not field.declared and self.draw.random() < 0.3:
            return self.name()
        if field.name == "not_same":
            ids = [key for key in ids if key not in self.unnamed]
        return self.draw.choice(ids) if ids else None


def write_corpus(number: int, folder: Path) -> list[str]:
    """Write the files of a corpus, and return their paths."""
    paths: list[str] = []
    for place, content in enumerate(_Maker(number).files()):
        path = folder / f"{'aÉ中'[place]}{place}.json"
        path.write_text(
            json.dumps(content, ensure_ascii=number % 2 == 0, indent=1), encoding="utf-8"
        )
        paths.append(str(path))
    return paths
