"""Annotations of W3C's Web Annotation Data Model → rows that a mapping can name.

The passage is what was claimed, so its words are the `statement`; what the annotator says of them
is the `comment`. An annotation without a quote states what its comment says. Who annotated is not
who spoke.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.problems import Problem
from ..content import Content
from ..forms import Sample
from ..objects.wrapped import like, objects
from ..rows import Layout, Row, joined
from .selectors import Passage, passages, several

# Of collections, of their pages, of a JSON-LD document.
WRAPPERS = frozenset({"first", "next", "items", "@graph", "annotations"})
# What a body says that classifies the passage: whether it stands in quotation marks there.
QUOTATION, PARAPHRASE = "quotation", "paraphrase"
_WORDS = ("value", "chars", "rdf:value")  # of a textual body; the second and third are older


def recognises(sample: Sample) -> bool:
    """Return whether an input has annotations: one, a list, a collection, a page, lines."""
    return any(like(value, WRAPPERS, is_annotation) for value in sample.values)


def is_annotation(value: Mapping[str, object]) -> bool:
    """Return whether an object is an annotation by its type, or by what only annotations have."""
    types = several(value.get("type", value.get("@type")))
    named = any(isinstance(one, str) and one.endswith("Annotation") for one in types)
    return _has_target(value) and (named or "body" in value or "hasBody" in value)


def _has_target(value: Mapping[str, object]) -> bool:
    return bool(value.get("target") or value.get("hasTarget"))


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield a row for each annotation."""
    for row in objects(content, WRAPPERS):
        if isinstance(row, Problem):
            yield row
        elif not _has_target(row.values):
            message = "an annotation without a target, which says what it is about"
            remedy = "add the target, or leave it out with --keep-going"
            yield Problem("bad-row", message, remedy, content.name, row.line)
        else:
            yield unless_mute(row._replace(values=annotated(row.values)), content.name)


def unless_mute(row: Row, file: str) -> Row | Problem:
    """Return a row, or the problem of an annotation that states nothing."""
    if row.values.get("statement"):
        return row
    message = "an annotation without words: it quotes nothing, and says nothing"
    remedy = "write what it says, or leave it out with --keep-going"
    return Problem("bad-row", message, remedy, file, row.line)


def annotated(annotation: Mapping[str, object]) -> dict[str, Any]:
    """Return an annotation with its words, tags and passages apart.

    `comment` is what its bodies say, `tags` are those that tag. What is left of bodies stays in
    `body`. `target` has the passages.
    """
    row = dict(annotation)
    left: list[Any] = []
    around: list[Any] = []  # what a List or a Composite of targets states of itself
    comments, tags = several(row.pop("bodyValue", None)), list[Any]()
    kinds = set[object]()
    for body in several(row.pop("body", row.pop("hasBody", None)), left):
        if _classifies(body):
            kinds.add(body["value"])
            continue
        words, rest = _words(body)
        if words:
            (tags if _tags(rest, row) else comments).append(words)
        left += [rest] if rest else []
    targets = passages(several(row.pop("target", row.pop("hasTarget", None)), around))
    if kinds == {PARAPHRASE}:
        targets = [_paraphrased(one) for one in targets]
    comment = "\n\n".join(map(str, comments))
    made = {**stating(targets, comment), "tags": tags, "target": targets}
    return joined(joined(made, row), {"body": left, "targets": around})


def stating(targets: list[Passage], comment: str) -> dict[str, str]:
    """Return what an annotation states: the words of its first quote, else its comment."""
    for passage in targets:
        words = passage.get("exact") or passage.get("wording") or ""
        if quote := " ".join(str(words).split()):
            return {"statement": quote, "comment": comment}
    return {"statement": comment}


def _classifies(body: Any) -> bool:
    """Return whether a body says what the passage is, in one of our words."""
    if not isinstance(body, Mapping) or body.get("purpose") != "classifying":
        return False
    return body.get("value") in (QUOTATION, PARAPHRASE)


def _paraphrased(passage: Passage) -> Passage:
    """Return a passage whose words are the article's own, and no quote."""
    return {"wording" if name == "exact" else name: value for name, value in passage.items()}


def _words(body: object) -> tuple[object, object]:
    """Return the words of a body, and what else it states."""
    if isinstance(body, str):
        is_address = body.startswith(("http://", "https://", "urn:"))
        return (None, body) if is_address else (body, None)
    if not isinstance(body, Mapping):
        return None, body
    rest = dict(body)
    for key in _WORDS:
        if isinstance(rest.get(key), str) and rest[key].strip():
            return rest.pop(key), rest
    return None, rest


def _tags(body: object, annotation: Mapping[str, object]) -> bool:
    """Return whether a body is a tag: as it says itself, else as the annotation says."""
    states = body if isinstance(body, Mapping) else {}
    purposes = states.get("purpose") or states.get("role") or annotation.get("motivation")
    said = [str(one) for one in several(purposes)]
    kinds = map(str, several(states.get("type") or states.get("@type")))
    tagging = bool(said) and all(one.endswith("tagging") for one in said)
    return tagging or any(kind.endswith("Tag") for kind in kinds)
