"""Claims files in any way of writing that JSON allows, drawn at random."""

import json
from collections.abc import Mapping
from random import Random
from typing import Any


def file(draw: Random, data: Mapping[str, Any]) -> str:
    """Return a file object, or an array of claims."""
    whole: Any = data
    if list(data) == ["claims"] and draw.random() < 0.5:
        whole = data["claims"]
    if draw.random() < 0.4:
        indent = draw.choice(["", " ", "  ", "    ", "\t"])
        text = json.dumps(whole, indent=indent, ensure_ascii=draw.random() < 0.3)
    else:
        text = written(draw, whole, draw.choice(["", " ", "\n", "mixed"]))
    ends = draw.choice(["\n", "\n", "\r\n"])
    text = draw.choice(["", "", "\n", " "]) + text + draw.choice(["", "\n", "\n\n"])
    return draw.choice(["", "", "", "\ufeff"]) + text.replace("\n", ends)


def lines(draw: Random, claims: list[dict[str, Any]]) -> str:
    """Return claims one after the other, most of them on a line of their own."""
    text = ""
    for claim in claims:
        if draw.random() < 0.2:
            text += json.dumps(claim, indent=2)
        else:
            text += written(draw, claim, draw.choice(["", " "]))
        text += draw.choice(["\n", "\n", "\n", "\n\n", "\n \n"])
    ends = draw.choice(["\n", "\n", "\r\n"])
    text = text.rstrip() if draw.random() < 0.3 else text
    return text.replace("\n", ends)


def written(draw: Random, value: Any, blanks: str) -> str:
    """Return a value with such blanks around its parts."""

    def gap() -> str:
        return draw.choice(["", " ", "\n", "  ", "\t"]) if blanks == "mixed" else blanks

    if isinstance(value, Mapping):
        pairs = (
            f"{gap()}{json.dumps(name)}{gap() if blanks == 'mixed' else ''}:{gap()}"
            f"{written(draw, inner, blanks)}{gap() if blanks == 'mixed' else ''}"
            for name, inner in value.items()
        )
        return f"{{{','.join(pairs)}{gap()}}}"
    if isinstance(value, list):
        return f"[{','.join(gap() + written(draw, each, blanks) for each in value)}{gap()}]"
    text = json.dumps(value, ensure_ascii=draw.random() < 0.3)
    return text.replace("/", "\\/") if draw.random() < 0.2 else text
