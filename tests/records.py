"""Claims for tests: a factory, what a row states of one, and strategies for any of them."""

import json
import re
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from coalition_cli.model import SECTIONS, Type
from coalition_cli.model.vocabularies import BANDS, CLAIM_KINDS, STATUSES, TERMS

Claim = dict[str, Any]

# What a claims file may state of a claim.
CLAIM_KEYS = tuple(field.name for field in SECTIONS["claims"].stated)
LISTS = tuple(field.name for field in SECTIONS["claims"].stated if field.many)
_CONFIDENCE = {band.word: band.value for band in BANDS}
_ESCAPED = re.compile(r'[^ !#-\[\]-~\xa0-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd]|"|\\')


def make_claim(**changes: object) -> Claim:
    """Return a claim as a file states it, with other values for these keys; None leaves one out."""
    claim = {
        "id": "red-lines",
        "text": "Red lines have been crossed.",
        "speaker": "diplomat",
        "source": "politico",
        "confidence": "medium",
        "kind": "position",
        "topics": ["greenland"],
        "date": "2026-01-19",
    }
    return {key: value for key, value in {**claim, **changes}.items() if value is not None}


def make_file(*claims: Mapping[str, object], articles: int = 3) -> dict[str, object]:
    """Return a claims file with these claims, and articles a0, a1, … for their appearances."""
    listed = [{"id": f"a{number}"} for number in range(articles)]
    return {"version": 1, "articles": listed, "claims": list(claims)}


def yaml_text(value: object) -> str:
    """Return the value as YAML in flow style, text in double quotes with YAML's escapes."""
    if isinstance(value, Mapping):
        pairs = (f"{yaml_text(key)}: {yaml_text(inner)}" for key, inner in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(yaml_text(item) for item in value)}]"
    if isinstance(value, str):
        return f'"{_ESCAPED.sub(_escape, value)}"'
    return json.dumps(value)


def _escape(found: re.Match[str]) -> str:
    return f"\\U{ord(found[0]):08x}"


def stated(row: Mapping[str, Any]) -> Claim:
    """Return what an output row says of the keys that a file may state."""
    return {key: row[key] for key in CLAIM_KEYS}


def expected(claim: Claim) -> Claim:
    """Return what a row says of a claim whose speaker, if it has one, is nowhere declared."""
    row = {key: claim.get(key, [] if key in LISTS else None) for key in CLAIM_KEYS}
    row = {key: value.strip() if isinstance(value, str) else value for key, value in row.items()}
    row["status"] = row["status"] or "active"
    if isinstance(row["confidence"], str):
        row["confidence"] = _CONFIDENCE[row["confidence"]]
    row["topics"] = [topic.strip() for topic in claim.get("topics", [])]
    for field in SECTIONS["claims"].records:
        keys = [inner.name for inner in SECTIONS[field.of].stated]
        row[field.name] = [
            {key: _stripped(record.get(key)) for key in keys}
            for record in claim.get(field.name, [])
        ]
    return row


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


# Any text that can be written to a file, the unprintable kind included.
characters = st.characters(exclude_categories=["Cs"])
any_text = st.text(characters, max_size=30)
texts = any_text.filter(str.strip)
ids = st.text(characters, min_size=1, max_size=8).filter(lambda text: text.split() == [text])
dates = st.dates().map(str) | st.from_regex(r"[1-9][0-9]{3}(-0[1-9]|-1[0-2])?", fullmatch=True)
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**639), 10**639)  # as many digits as are read
    | st.floats(allow_nan=False, allow_infinity=False)
    | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=8,
)


def appearances() -> st.SearchStrategy[Claim]:
    """Return appearances in the articles of `make_file`, with any words that fit together."""
    article = {"article": st.sampled_from(["a0", "a1", "a2"])}
    optional = {
        "paragraph": st.integers(1, 10**17),
        "locator": texts,
        "offset": st.integers(0, 10**17),
        "attribution": texts,
        "verb": texts,
        "speaker": texts,
        "terms": st.sampled_from(TERMS),
        "extra": st.dictionaries(any_text, plain, max_size=2),
    }
    partial = texts.map(lambda quote: {"quote": quote, "wording": f"before “{quote}” after"})
    whole = st.fixed_dictionaries(article, optional=optional)
    return (
        st.fixed_dictionaries(article, optional={**optional, "quote": texts})
        | st.fixed_dictionaries(article, optional={**optional, "wording": texts})
        | st.builds(lambda appearance, words: {**appearance, **words}, whole, partial)
    )


def parts(section: str) -> st.SearchStrategy[list[Claim]]:
    """Return lists of records within a claim that have any of their fields."""
    values: dict[Type, st.SearchStrategy[Any]] = {
        Type.DATE: dates,
        Type.DECIMAL: st.integers(-5, 100) | st.floats(-5, 100),
        Type.ANYTHING: st.dictionaries(any_text, plain, max_size=2),
    }
    optional = {field.name: values.get(field.type, texts) for field in SECTIONS[section].stated}
    return st.lists(st.fixed_dictionaries({}, optional=optional), max_size=2)


@st.composite
def claims_files(draw: st.DrawFn, max_size: int = 4) -> dict[str, object]:
    """Draw a claims file without a defect, its claims of any shape and any text."""
    names = draw(st.lists(ids, unique=True, min_size=1, max_size=max_size))
    optional: dict[str, st.SearchStrategy[Any]] = {
        "speaker": texts,
        "anonymous": st.booleans(),
        "on_behalf_of": texts,
        "source": texts,
        "confidence": st.integers(0, 100) | st.sampled_from(list(_CONFIDENCE)),
        "credibility": st.integers(1, 6),
        "kind": st.sampled_from(CLAIM_KINDS),
        "topics": st.lists(texts, unique_by=str.strip, max_size=3),
        "date": dates,
        "status": st.sampled_from(STATUSES),
        "appearances": st.lists(appearances(), max_size=3),
        "supports": st.lists(st.sampled_from(names), unique=True, max_size=3),
        "contradicts": st.lists(st.sampled_from(names), unique=True, max_size=3),
        **dict.fromkeys(("place", "context", "language"), texts),
        "embargo": st.dates().map(str),
        **{name: parts(name) for name in ("reviews", "evidence", "corrections")},
        "note": texts,
        "extra": st.dictionaries(any_text, plain, max_size=3),
    }
    drawn = (
        draw(st.fixed_dictionaries({"id": st.just(name), "text": texts}, optional=optional))
        for name in names
    )
    return make_file(*map(_without_defect, drawn))


def _without_defect(claim: Claim) -> Claim:
    """Return a claim that is not unnamed where it calls its speaker by several words, a name.

    Where a speaker may not be credited, no other text has what the speaker is called.
    """
    seen = claim.get("appearances", [])
    if any(each.get("terms") == "deep-background" for each in seen):
        for record in (claim, *seen):
            for name in {"speaker", "on_behalf_of"} & record.keys():
                record[name] = f"unsaid-{name}"
    called = len(claim.get("speaker", "").split()) > 1
    return {key: value for key, value in claim.items() if key != "anonymous" or not called}
