"""A claim of the report: who said it, how it travelled, in which words, and what bears on it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ...answers.contents import PARTICULARS, RELATIONS, Kind
from ...answers.dossier import ChainStep, Dossier, origins_in_words, steps
from ...answers.drift import Drift
from ...answers.parts import Part, embargo_in_words
from ...model.answer import Values
from ...model.vocabularies import CONFIDENCE_MAX, CREDIBILITY, DRAFT, confidence_word
from ...reading.partial import pieces
from ...words.unnamed import called, mark_within, marked
from ...words.wordings import Fate, changes
from .escaping import link, told

_STATUSES: Mapping[object, str] = MappingProxyType(
    {
        DRAFT: "Draft: made by a program, and not yet read by anybody",
        "corrected": "Corrected",
        "retracted": "Retracted",
    }
)
_SIGNS = {Fate.KEPT: "", Fate.STRUCK: "~~", Fate.ADDED: "**"}
_DEEPEST = 6  # levels of a list that are indented
_ADDRESSES = ("url", "archived")


def mention(row: Values) -> str:
    """Return a claim in one line: its text, and who said it."""
    return f"{told(row['text'])} — {_said_by(row)}"


def claim(dossier: Dossier, as_of: str) -> Iterator[str]:
    """Yield a claim in full, as it stands on a day."""
    record = dossier.record
    yield f"### {told(record['text'])}\n\n"
    if status := _STATUSES.get(record["status"]):
        yield f"**{status}.**\n\n"
    yield _items(_particulars(dossier, as_of))
    if lines := [*_travelled(dossier)]:
        yield f"#### How it travelled\n\n{''.join(lines)}\n"
    for kind in dossier.parts():
        yield f"#### {kind.title.capitalize()}\n\n{_items(map(_part, kind.parts))}"
    if dossier.uncorrected.rows:
        yield f"#### Still uncorrected in\n\n{_items(map(_carrier, dossier.uncorrected.rows))}"
    for relation in RELATIONS["claims"]:
        if relation.title and (rows := dossier.rows(relation.name)):
            yield f"#### {relation.title.capitalize()}\n\n{_items(map(_related, rows))}"


def _items(lines: Iterator[str]) -> str:
    return "".join(f"- {line}\n" for line in lines) + "\n"


def _particulars(dossier: Dossier, as_of: str) -> Iterator[str]:
    """Yield what is known of a claim, a line for each field."""
    record = dossier.record
    for field, kind, title, always in PARTICULARS["claims"]:
        value = record[field]
        known = value is not None and value != []
        if kind is Kind.EMBARGO and value:
            yield f"**Embargo:** {embargo_in_words(str(value), as_of)}"
        elif field != "status" and (always or known):
            name = (title or field.replace("_", " ")).capitalize()
            yield f"**{name}:** {_value(dossier, field, kind)}"
    if record.get("extra"):
        yield f"**Extra:** {told(record['extra'])}"
    yield f"**Claim:** {told(record['id'])}"


def _value(dossier: Dossier, name: str, kind: Kind) -> str:
    record = dossier.record
    value = record[name]
    match kind:
        case Kind.WHO:
            names = ("anonymity_reason", "terms")
            more = [row[key] for row in dossier.rows(name) for key in names if row.get(key)]
            return ", ".join([_said_by(record), *map(told, more)])
        case Kind.PRINCIPAL:
            [row] = dossier.rows("principal")
            return told(marked(called(row), row["anonymous"])) if "name" in row else told(row["id"])
        case Kind.NAMED:
            return told(record[f"{name}_name"]) if value else "not known"
        case Kind.SCALE:
            if not isinstance(value, int):
                return "not rated"
            return f"{confidence_word(value)}, {value} of {CONFIDENCE_MAX}"
        case Kind.GRADE:
            assert isinstance(value, int)  # noqa: S101 - the only grade of claims
            return f"{value}, {CREDIBILITY[value]}"
        case Kind.ORIGINS:
            return origins_in_words(record)
    return told(value)


def _said_by(row: Values) -> str:
    if row["speaker_name"] is None:
        return "nobody is credited"
    return told(row["speaker_name"]) + mark_within(row, "speaker_name")


def _travelled(dossier: Dossier) -> Iterator[str]:
    """Yield the articles of a claim, below each those that retell it, with their words."""
    drifts: defaultdict[str, list[tuple[Values, Drift | None]]] = defaultdict(list)
    for row, drift in zip(dossier.rows("appearances"), dossier.drifts, strict=True):
        drifts[str(row["article"])].append((row, drift))
    shown: set[str] = set()
    for step in steps(dossier)[0]:
        indent = "  " * min(step.level, _DEEPEST)
        yield f"{indent}- {_article(step)}\n"
        if step.article in shown:
            yield f"{indent}  (see above)\n"
        elif step.appearance is None:
            yield f"{indent}  (the claim is not recorded there)\n"
        for row, drift in drifts.get(step.article, ()) if step.article not in shown else ():
            yield f"{indent}  - {_words(row, drift)}\n"
        shown.add(step.article)


def _article(step: ChainStep) -> str:
    known = step.known
    shown = [link((known and known.headline) or step.article, known and known.url)]
    if known:
        shown += [told(value) for value in (known.publisher_name, known.date) if value]
    return ("retold by " if step.level else "") + ", ".join(shown)


def _words(row: Values, drift: Drift | None) -> str:
    """Return where in an article a claim stands, its words, and whom the article credits."""
    place = [f"¶{row['paragraph']}"] if row["paragraph"] else []
    place += [told(row["locator"])] if row["locator"] else []
    parts = [", ".join(place), _wording(row, drift), f"credits {_credited(row)}"]
    parts += _beside_the_origin(drift) if drift else ()
    parts += [f"{name}: {told(row[name])}" for name in ("verb", "terms", "extra") if row[name]]
    return "; ".join(filter(None, parts))


def _beside_the_origin(drift: Drift) -> Iterator[str]:
    """Yield whom the origin credits, if that is somebody else, and why words are not compared."""
    if None not in (drift.speaker, drift.credited) and drift.speaker != drift.credited:
        yield f"the origin credits {told(drift.origin_attribution or drift.speaker_name)}"
    if drift.similarity is None and drift.origin_words and drift.words:
        yield "in another language, so not compared"


def _wording(row: Values, drift: Drift | None) -> str:
    """Return the words of an article, with what it struck and added where that is compared."""
    quote, wording = row["quote"], row["wording"]
    if drift is not None and drift.similarity is not None and drift.similarity < CONFIDENCE_MAX:
        found = changes(str(drift.origin_words), str(drift.words))
        words = " ".join(f"{_SIGNS[fate]}{told(text)}{_SIGNS[fate]}" for fate, text in found)
        quoted = drift.words == drift.quote
    elif quote and wording:
        words = told("".join(piece for piece, _ in pieces(str(wording), str(quote))))
        quoted = False
    else:
        words, quoted = told(quote or wording or ""), not wording
    if not words:
        return ""
    return f"“{words}”" if quoted else f"in its own words: {words}"


def _credited(row: Values) -> str:
    if row["attribution"]:
        return told(row["attribution"]) + mark_within(row, "attribution")
    return _said_by(row) if row["speaker_name"] else "nobody"


def _part(part: Part) -> str:
    """Return a record within the record, what it states below each other."""
    beside = [told(value) for value in (part.by, part.date) if value is not None]
    if part.lead is not None:
        beside.insert(0, f"“{told(part.lead)}”" if part.is_verdict else told(part.lead))
    elif part.is_verdict:
        beside.insert(0, "no verdict")
    details = (f"  - {title}: {_linked(title, value)}" for title, value in part.details)
    return "\n".join([", ".join(beside) or "–", *details])


def _linked(name: str, value: object) -> str:
    return link(value, value) if name in _ADDRESSES else told(value)


def _carrier(row: Values) -> str:
    """Return an article that carries what was corrected, or perhaps does."""
    shown = [link(row["headline"] or row["id"], row["url"])]
    shown += [told(value) for value in (row["publisher_name"], row["date"]) if value]
    shown += [f"not known: {row['doubt']}"] if row["doubt"] else []
    return ", ".join(shown)


def _related(row: Values) -> str:
    """Return a related record: its text, who said it, where it can be checked, and its id."""
    key = told(row.get("id") or row.get("country"))
    shown = told(row.get("text") or row.get("name") or "")
    if row.get("speaker_name"):
        shown += f" — {_said_by(row)}"
    reference = row.get("reference")
    if isinstance(reference, Mapping):
        shown += f" — {link(reference['title'] or reference['url'], reference['url'])}"
    return f"{shown} ({key})" if shown else key
