"""Data in the shapes in which corpora of checked claims are published; every text is made up.

Each has what such files are known for: a header row or none, quotation marks that nothing closes,
`None` and `NaN`, several values in one cell, dates in any order, lists in lists, absent keys.
"""

import csv
import io
import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NamedTuple

Rows = list[dict[str, Any]]

_SUBJECTS = ("harbour", "bridge", "ferry,port", "taxes", "history,city-budget,islands")
_SPEAKERS = ("ana-ruiz", "tom-field", "chain-email", "harbour-board", "D'Arcy O'Neill", "Łucja Żak")
_TEXTS = (
    'The "harbour bridge stays closed', "Says 40 % of all ferries are late, \"every day.\"",
    '"Half the port"', '"We never said that', "We built 1,200 boats; nobody else did",
    "It’s over – for now …",
    "Fish &amp; chips cost £9 at the pier", "A ferry costs $3.50 \\ more", "日本語の主張 number",
    "'Tis said <b>twice</b> that tides rise", "Says Ruiz said, \"I said \"no\" \"",
)  # fmt: skip
_LABELS = ("false", "half-true", "mostly-true", "true", "barely-true", "pants-fire")


class Sample(NamedTuple):
    """A file in the shape of a corpus, and what stands in it, row by row."""

    name: str
    data: bytes
    rows: Rows


def _text(draw: Random, number: int) -> str:
    return f"{draw.choice(_TEXTS)} {number}"


def _table(columns: Sequence[str], rows: Rows, quoted: bool, header: bool = True) -> str:
    """Return rows as tab-separated text without quoting, or as CSV."""
    listed = [[str(row.get(column, "")) for column in columns] for row in rows]
    if header:
        listed.insert(0, list(columns))
    if not quoted:
        return "".join("\t".join(cells) + "\n" for cells in listed)
    out = io.StringIO()
    csv.writer(out).writerows(listed)
    return out.getvalue()


LIAR = (
    "id", "label", "statement", "subjects", "speaker", "job", "state", "party", "barely_true",
    "false", "half_true", "mostly_true", "pants_fire", "context",
)  # fmt: skip


def liar(count: int = 40, seed: int = 1) -> Sample:
    """Tab-separated without a header and without quoting, with quotation marks in statements."""
    draw = Random(seed)
    rows = [
        {
            "id": f"{number + 100}.json",
            "label": draw.choice(_LABELS),
            "statement": _text(draw, number),
            "subjects": draw.choice(_SUBJECTS),
            "speaker": draw.choice(_SPEAKERS),
            "job": draw.choice(["Mayor", "", "State senator", "Captain, ret."]),
            "state": draw.choice(["Westland", "", "Isle of Fen "]),
            "party": draw.choice(["greens", "none", "harbour-party"]),
            **{name: draw.choice(["0", "1.0", "12"]) for name in LIAR[8:13]},
            "context": draw.choice(["a debate", "", 'an ad called "Tide', "a post, on the web"]),
        }
        for number in range(count)
    ]
    return Sample("train.tsv", _table(LIAR, rows, quoted=False, header=False).encode(), rows)


def averitec(count: int = 12, seed: int = 2) -> Sample:
    """A JSON array, with questions in claims and answers in questions; null where unknown."""
    draw = Random(seed)
    rows = [
        {
            "claim": _text(draw, number),
            "required_reannotation": draw.random() < 0.5,
            "label": draw.choice(["Refuted", "Supported", "Not Enough Evidence"]),
            "justification": f"Nothing else is known of it, number {number}.",
            "claim_date": draw.choice(["25-8-2020", "31-1-2021", None, "3-4-2020"]),
            "speaker": draw.choice(["Ana Ruiz", None, "Tom Field"]),
            "original_claim_url": draw.choice([None, f"https://posts.example/{number}"]),
            "cached_original_claim_url": draw.choice([None, f"https://kept.example/{number}"]),
            "fact_checking_article": f"https://checks.example/{number}",
            "reporting_source": draw.choice(["Chatter", "Harbour Gazette", None]),
            "location_ISO_code": draw.choice(["NO", "GB", None]),
            "claim_types": draw.choice([["Numerical Claim"], ["Quote", "Causal Claim"], []]),
            "fact_checking_strategies": ["Written Evidence", "Consultation"][: draw.randrange(3)],
            "questions": [_question(draw, number, of) for of in range(draw.randrange(4))],
        }
        for number in range(count)
    ]
    return Sample("train.json", json.dumps(rows, indent=1).encode(), rows)


def _question(draw: Random, number: int, of: int) -> dict[str, Any]:
    answers = [
        {
            "answer": draw.choice(["Yes", "No", f'It was {number}.{of} "tons"']),
            "answer_type": draw.choice(["Boolean", "Extractive", "Unanswerable"]),
            "source_url": f"https://facts.example/{number}/{of}/{which}",
            "source_medium": draw.choice(["Web text", "PDF"]),
            "cached_source_url": draw.choice(["", f"https://kept.example/{number}/{of}/{which}"]),
            **({"boolean_explanation": f"Because of {of}."} if draw.random() < 0.3 else {}),
        }
        for which in range(draw.randrange(3))
    ]
    return {"question": f"How many, in {number}.{of}?", "answers": answers}


