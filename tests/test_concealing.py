"""A difference names nobody who may be unnamed on one side, also under another id."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run
from .test_revisions import Git, commit, git

Write = Callable[..., str]

__all__ = ["git"]  # a fixture


ZORK = "{id: zq, name: Zoë Zork, aliases: [Grue Lantern]}"
THIEF = "{id: s2, description: a thief}"
# What names her, beside the speaker's own record.
MENTIONS = (
    "note: ask Zoë Zork, topics: [zoe-zork, vault], extra: {Grue Lantern: [zq, 1]}, "
    "appearances: [{article: r, attribution: Zoë Zork said, quote: a, speaker: zq}], "
    "reviews: [{by: Zoë Zork, note: by Zoë Zork, extra: {Zoë Zork: 1}}], context: Zoë Zork spoke, "
    "evidence: [{question: who is Zoë Zork, answer: zork}], corrections: [{reason: not Zoë Zork}]"
)


def credited_to(speaker: str, claims: str, more: str = "") -> str:
    """Return a claims file with articles, Ann Other, a speaker, and claims."""
    articles = "articles: [{id: r, headline: plover}, {id: p}"
    if "Zork" in speaker:
        articles += ", {id: zoe-zork-speaks, headline: Zoë Zork speaks}"
    articles += "]\n"
    people = f"speakers: [{{id: ann, name: Ann Other}}, {speaker}{more}]\n"
    return f"{articles}{people}claims:\n{claims}\n"


def seen(*speakers: str, article: str = "r") -> str:
    """Return the appearances of a claim in an article, with the speakers who are credited."""
    each = (
        f"{{article: {article}, speaker: {speaker}}}" if speaker else f"{{article: {article}}}"
        for speaker in speakers
    )
    return f"appearances: [{', '.join(each)}]"


def claim(key: str, rest: str) -> str:
    return f"- {{id: {key}, text: frotz, {rest}}}"


# How a named speaker became an unnamed one with another id: the claims before and after.
RENAMED = {
    "only an appearance credits her": (
        claim("k", f"speaker: ann, {seen('zq')}"),
        claim("k", f"speaker: ann, {seen('s2')}"),
    ),
    "the claim said that she is unnamed": (
        claim("k", "anonymous: true, speaker: zq"),
        claim("k", "speaker: s2"),
    ),
    "it said so, and she has other claims": (
        f"{claim('k', 'anonymous: true, speaker: zq')}\n{claim('k2', 'speaker: zq')}",
        f"{claim('k', 'speaker: s2')}\n{claim('k2', 'speaker: ann')}",
    ),
    "the claim has another id too": (
        claim("zoe-zork-said", "speaker: zq"),
        claim("k", "speaker: s2"),
    ),
    "no claim credits her": (claim("k", "speaker: ann"), claim("k", "speaker: s2")),
    "the appearance credits nobody now": (
        claim("k", f"anonymous: true, {seen('zq')}"),
        claim("k", f"anonymous: true, {seen('')}"),
    ),
    "the article is another one": (
        claim("k", f"speaker: ann, {seen('zq')}"),
        claim("k", f"speaker: ann, {seen('s2', article='p')}"),
    ),
    "others go at the same time": (
        claim("k", f"speaker: ann, {seen('zq', 'ann', 'Bo Other')}"),
        claim("k", f"speaker: ann, {seen('ann', 's2')}"),
    ),
    "she went from the appearance to the claim": (
        claim("k", f"speaker: ann, {seen('zq')}"),
        claim("k", f"speaker: s2, {seen('ann')}"),
    ),
    "the new one has no id": (
        claim("k", "speaker: zq"),
        claim("k2", "anonymous: true"),
    ),
    "her name is in other text": (
        claim("zoe-zork-1", MENTIONS),
        claim("k", f"speaker: ann, {seen('s2')}"),
    ),
}


@pytest.mark.parametrize("how", RENAMED)
def test_a_difference_does_not_name_whoever_may_be_unnamed_under_another_id(
    coalition: Run, claims_file: Write, how: str
) -> None:
    was, now = RENAMED[how]
    # Where she is undeclared, or declared by a name alone, she is called by that too.
    for speaker in (ZORK, "{id: zq, name: Zoë Zork, anonymous: false, role: zoe zork}"):
        before = claims_file(credited_to(speaker, was), "before.yaml")
        other = THIEF if "s2" in now else "{id: bo, name: Bo Other}"
        after = claims_file(credited_to(other, now), "after.yaml")
        for form in ("table", "tsv", "csv", "json", "jsonl", "md"):
            told = coalition("diff", before, after, "-f", form)
            assert (told.code, told.err) == (0, "")
            for word in ("zoe", "zoë", "zork", "grue", "zq"):
                assert word not in told.out.lower()
        rows = coalition("diff", before, after, "--fields", "change,section,id,old").lines
        assert any("withdrawn\tspeakers\t(withheld)\t(withheld)" in row for row in rows)


def test_a_difference_from_git_names_nobody_either(
    process: Run,
    git: Git,
) -> None:
    was, now = RENAMED["only an appearance credits her"]
    commit(git, claims_yaml=credited_to(ZORK, was))
    Path("claims.yaml").write_text(credited_to(THIEF, now))
    for asked in (["HEAD:claims.yaml", "claims.yaml"], ["-d", "claims.yaml"]):
        told = process("diff", *asked, "--json")
        assert "(withheld)" in told.out
        for word in ("Zo", "Zork", "Grue", "zq"):
            assert word not in told.out


@pytest.mark.parametrize("field", ["speaker", "on_behalf_of"])
def test_who_is_named_elsewhere_is_not_named_in_a_claim_that_became_unnamed(
    coalition: Run, claims_file: Write, field: str
) -> None:
    both = f", {ZORK}"
    own = claim("k2", "speaker: zq, note: plugh")
    of_claim = "note: Zoë Zork says so, appearances: [{article: r, attribution: Grue Lantern}]"
    before = credited_to(THIEF, f"{claim('k', f'{field}: zq, {of_claim}')}\n{own}", both)
    later = f"{claim('k', f'{field}: s2')}\n{own.replace('plugh', 'Zoë Zork')}"
    after = credited_to(THIEF, later, both)
    files = claims_file(before, "before.yaml"), claims_file(after, "after.yaml")
    for pair in (files, files[::-1]):
        rows = coalition("diff", *pair, "--json").json
        assert {row["speaker_name"] for row in rows if row["id"] == "k2"} == {"Zoë Zork"}
        told = repr([row for row in rows if row["id"] == "k"])
        assert "(withheld) says so" in told
        for word in ("Zoë", "Zork", "Grue", "zq"):
            assert word not in told


SAME = "speaker: zq, note: plugh"
ORDINARY = {
    "nobody became unnamed": (
        ZORK,
        claim("k", SAME),
        "{id: bo, name: Bo}",
        claim("k", "speaker: bo"),
    ),
    "the unnamed one was there before": (
        f"{ZORK}, {THIEF}",
        claim("k", SAME),
        THIEF,
        claim("k2", "speaker: s2"),
    ),
    "all her claims are still there, and others make them": (
        ZORK,
        claim("k", SAME),
        THIEF,
        f"{claim('k', 'speaker: ann')}\n{claim('k2', 'speaker: s2')}",
    ),
    "she is named under another id": (
        ZORK,
        claim("k", SAME),
        f"{{id: zoe, name: ZOË Zork}}, {THIEF}",
        claim("k2", "speaker: s2"),
    ),
    "an unnamed one went": (THIEF, claim("k", "speaker: s2"), ZORK, claim("k2", SAME)),
}


@pytest.mark.parametrize("how", ORDINARY)
def test_a_difference_names_those_of_whom_nothing_says_that_they_became_unnamed(
    coalition: Run, claims_file: Write, how: str
) -> None:
    speaker, was, other, now = ORDINARY[how]
    before = claims_file(credited_to(speaker, was), "before.yaml")
    after = claims_file(credited_to(other, now), "after.yaml")
    told = coalition("diff", before, after, "--fields", "section,id,old,new,speaker_name")
    assert "(withheld)" not in told.out
    assert "speakers\tzq\t" in told.out
    assert "Zoë Zork" in told.out


def test_parts_of_a_claim_name_nobody_whom_one_side_does_not_name(
    coalition: Run, tmp_path: Path
) -> None:
    """A name and a page of hers stand in parts that are added, withdrawn and changed."""
    page = "https://zork.example/zoe"
    named = f"{{id: s, name: Zoë Zork, url: '{page}'}}"
    unnamed = "{id: s, description: a thief, anonymous: true}"

    def file(name: str, speaker: str, rest: str) -> str:
        text = f"speakers: [{speaker}]\nclaims:\n- {{id: k, text: frotz, speaker: s, {rest}}}\n"
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    old = (
        f"reviews: [{{by: a, url: '{page}', note: Zoë Zork lies}}, {{by: Zoë Zork, title: gone}}], "
        f"evidence: [{{text: Zoë Zork, extra: {{Zoë Zork: ['{page}']}}}}], place: at Zoë Zork's"
    )
    new = "reviews: [{by: a, note: x}, {by: b, rating: Right}], corrections: [{by: Zoë Zork}]"
    sides = file("old.yaml", named, old), file("new.yaml", unnamed, new)
    for pair in (sides, sides[::-1]):
        for form in (("--json",), ("-f", "table"), ("-f", "csv")):
            told = coalition("diff", *pair, *form)
            assert (told.code, told.err) == (0, "")
            assert "Zork" not in told.out
            assert "zork.example" not in told.out
            assert "reviews" in told.out
