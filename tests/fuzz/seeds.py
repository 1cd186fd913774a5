"""What mutation starts from: files of each format, and values of each shape."""

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from ..records import make_claim, make_file

_TESTS = Path(__file__).parent.parent
_SHIPPED = _TESTS.parent / "data" / "claims.yaml"
_ENDINGS = (".yaml", ".json", ".jsonl")

# Text that has misled a program before: controls, breaks, bidirectional marks, combining and
# joined characters, what is not assigned, what looks like another type, and other scripts.
ODD_TEXTS = (
    "", " ", "\t", "\n", "a\nb", "\r", "a\rb", "\x00", "a\x00b", "\x07", "\x1b[31mred", "\x7f",
    "\x85", "\x9b31m", "\u200b", "\u200d", "\u200e", "\u200f", "\u061c", "\u2028", "\u2029",
    "\u202e", "a\u202ebc\u202c", "\u2066", "\ufeff", "\ufffe", "\uffff", "\U0010ffff", "\ue000",
    "e\u0301", "\u00e9", "\u0301", "a" + "\u0301" * 60, "ﷺ", "שלום", "مرحبا",
    "नमस्ते", "สวัสดี", "日本語", "👨‍👩‍👧‍👦", "🏳️‍🌈", "ＡＢＣ", "İstanbul", "ı", "ß", "ſ", "ﬃ", "Ǆ",
    "null", "~", "true", "no",
    "NaN", ".inf", "1e999", "0x1F", "0o17", "-0", "1_000", "12:30", "2026-01-19", "2026-02-30",
    "2026-13", "9999", "0000-00-00", "<<", "=", "*a", "&a", "!x", "- a", "a: b", "#", "?", "|", ">",
    "'", '"', "\\", "%s", "%(x)s", "{0}", "[/]", "[bold]", ":warning:", "`", "|a|", "<b>", "--",
    "';--", '" OR 1=1', "NEAR(a b)", "a AND", "a*", "not:", "id:", "field:value", "confidence:..",
    "x" * 300, "word " * 80, "ｗ" * 90,
)  # fmt: skip
_LONG = ("y" * (1 << 18), "y" * ((1 << 18) + 1), "é " * (1 << 17), "日" * (1 << 20))
_NUMBERS = (
    0, 1, -1, 6, 7, 50, 100, 101, 2**31, 2**53 + 1, 2**63 - 1, 2**63, 10**400, -(10**400), 0.5,
    1e308, -0.0, float("inf"), float("nan"),
)  # fmt: skip


@cache
def files() -> list[tuple[str, bytes]]:
    """Return the names and bytes of files to start from, those that are right more than once."""
    shipped = _SHIPPED.read_bytes()
    errors = [
        (path.name, path.read_bytes())
        for path in sorted((_TESTS / "errors").iterdir())
        if path.suffix in _ENDINGS
    ]
    pieces = [b"claims:\n" + piece for piece in _claims_of(shipped)]
    right = [("claims.yaml", piece) for piece in pieces] + [
        ("claims.json", json.dumps(value(Random(0)), indent=1).encode()),
        ("claims.jsonl", b"".join(json.dumps(claim).encode() + b"\n" for claim in _claims())),
        ("claims.yaml", yaml.safe_dump(value(Random(0)), allow_unicode=True).encode()),
        ("claims.yaml", yaml.safe_dump(value(Random(1)), default_flow_style=True).encode()),
    ]
    return [("claims.yaml", shipped), *right * (len(errors) // len(right) + 1), *errors]


def _claims_of(shipped: bytes) -> list[bytes]:
    """Return some claims of the shipped file, as they are written: the whole file takes longer."""
    listed = shipped.partition(b"\nclaims:\n")[2].split(b"\n\n")
    return [piece + b"\n" for piece in listed[:8] if piece.lstrip().startswith(b"- id")]


def _claims() -> list[dict[str, Any]]:
    return [
        make_claim(
            appearances=[
                {"article": "a0", "paragraph": 3, "quote": "Red lines", "attribution": "he"},
                {"article": "a1", "wording": "lines that are red", "speaker": "aide"},
            ],
            extra={"a": [1, 0.5, None, True], "b": {"c": "d"}},
            contradicts=["green-lines"],
        ),
        make_claim(id="green-lines", supports=["red-lines"], anonymous=True, confidence=70),
        make_claim(id="bare", speaker=None, source=None, confidence=None, topics=None, date=2026),
    ]


def value(draw: Random) -> dict[str, Any]:
    """Return a claims file as a value, with records of every section."""
    return {
        **make_file(*_claims()),
        "title": "Lines",
        "membership": {"counted": 3, "claim": "red-lines"},
        "sources": [{"id": "politico", "name": "Politico", "kind": "outlet", "reliability": "B"}],
        "articles": [
            {"id": "a0", "publisher": "politico", "original": True, "date": "2026-01-19"},
            {"id": "a1", "headline": "Łódź", "retells": ["a0"], "authors": ["A", "B"]},
            {"id": "a2", "url": "https://example.org/?q=1#x", "language": "en"},
        ],
        "speakers": [
            {"id": "diplomat", "description": "a diplomat", "anonymity_reason": "candour"},
            {"id": "aide", "name": "An Aide", "country": "GB", "affiliation": "No. 10"},
        ],
        "facts": [{"id": "f", "text": "F", "reference": {"title": "T"}, "supports": ["bare"]}],
        "members": [
            {"country": "NO", "name": "Norway", "eu": False, "nato": True, "claims": ["bare"]},
            {"country": draw.choice(["GB", "PL", "UA"]), "facts": ["f"]},
        ],
    }


def odd_text(draw: Random) -> str:
    """Return a text that a file should not have, or that is seldom met."""
    if draw.random() < 0.002:
        return draw.choice(_LONG)
    if draw.random() < 0.2:
        return "".join(chr(draw.randrange(0xD800)) for _ in range(draw.randrange(1, 8)))
    return draw.choice(ODD_TEXTS)


def odd_value(draw: Random, depth: int = 0) -> Any:
    """Return any value that YAML and JSON can hold."""
    kind = draw.random()
    if kind < 0.45:
        return odd_text(draw)
    if kind < 0.6:
        return draw.choice(_NUMBERS)
    if kind < 0.7:
        return draw.choice([None, True, False])
    if kind < 0.73:
        return nested(draw.choice([2, 20, 31, 33, 60]))
    inner = [odd_value(draw, depth + 1) for _ in range(draw.randrange(0, 4 - min(depth, 3)))]
    return inner if kind < 0.87 else {odd_text(draw): item for item in inner}


def nested(depth: int) -> Any:
    """Return a list in a list in a list, so deep."""
    whole: list[Any] = []
    for _ in range(depth):
        whole = [whole]
    return whole