MULTIFC = (
    "claimID", "claim", "label", "claimURL", "reason", "categories", "speaker", "checker", "tags",
    "articleTitle", "publishDate", "claimDate", "entities",
)  # fmt: skip


def multifc(count: int = 30, seed: int = 3) -> Sample:
    """Tab-separated without a header, `None` for what is absent, lists as Python writes them."""
    draw = Random(seed)
    rows = [
        {
            "claimID": f"pomt-{number:05}",
            "claim": _text(draw, number),
            "label": draw.choice(["mostly false", "pants on fire!", "Four Pinocchios"]),
            "claimURL": f"https://checks.example/{number}",
            "reason": draw.choice(["None", "Nobody has counted."]),
            "categories": draw.choice(["None", "ferries, tides", "harbour"]),
            "speaker": draw.choice(["None", "Ana Ruiz", "Viral image"]),
            "checker": draw.choice(["None", "Jo Check"]),
            "tags": draw.choice(["None", "['tide', 'pier']"]),
            "articleTitle": draw.choice(["None", f"What of it? {number}"]),
            "publishDate": draw.choice(["None", "January 31, 2020", "2019-05-06"]),
            "claimDate": draw.choice(["None", "Stated on February 3, 2020 in a speech:"]),
            "entities": draw.choice(["[]", "['Harbour_Board', '40']"]),
        }
        for number in range(count)
    ]
    return Sample("multifc.tsv", _table(MULTIFC, rows, quoted=False, header=False).encode(), rows)


def quotebank(count: int = 30, seed: int = 4) -> Sample:
    """JSON Lines: quotations with the speakers that may have said them, and how likely."""
    draw = Random(seed)
    rows = [
        {
            "quoteID": f"2020-01-16-{number:06}",
            "quotation": _text(draw, number),
            "speaker": draw.choice(["None", "Ana Ruiz", "Tom Field"]),
            "qids": draw.choice([[], ["Q900000001"], ["Q900000001", "Q900000002"]]),
            "date": "2020-01-16 12:00:13",
            "numOccurrences": draw.randrange(1, 9),
            "probas": [["None", "0.7272"], ["Ana Ruiz", "0.2728"]],
            "urls": [f"http://news.example/{number}/{of}" for of in range(draw.randrange(1, 4))],
            "phase": "E",
        }
        for number in range(count)
    ]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return Sample("quotes.jsonl", text.encode(), rows)


POLITIFACT = (
    "verdict", "statement_originator", "statement", "statement_date", "statement_source",
    "factchecker", "factcheck_date", "factcheck_analysis_link",
)  # fmt: skip


def politifact(count: int = 30, seed: int = 5) -> Sample:
    """CSV of a scraper: quoted, line breaks in cells, dates with the month before the day, NaN."""
    draw = Random(seed)
    rows = [
        {
            "verdict": draw.choice(_LABELS),
            "statement_originator": draw.choice(["Ana Ruiz", "Facebook posts", "Viral image"]),
            "statement": _text(draw, number) + draw.choice(["", "\nand more"]),
            "statement_date": f"{draw.randrange(1, 13)}/{draw.randrange(13, 29)}/2019",
            "statement_source": draw.choice(["speech", "NaN", "news"]),
            "factchecker": draw.choice(["Jo Check", "nan"]),
            "factcheck_date": f"{draw.randrange(1, 13)}/{draw.randrange(13, 29)}/2019",
            "factcheck_analysis_link": f"https://checks.example/{number}/",
        }
        for number in range(count)
    ]
    return Sample("scraped.csv", _table(POLITIFACT, rows, quoted=True).encode(), rows)


CHECKTHAT = ("topic_id", "tweet_id", "tweet_url", "tweet_text", "claim", "check_worthiness")


def checkthat(count: int = 30, seed: int = 6) -> Sample:
    """Tab-separated with a header, ids of nineteen digits, hashtags and addresses in posts."""
    draw = Random(seed)
    rows = [
        {
            "topic_id": "tide-19",
            "tweet_id": str(1234712345678900000 + number),
            "tweet_url": f"https://posts.example/a/{number}",
            "tweet_text": _text(draw, number) + " #tide @ana https://t.example/x",
            "claim": draw.choice(["0", "1"]),
            "check_worthiness": draw.choice(["0", "1"]),
        }
        for number in range(count)
    ]
    return Sample("train.tsv", _table(CHECKTHAT, rows, quoted=False).encode(), rows)


CORPORA: dict[str, Callable[[], Sample]] = {
    "liar": liar,
    "averitec": averitec,
    "multifc": multifc,
    "quotebank": quotebank,
    "politifact": politifact,
    "checkthat": checkthat,
}
