"""Ways to damage a file: its bytes, its lines, its YAML events, its JSON, its records."""

import json
import re
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any, NamedTuple

import yaml

from ..records import yaml_text
from . import events, seeds

MOST = 4  # times that a file is mutated


class Input(NamedTuple):
    """A file to give to the program."""

    name: str
    data: bytes


def drawn(draw: Random) -> Input:
    """Return a mutated file."""
    if draw.random() < 0.3:
        return _of_records(draw)
    name, data = draw.choice(seeds.files())
    data = damaged(draw, data)
    if draw.random() < 0.05:
        name = draw.choice(["claims.yaml", "claims.json", "claims.jsonl", "claims", "כן.yml"])
    return Input(name, data)


def damaged(draw: Random, data: bytes, most: int = MOST) -> bytes:
    """Return a file that was mutated once or a few times."""
    for _ in range(draw.randint(1, most)):
        data = draw.choice(_MUTATIONS)(draw, data)
    return data


_INTERESTING = [
    b"\x00", b"\x1b", b"\x7f", b"\x80", b"\xc3", b"\xff", b"\xfe\xff", b"\xff\xfe",
    b"\xef\xbb\xbf",     b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xe2\x80\xae", b"\xc0\xaf",     b"\r", b"\n", b"\r\n", b"\t", b" ", b": ", b"- ", b"? ",
    b",", b"[", b"]", b"{", b"}", b"#", b"&a ",     b"*a", b"<<: *a", b"!", b"!!str ", b"!!int ",
    b"!!python/name:os.system ", b"!x ", b"|", b">",     b"'", b'"', b"\\", b"@", b"%YAML 1.1\n",
    b"%TAG ! x\n", b"---\n", b"...\n", b"~", b"null", b"true",     b"0x", b"1e999", b"NaN",
    b"-Infinity", b"\\ud800", b"\\u0000", b"\\x1b", b"\\U0010ffff", b'"id"',     b'"claims"',
    b"id: ", b"claims:\n", b"extra: ", b"version: 2", b"[" * 40, b"{" * 1200, b"[" * 3000,
    b'{"a":' * 2000,
    b"- " * 60,     b'{"a":' * 50, b"9" * 5000, b"\n" * 50,
]  # fmt: skip


_BEFORE_VALUES = re.compile(rb"[:\[,-] ?")


def _flip(draw: Random, data: bytes) -> bytes:
    flipped = bytearray(data)
    for _ in range(draw.randrange(1, 5)):
        if flipped:
            flipped[draw.randrange(len(flipped))] ^= 1 << draw.randrange(8)
    return bytes(flipped)


def _span(draw: Random, data: bytes, most: int = 60) -> tuple[int, int]:
    start = draw.randint(0, len(data))
    return start, min(len(data), start + draw.randint(0, most))


def _insert(draw: Random, data: bytes) -> bytes:
    """Insert something anywhere, or where a value begins."""
    begin = [found.end() for found in _BEFORE_VALUES.finditer(data)]
    start = draw.choice(begin) if begin and draw.random() < 0.5 else draw.randint(0, len(data))
    return data[:start] + draw.choice(_INTERESTING) + data[start:]


def _write_over(draw: Random, data: bytes) -> bytes:
    start, end = _span(draw, data, 6)
    return data[:start] + draw.choice([*_INTERESTING, draw.randbytes(3)]) + data[end:]


def _delete(draw: Random, data: bytes) -> bytes:
    start, end = _span(draw, data, draw.choice([1, 10, 200]))
    return data[:start] + data[end:]


def _truncate(draw: Random, data: bytes) -> bytes:
    return data[: draw.randint(0, len(data))]


def _double(draw: Random, data: bytes) -> bytes:
    start, end = _span(draw, data, draw.choice([10, 300]))
    return data[:end] + data[start:end] * draw.choice([1, 1, 2, 20]) + data[end:]


def _splice(draw: Random, data: bytes) -> bytes:
    other = draw.choice(seeds.files())[1]
    start, end = _span(draw, other, 400)
    place, until = _span(draw, data)
    return data[:place] + other[start:end] + data[until:]


