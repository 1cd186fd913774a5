"""Questions whose time used to grow with the square: our program, on four times as much data."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from . import answers
from .chance import Dice
from .contest import Contest, Side
from .data import LARGE, lines_file, yaml_file
from .tools import OURS, PYTHON

_TIMES = 4  # as much data
_BOUND = 1.25 * _TIMES
# The time of check, as a multiple of only reading. For JSON Lines it was once twice as much.
_OF_READING = {"YAML": 1.6, "JSON Lines": 5.6}
_READ = (
    "import gc, sys; from coalition_cli.reading import data_files;"
    " from coalition_cli.reading.reader import read; gc.disable();"
    " [None for one in read(data_files(sys.argv[1:])[0])]"
)
_NO_CACHE = {"COALITION_CACHE": "off"}


class _Shape(NamedTuple):
    question: str
    corpus: dict[str, object]
    command: tuple[str, ...]
    known: int | None  # rows, if the command counts them


def contests(large: int, scratch: Path) -> Iterator[Contest]:
    """Yield the contests. Those with reading have a bound for the full size only."""
    for kind, path in (("YAML", yaml_file(large)), ("JSON Lines", lines_file(large))):
        ours = Side("coalition", (OURS, "check", str(path)))
        theirs = Side("reading alone", (PYTHON, "-c", _READ, str(path)))
        bound = _OF_READING[kind] if large == LARGE else None
        yield Contest(f"check of {large:,} claims ({kind})", ours, theirs, bound, warm=1)
    for made in (_chain, _story, _long_texts):
        small, great = (_side(made(times), scratch) for times in (1, _TIMES))
        question = made(_TIMES).question
        yield Contest(question, great, small, _BOUND, warm=1, same=False)


def _side(shape: _Shape, scratch: Path) -> Side:
    path = scratch / f"{shape.question}.json"
    path.write_text(json.dumps(shape.corpus), encoding="utf-8")
    command = (OURS, *shape.command, "-d", str(path))
    read = None if shape.known is None else answers.printed
    return Side(shape.question, command, read, shape.known, env=_NO_CACHE)


def _retellings(count: int, *, of_first: bool) -> list[dict[str, object]]:
    """Return articles. Each but the first retells the first, or the one before it."""
    articles: list[dict[str, object]] = [{"id": "a0", "publisher": "politico"}]
    for n in range(1, count):
        retold = "a0" if of_first else f"a{n - 1}"
        articles.append({"id": f"a{n}", "publisher": "reuters", "retells": [retold]})
    return articles


def _chain(times: int) -> _Shape:
    count = 4_000 * times
    articles = _retellings(count, of_first=False)
    claims = [
        {"id": f"c{n}", "text": "t", "appearances": [{"article": f"a{n}"}]} for n in range(count)
    ]
    corpus = {"articles": articles, "claims": claims}
    return _Shape(f"a chain of {count:,} retellings", corpus, ("claims", "--count"), count)


def _story(times: int) -> _Shape:
    count = 2_500 * times
    seen = [{"article": f"a{n}", "quote": f"words number {n % 9}"} for n in range(count)]
    claims = [{"id": "c", "text": "t", "appearances": seen}]
    corpus = {"articles": _retellings(count, of_first=True), "claims": claims}
    question = f"drift of one claim in {count:,} articles"
    return _Shape(question, corpus, ("drift", "--count"), count - 1)


def _long_texts(times: int) -> _Shape:
    count, dice = 500 * times, Dice("long texts")
    claims = [
        {"id": f"c{n}", "text": " ".join(f"w{dice.small(20_000)}" for _ in range(1_000))}
        for n in range(count)
    ]
    question = f"check of {count:,} texts of 1,000 words"
    return _Shape(question, {"claims": claims}, ("check",), None)
