"""FollowTheMoney: entities as JSON Lines, which the tools of Aleph and OpenSanctions read.

A record is an entity; a reference to a record is an entity that links two. An unnamed speaker is
none, for an entity is what others are matched with: what is known stands in the claim's summary.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from ...model import FILE_SECTIONS, SECTIONS, Field, Type
from ...model.answer import Values
from ...model.vocabularies import DRAFT
from ...publishing.fields import stated
from ...query import Question
from ...words.unnamed import marked
from ..export import Export, Referred
from .entity import Entity, identity
from .terms import AGENTS, KIND_UNKNOWN, KINDS, LEFT_OUT, SCHEMATA, TERMS, Link
from .values import text

__all__ = ["LEFT_OUT", "TERMS", "write"]

_NOT_READ = "draft: a program made it, and nobody has read it yet"


def write(export: Export, out: TextIO) -> None:
    """Write the entities, one a line."""
    writer = _Writer(export)
    for section in FILE_SECTIONS:
        for record in _records(export, section):
            out.writelines(
                f"{json.dumps(entity.record(), ensure_ascii=False)}\n"
                for entity in writer.of_record(section, record)
            )


def _records(export: Export, section: str) -> Iterator[Values]:
    if section != "sources":
        return export.records(section)
    kind = SECTIONS[section]  # a source that no record declares is one as well: it has its name
    return export.public.rows(Question(kind, (), kind.fields)).dicts()


class _Writer:
    """Makes the entities of one record after the other."""

    def __init__(self, export: Export) -> None:
        self._fields = {
            name: [SECTIONS[name].field(field) for field in stated(name, export.leaving.optional)]
            for name in SECTIONS
        }
        called = ("name", "description", "kind", "anonymous")
        self._speakers = Referred(export, "speakers", called)
        self._claims = Referred(export, "claims", ("appearances",))

    def of_record(self, section: str, record: Values) -> Iterator[Entity]:
        """Yield the entity of a record, and then those of what it holds and refers to."""
        if section == "speakers" and record["anonymous"] is not False:
            return
        schema = SCHEMATA.get(section) or KINDS[section].get(record["kind"], KIND_UNKNOWN)
        entity = Entity(schema, section, record[SECTIONS[section].key])
        proof = self._proof(section, entity, record)
        if section in ("claims", "facts"):
            entity.put("proof", proof)
        if section == "claims":
            self._say_who(entity, record)
        yield from self._stated(section, entity, record, proof)

    def _proof(self, section: str, entity: Entity, record: Values) -> list[str]:
        """Return the ids of the articles that a record is read in."""
        if section == "articles":
            return [entity.id]
        if section == "facts" and record["reference"]:
            return [identity("facts", record["id"], "reference")]
        return _articles(record) if section == "claims" else []

    def _say_who(self, entity: Entity, claim: Values) -> None:
        """State who speaks, in words, and put the claim with the speaker if that one is named."""
        who = text(str(marked(claim["speaker_name"], claim["anonymous"]) or ""))
        draft = _NOT_READ if claim["status"] == DRAFT else ""
        entity.put("summary", [who, draft])
        if claim["anonymous"] is False and self._named(claim["speaker"]):
            entity.put("entity", [identity("speakers", claim["speaker"])])

    def _stated(
        self, section: str, entity: Entity, record: Values, proof: list[str]
    ) -> Iterator[Entity]:
        """Add what a record states; yield its entity, the records within it, and the links."""
        others: list[Entity] = []
        for field in self._fields[section]:
            value, term = record[field.name], TERMS[section].get(field.name)
            if value in (None, []) or term is None:
                continue
            if field.type is Type.RECORD:
                inside: Any = value if field.many else [value]
                for number, one in enumerate(inside):
                    others += self._within(field, str(term), entity, one, number, record)
            elif isinstance(term, Link):
                others += self._links(field, term, entity, record, proof)
            else:
                entity.state(field.name, term, value)
        yield entity
        yield from others

    def _within(
        self, field: Field, schema: str, entity: Entity, one: Values, number: int, record: Values
    ) -> Iterator[Entity]:
        """Yield the entity of a record within another, and those that belong to it."""
        key = [entity.id, field.name, *([number] if field.many else [])]
        if not field.many:
            key = ["facts", record["id"], field.name]
        part, proof = Entity(schema, *key), []
        if schema == "Documentation":
            proof = [identity("articles", one["article"])]
            part.put("document", proof).put("entity", [entity.id]).put("proof", proof)
            how = "quoted" if one["quote"] else "paraphrased" if one["wording"] else "mentioned"
            part.put("role", [how])
        elif schema == "Note":
            part.put("entity", [entity.id]).put("summary", [SECTIONS[field.of].singular])
        yield from self._of_part(field.of, part, one, proof, entity)

    def _of_part(
        self, section: str, part: Entity, one: Values, proof: list[str], whole: Entity
    ) -> Iterator[Entity]:
        values: dict[str, Any] = {name: one.get(name) for name in SECTIONS[section].by_name}
        if section == "appearances":
            credited = self._speakers.record(values["speaker"])
            if credited:
                called = credited["name"] or credited["description"]
                part.put("summary", [text(str(marked(called, credited["anonymous"])))])
            if values["speaker"] and self._named(values["speaker"]):
                term = TERMS[section]["speaker"]
                assert isinstance(term, Link)  # noqa: S101 - as the table has it
                yield _link(term.role, whole.id, "speakers", values["speaker"], proof, part.id)
            values = {**values, "article": None, "speaker": None}
        yield from self._stated(section, part, values, proof)

    def _links(
        self, field: Field, term: Link, entity: Entity, record: Values, proof: list[str]
    ) -> Iterator[Entity]:
        """Yield an entity for each reference; what leads to no entity is told in words."""
        value: Any = record[field.name]
        for key in value if field.many else [value]:
            if field.of != "speakers":
                shown = proof or self._read_in(key) if field.name == "claims" else proof
                yield _link(term.role, entity.id, field.of, key, shown, date=record.get("date"))
            elif field.name == "speaker" and record.get("anonymous") is not False:
                continue  # the summary says who
            elif self._named(key):
                yield self._of_speaker(field, term, entity, record, proof)
            elif speaker := self._speakers.record(key):
                called = speaker["name"] or speaker["description"] or ""
                entity.remark(field.name, str(marked(called, speaker["anonymous"])))

    def _of_speaker(
        self, field: Field, term: Link, entity: Entity, record: Values, proof: list[str]
    ) -> Entity:
        """Return what links a claim with a named speaker, or a spokesperson with a principal."""
        agent, key = record["speaker"], record[field.name]
        named = record["anonymous"] is False and self._named(agent)
        date = record["date"]
        if (
            field.name == "on_behalf_of"
            and named
            and {self._kind(agent), self._kind(key)} <= AGENTS
        ):
            ends = {"agent": identity("speakers", agent), "client": identity("speakers", key)}
            link = Entity("Representation", entity.id, term.role, key)
            for end, there in ends.items():
                link.put(end, [there])
            return _finished(link, term.role, proof, date)
        return _link(term.role, entity.id, "speakers", key, proof, date=date)

    def _read_in(self, key: object) -> list[str]:
        claim = self._claims.record(key)
        return _articles(claim) if claim else []

    def _named(self, key: object) -> bool:
        speaker = self._speakers.record(key)
        return speaker is not None and speaker["anonymous"] is False

    def _kind(self, key: object) -> str:
        speaker = self._speakers.record(key) or {}
        return KINDS["speakers"].get(speaker.get("kind"), KIND_UNKNOWN)


def _articles(claim: Mapping[str, Any]) -> list[str]:
    seen: Iterable[Any] = claim["appearances"] or ()
    return [*dict.fromkeys(identity("articles", one["article"]) for one in seen)]


def _link(
    role: str,
    one: str,
    section: str,
    key: object,
    proof: list[str],
    *which: str,
    date: object = None,
) -> Entity:
    """Return the link of an entity with a record of a section."""
    link = Entity("UnknownLink", one, role, section, key, *which)
    link.put("subject", [one]).put("object", [identity(section, key)])
    return _finished(link, role, proof, date)


def _finished(link: Entity, role: str, proof: list[str], date: object) -> Entity:
    link.put("role", [role]).put("proof", proof)
    if date:
        link.state("date", "date", date)
    return link