def _lines(draw: Random, data: bytes) -> bytes:
    """Move, lose, double or indent lines, or end them in another way."""
    lines = data.splitlines(keepends=True) or [b""]
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    match draw.randrange(7):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            del lines[one]
        case 2:
            lines.insert(other, lines[one])
        case 3:
            lines[one] = b" " * draw.randrange(1, 5) + lines[one]
        case 4:
            lines[one] = lines[one][draw.randrange(1, 5) :]
        case 5:
            lines[one] = lines[one].replace(b"  ", b"\t", 1)
        case _:
            ending = draw.choice([b"\r", b"\r\n", b"\n\n", b"", b"\xe2\x80\xa8", b"\xc2\x85"])
            lines[one] = lines[one].rstrip(b"\r\n") + ending
    return b"".join(lines)


_TOKENS = re.compile(rb"(\s+|[\[\]{},:&*'\"#|>-])")


def _tokens(draw: Random, data: bytes) -> bytes:
    tokens = _TOKENS.split(data)
    for _ in range(draw.randrange(1, 6)):
        one, other = draw.randrange(len(tokens)), draw.randrange(len(tokens))
        tokens[one], tokens[other] = tokens[other], tokens[one]
    return b"".join(tokens)


def _json(draw: Random, data: bytes) -> bytes:
    """Change the values of JSON, or of a line of it."""
    line = draw.choice(data.splitlines() or [b""])
    for text in (data, line):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        changed = write_json(draw, changed_value(draw, value)).encode(errors="surrogatepass")
        return data.replace(text, changed, 1)
    return _flip(draw, data)


def _events(draw: Random, data: bytes) -> bytes:
    changed = events.changed(draw, data)
    return _lines(draw, data) if changed is None else changed


_MUTATIONS: list[Callable[[Random, bytes], bytes]] = [
    _flip, _insert, _write_over, _delete, _truncate, _double, _splice, _lines, _lines, _tokens,
    _json, _json, _events, _events, _events,
]  # fmt: skip


def changed_value(draw: Random, value: Any) -> Any:
    """Return a value with something changed at some depth: a key, an item, or all of it."""
    if not value or not isinstance(value, dict | list) or draw.random() < 0.1:
        return seeds.odd_value(draw)
    keys = list(value) if isinstance(value, dict) else range(len(value))
    key = draw.choice(keys)
    copy = value.copy()
    choice = draw.random()
    if choice < 0.75:
        copy[key] = changed_value(draw, value[key])
    elif choice < 0.85:
        del copy[key]
    elif isinstance(copy, list):
        copy.insert(draw.randint(0, len(copy)), draw.choice([value[key], seeds.odd_value(draw)]))
    else:
        name = draw.choice([seeds.odd_text(draw), *_names(), f"{key}s", str(key).upper()])
        copy[name] = draw.choice([value[key], seeds.odd_value(draw)])
    return copy


@cache
def _names() -> list[str]:
    """Return the keys that a claims file knows, in any section."""
    from coalition_cli.model import SECTIONS

    return sorted({field.name for section in SECTIONS.values() for field in section.fields})


def write_json(draw: Random, value: Any) -> str:
    """Return a value as JSON of some kind."""
    plain, indent = draw.random() < 0.5, draw.choice([None, None, 0, 2])
    return json.dumps(value, ensure_ascii=plain, indent=indent)


def _of_records(draw: Random) -> Input:
    """Return a file whose records were changed as values, in some format."""
    value: Any = seeds.value(draw)
    for _ in range(draw.randrange(1, MOST + 1)):
        value = changed_value(draw, value)
    claims = value.get("claims") if isinstance(value, dict) else value
    match draw.randrange(5):
        case 0:
            text, name = yaml_text(value), "claims.yaml"
        case 1:
            text, name = yaml.safe_dump(value, allow_unicode=draw.random() < 0.5), "claims.yaml"
        case 2:
            text, name = write_json(draw, value), "claims.json"
        case 3:
            text, name = write_json(draw, claims), "claims.json"
        case _:
            listed = claims if isinstance(claims, list) else [claims]
            text, name = "\n".join(write_json(draw, claim) for claim in listed), "claims.jsonl"
    return Input(name, text.encode(errors="surrogatepass"))
