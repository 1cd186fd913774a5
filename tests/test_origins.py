"""Where claims come from: origins, retellings, quotes, unnamed and undeclared speakers."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.answers.articles import Article, add_articles
from coalition_cli.answers.dossier import dossiers, steps
from coalition_cli.answers.opening import opened
from coalition_cli.model import SECTIONS
from coalition_cli.model.retellings import Trails, ends, ends_at, passed
from coalition_cli.project import corpus_of

from .conftest import Run
from .records import make_claim, make_file, yaml_text

Write = Callable[..., str]

OUTLETS = "\n".join(
    f"  - {{id: outlet-{n}, publisher: p{n}, retells: [original]}}" for n in range(7)
)
ARTICLES = f"""\
articles:
  - {{id: original, publisher: politico, original: true}}
  - {{id: other-original, publisher: reuters, original: true}}
  - {{id: own, publisher: politico, retells: [other-original]}}
  - {{id: second-hand, publisher: q, retells: [outlet-0]}}
  - {{id: mixed, publisher: m, retells: [original, other-original]}}
  - {{id: unconfirmed, publisher: u}}
{OUTLETS}
"""
EIGHT = "original " + " ".join(f"outlet-{n}" for n in range(7))

ORIGINS = [
    ("no appearance has no origin", "politico", "", 0),
    ("an original is an origin", "politico", "original", 1),
    ("a retelling leads to its original", "politico", "original outlet-1", 1),
    ("eight outlets that retell one piece are one origin", "politico", EIGHT, 1),
    ("an original counts where the claim is not recorded", "politico", "outlet-1 outlet-2", 1),
    ("a retelling of a retelling leads to the original", "politico", "second-hand", 1),
    ("two originals are two origins", "politico", "original other-original", 2),
    ("one article that retells two originals has two", "x", "mixed", 2),
    ("an article that states nothing is where the trail ends", "politico", "unconfirmed", 1),
    ("its source's own article is an origin, whatever it retells", "politico", "own", 1),
    ("for another source the same article is a retelling", "reuters", "own", 1),
    ("its source's own article and another are two", "politico", "own other-original", 2),
    ("for another source they are one", "x", "own other-original", 1),
    ("without a source the trail goes on", "", "own other-original", 1),
    ("an article twice is one origin", "politico", "original original", 1),
]


def claim(source: str, articles: str) -> str:
    appearances = "".join(f"{{article: {article}}}, " for article in articles.split())
    stated = f"source: {source}, " if source else ""
    return f"claims: [{{id: a, text: b, {stated}appearances: [{appearances}]}}]\n"


@pytest.mark.parametrize(
    ("source", "articles", "origins"),
    [case[1:] for case in ORIGINS],
    ids=[case[0] for case in ORIGINS],
)
def test_origins(
    coalition: Run, claims_file: Write, source: str, articles: str, origins: int
) -> None:
    file = claims_file(ARTICLES + claim(source, articles))
    assert coalition("claims", "-d", file, "--json").json[0]["origins"] == origins
    single = coalition("claims", "-d", file, "--single-origin", "--count").out
    several = coalition("claims", "-d", file, "--multi-origin", "--count").out
    assert (single, several) == (f"{int(origins == 1)}\n", f"{int(origins > 1)}\n")


def test_where_a_trail_leaves_the_data_the_origins_are_not_known(
    coalition: Run, claims_file: Write
) -> None:
    extract = '[{"id": "a", "text": "b", "appearances": [{"article": "gone"}]}]'
    options = ["claims", "-d", claims_file(extract, "a.json"), "--fields", "id,origins"]
    assert coalition(*options, "--json").json == [{"id": "a", "origins": None}]
    for words in ("--single-origin", "--multi-origin", "origins:0..", "origins:0"):
        assert coalition(*options, words).lines == ["id\torigins"]
    assert coalition(*options, "not:origins:2..").lines == ["id\torigins", "a\t"]
    page = coalition("show", "a", "-d", claims_file(extract, "a.json")).out
    assert "origins     not known: it retells an article that is not in the data" in page


def test_a_phrase_is_not_found_across_two_quotes(coalition: Run, claims_file: Write) -> None:
    file = claims_file(
        ARTICLES
        + """\
claims:
  - id: a
    text: t
    appearances:
      - {article: original, quote: This must end now}
      - {article: other-original, quote: Brussels said so}
"""
    )
    assert coalition("claims", "-d", file, "end now", "--count").out == "1\n"
    assert coalition("claims", "-d", file, "now Brussels", "--count").out == "0\n"


def test_a_claim_counts_once_for_an_article(coalition: Run, claims_file: Write) -> None:
    twice = "appearances: [{article: original, paragraph: 1}, {article: original, paragraph: 3}]"
    file = claims_file(f"{ARTICLES}claims: [{{id: a, text: t, {twice}}}]\n")
    assert coalition("stats", "-d", file, "--by", "article").lines == [
        "article\tclaims",
        "original\t1",
    ]
    assert coalition("stats", "-d", file, "--by", "article,appearances").lines[1:] == [
        "original\t1"
    ]


def test_the_page_of_a_claim_says_how_many_articles_are_how_many_origins(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(ARTICLES + claim("politico", EIGHT))
    assert "single-origin: 8 articles, 1 origin\n" in coalition("show", "a", "-d", file).out
    file = claims_file(ARTICLES + claim("x", "mixed"))
    assert "multi-origin: 1 article, 2 origins\n" in coalition("show", "a", "-d", file).out
    file = claims_file(ARTICLES + claim("x", ""))
    assert "origins     none: no article is recorded\n" in coalition("show", "a", "-d", file).out


HARBOUR = """\
sources: [{id: tide, name: The Tide}, {id: buoy, name: Buoy News}, {id: log, name: A Log}]
articles:
  - {id: at-sea, publisher: buoy, date: 2026-03-01, original: true}
  - {id: on-quay, publisher: tide, date: 2026-03-02, retells: [at-sea]}
  - {id: in-town, publisher: log, date: 2026-03-03, retells: [on-quay]}
speakers: [{id: pilot, name: Ida Holm}]
claims:
"""


def test_what_retells_an_article_of_two_trails_is_drawn_below_the_first(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file("""\
articles: [{id: late, retells: [both]}, {id: a}, {id: both, retells: [a, b]}, {id: b}]
claims: [{id: x, text: t, appearances: [{article: late}]}]
""")
    shown = coalition("show", "x", "-d", file).out
    assert (
        shown.partition("how it came here\n")[2].partition("\n\n")[0]
        == """\
    nobody is credited
    ├── [a]  not recorded there
    │   └── [both]  not recorded there
    │       └── [late]
    └── [b]  not recorded there
        └── [both]  not recorded there"""
    )


@pytest.mark.parametrize(
    ("stated", "origins", "chain"),
    [
        (
            "source: tide, appearances: [{article: in-town, paragraph: 2}, {article: on-quay}]",
            "single-origin: 2 articles, 1 origin",
            """\
    Ida Holm
    └── The Tide
        └── The Tide  [on-quay]  2026-03-02
            └── A Log  [in-town]  2026-03-03  ¶2
""",
        ),
        (  # what the source's own article retells is there in its own right
            "source: tide, appearances: [{article: in-town}, {article: at-sea}]",
            "multi-origin: 2 articles, 2 origins",
            """\
    Ida Holm
    └── The Tide
        ├── Buoy News  [at-sea]  2026-03-01
        └── The Tide  [on-quay]  2026-03-02  not recorded there
            └── A Log  [in-town]  2026-03-03
""",
        ),
        (
            "appearances: [{article: in-town}, {article: on-quay}]",
            "single-origin: 2 articles, 1 origin",
            """\
    Ida Holm
    └── Buoy News  [at-sea]  2026-03-01  not recorded there
        └── The Tide  [on-quay]  2026-03-02
            └── A Log  [in-town]  2026-03-03
""",
        ),
        (  # another source's: the trail goes on
            "source: log, appearances: [{article: on-quay}]",
            "single-origin: 1 article, 1 origin",
            """\
    Ida Holm
    └── A Log
        └── Buoy News  [at-sea]  2026-03-01  not recorded there
            └── The Tide  [on-quay]  2026-03-02
""",
        ),
        (
            "source: log, appearances: [{article: in-town}]",
            "single-origin: 1 article, 1 origin",
            """\
    Ida Holm
    └── A Log
        └── A Log  [in-town]  2026-03-03
""",
        ),
    ],
    ids=["its own", "its own and what that retells", "no source", "another's", "its own, alone"],
)
def test_the_chain_of_a_page_ends_where_the_trail_ends(
    coalition: Run, claims_file: Write, stated: str, origins: str, chain: str
) -> None:
    file = claims_file(f"{HARBOUR}  - {{id: a, text: t, speaker: pilot, {stated}}}\n")
    result = coalition("show", "a", "-d", file)
    assert (result.code, result.err) == (0, "")
    assert f"  origins     {origins}\n" in result.out
    _, _, behind = result.out.partition("  how it came here\n")
    assert behind.partition("\n\n")[0] + "\n" == chain


def test_the_trail_of_each_claim_on_a_page_is_that_of_its_own_source(
    coalition: Run, claims_file: Write
) -> None:
    stated = "text: t, speaker: pilot, appearances: [{article: in-town}]"
    ids = ("tide", "buoy", "log", "none")
    claims = [f"  - {{id: by-{one}, source: {one}, {stated}}}\n" for one in ids[:3]]
    file = claims_file(f"{HARBOUR}{''.join(claims)}  - {{id: by-none, {stated}}}\n")
    alone = [coalition("show", f"by-{one}", "-d", file).out for one in ids]
    assert coalition("show", *(f"by-{one}" for one in ids), "-d", file).out == "\n".join(alone)
    assert [page.count("[at-sea]") for page in alone] == [0, 1, 0, 1]
    assert [page.count("[on-quay]") for page in alone] == [1, 1, 0, 1]


@st.composite
def retellings(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a claims file whose articles retell each other, but not in a circle."""
    publishers = st.sampled_from(["politico", "reuters", None])
    articles: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 8))):
        earlier = [article["id"] for article in articles]
        retold = st.lists(st.sampled_from(earlier), unique=True) if earlier else st.just([])
        article = {"id": f"a{number}", "publisher": draw(publishers), "retells": draw(retold)}
        articles.append({key: value for key, value in article.items() if value})
    there = st.lists(st.sampled_from([article["id"] for article in articles]), max_size=5)
    claims = [
        make_claim(
            id=f"c{number}",
            source=draw(publishers),
            appearances=[{"article": key} for key in draw(there)],
        )
        for number in range(3)
    ]
    return {**make_file(*claims), "articles": draw(st.permutations(articles))}


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=40,
    # The fixture is a function that holds nothing from one example to the next.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(retellings())
def test_a_claim_has_as_many_origins_as_its_trails_have_ends(
    coalition: Run, claims_file: Write, corpus: dict[str, Any]
) -> None:
    file = claims_file(yaml_text(corpus))
    articles: dict[str, Article] = {}
    for claim in coalition("claims", "-d", file, "--json").json:
        there = [appearance["article"] for appearance in claim["appearances"]]
        with opened(corpus_of([file])) as index:
            add_articles(index, there, articles)
            [dossier] = dossiers(index, [(SECTIONS["claims"], claim["id"])])
        found = ends(there, claim["source"], articles)
        assert found is not None
        assert len(found) == claim["origins"]
        # They are what stands on top on its page; what they retell is not there.
        chain, _ = steps(dossier) if there else ([], 0)
        assert {step.article for step in chain if not step.level} == set(found)
        reached = set().union(*passed(there, claim["source"], articles))
        assert {step.article for step in chain} == dossier.articles.keys() == reached


Articles = dict[str, Article]


@st.composite
def tangles(draw: st.DrawFn) -> Articles:
    """Draw articles that retell each other in any way, circles and articles that are not there."""
    keys = [f"a{number}" for number in range(draw(st.integers(1, 9)))]
    retold = st.lists(st.sampled_from([*keys, "gone"] if draw(st.booleans()) else keys), max_size=4)
    publishers = st.sampled_from(["politico", "reuters", None])
    return {
        key: Article(key, draw(publishers), None, None, draw(retold.map(dict.fromkeys).map(list)))
        for key in keys
    }


def naive_ends(keys: list[str], source: str | None, articles: Articles) -> set[str] | None:
    """Return where trails end, as the rule has it: step by step, from one set to the next."""
    reached, ahead = set(keys), set(keys)
    found: set[str] = set()
    while ahead:
        if not ahead <= articles.keys():
            return None
        on = {
            key
            for key in ahead
            if articles[key].retells and (source is None or articles[key].publisher != source)
        }
        found |= ahead - on
        ahead = {original for key in on for original in articles[key].retells} - reached
        reached |= ahead
    return found


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(tangles(), st.data())
def test_trails_end_where_the_rule_says_in_any_tangle(
    articles: Articles, data: st.DataObject
) -> None:
    trails = Trails(articles)
    for _ in range(6):
        keys = data.draw(st.lists(st.sampled_from([*articles, "gone"]), max_size=4))
        source = data.draw(st.sampled_from(["politico", "reuters", "other", None]))
        expected, found = naive_ends(keys, source, articles), trails.ends(keys, source)
        assert (None if found is None else set(found)) == expected
        assert found == ends(keys, source, articles)
        there = set().union(*passed(keys, source, articles))
        if found is not None:
            assert {key for key in there if ends_at(articles[key], source)} == expected


def test_the_trails_of_a_long_ladder_are_followed(coalition: Run, claims_file: Write) -> None:
    count = 3_000
    articles = [{"id": "a0"}, {"id": "a1", "retells": ["a0"]}]
    articles += [{"id": f"a{n}", "retells": [f"a{n - 1}", f"a{n - 2}"]} for n in range(2, count)]
    claims = [make_claim(id=f"c{n}", appearances=[{"article": f"a{n}"}]) for n in range(count)]
    file = claims_file(json.dumps({"articles": articles, "claims": claims}), "ladder.json")
    assert coalition("claims", "-d", file, "--single-origin", "--count").out == f"{count}\n"
    drift = coalition("drift", "-d", file, f"claim:c{count - 1}", "--json").json
    assert [(row["article"], row["origin"]) for row in drift] == [(f"a{count - 1}", "a0")]


def test_trails_that_would_take_too_long_are_a_problem(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coalition_cli.model.retellings.MOST_STEPS", 1_000)
    count = 100  # each retells all before it, and an original of its own
    originals = [{"id": f"o{number}"} for number in range(count)]
    retellings = [
        {"id": f"a{n}", "retells": [f"o{n}", *(f"a{one}" for one in range(n))]}
        for n in range(count)
    ]
    claim = make_claim(confidence="high", appearances=[{"article": f"a{count - 1}"}])
    corpus = {"articles": [*originals, *retellings], "claims": [claim]}
    file = claims_file(json.dumps(corpus), "tangle.json")
    message = (
        "the trails of retellings have more than 20,000,000 steps\n"
        "{}name in 'retells' only the articles that an article is itself derived from\n"
    )
    result = coalition("claims", "-d", file)
    assert (result.code, result.out, result.err) == (3, "", f"coalition: {message.format('')}")
    told = coalition("check", file)
    assert told.code == 1
    assert f"over-limit: {message.format('  ')}" in told.out


VOICES = """\
articles: [{id: r, publisher: quoted}]
speakers:
  - {id: named, name: Ann Lee}
  - {id: unnamed, description: an official}
  - {id: shy, name: Bo Ek, anonymous: true}
  - {id: known, description: the president, anonymous: false}
claims:
  - {id: by-named, text: t, speaker: named, source: politico, appearances: [{article: r, quote: q}]}
  - {id: by-unnamed, text: t, speaker: unnamed, appearances: [{article: r, wording: w}]}
  - {id: by-shy, text: t, speaker: shy, appearances: [{article: r}]}
  - {id: by-known, text: t, speaker: known}
  - {id: by-nobody, text: t}
  - {id: by-undeclared, text: t, speaker: Zed, source: Gazette, on_behalf_of: Boss}
  - {id: stated-named, text: t, speaker: unnamed, anonymous: false}
  - {id: stated-unnamed, text: t, speaker: named, anonymous: true}
  - id: credited
    text: t
    speaker: unnamed
    source: Gazette
    appearances:
      - {article: r, wording: w, speaker: Aide}
      - {article: r, quote: q}
"""


@pytest.mark.parametrize(
    ("option", "found"),
    [
        ("--anonymous", "by-unnamed by-shy stated-unnamed credited"),
        ("--named", "by-named by-known stated-named"),
        ("--direct", "by-named credited"),
        (
            "--paraphrased",
            "by-unnamed by-shy by-known by-nobody by-undeclared stated-named stated-unnamed",
        ),
        ("--speaker zed", "by-undeclared"),
        ("--source GAZETTE", "by-undeclared credited"),
        ("on_behalf_of:boss", "by-undeclared"),
        ("--speaker shy", "by-shy"),
    ],
)
def test_who_is_unnamed_and_who_is_quoted(
    coalition: Run, claims_file: Write, option: str, found: str
) -> None:
    words = option.replace("'", "").split(" ", 1)
    result = coalition("claims", "-d", claims_file(VOICES), "--fields", "id", *words)
    assert (result.err, result.lines[1:]) == ("", found.split())


def test_a_quote_and_a_wording_are_the_first_of_their_kind(
    coalition: Run, claims_file: Write
) -> None:
    options = ["-d", claims_file(VOICES), "--fields", "direct,quote,wording", "id:credited"]
    assert coalition("claims", *options).lines[1] == "true\tq\tw"


def test_whom_an_article_credits(coalition: Run, claims_file: Write) -> None:
    options = ["-d", claims_file(VOICES), "claim:credited", "--fields"]
    assert coalition("appearances", *options, "speaker,speaker_name,anonymous,source").lines == [
        "speaker\tspeaker_name\tanonymous\tsource",
        "Aide\tAide\t\tGazette",
        "unnamed\tan official\ttrue\tGazette",
    ]


def test_what_a_claim_says_of_its_speaker_holds_where_an_article_credits_the_same(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file("""\
articles: [{id: r}, {id: q}, {id: p}]
speakers: [{id: named, name: Ann Lee}, {id: unnamed, description: an official}]
claims:
  - id: hidden
    text: t
    speaker: named
    anonymous: true
    appearances: [{article: r}, {article: q, speaker: named}, {article: p, speaker: Bo Ek}]
  - id: known
    text: t
    speaker: unnamed
    anonymous: false
    appearances: [{article: r}, {article: q, speaker: unnamed}, {article: p, speaker: named}]
  - {id: other, text: t, speaker: named, appearances: [{article: r, speaker: unnamed}]}
""")
    options = ["-d", file, "--fields", "claim,article,speaker,anonymous"]
    assert coalition("appearances", *options).lines[1:] == [
        "hidden\tr\t\ttrue",
        "hidden\tq\t\ttrue",
        "hidden\tp\tBo Ek\t",
        "known\tr\tunnamed\tfalse",
        "known\tq\tunnamed\tfalse",
        "known\tp\tnamed\tfalse",
        "other\tr\tunnamed\ttrue",
    ]


def test_speakers_that_nothing_declares_are_taken_as_their_names(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(VOICES)
    assert coalition("speakers", "-d", file, "--fields", "id,name,anonymous,claims,line").lines == [
        "id\tname\tanonymous\tclaims\tline",
        "named\tAnn Lee\tfalse\t1\t3",
        "unnamed\t\ttrue\t3\t4",
        "shy\t\ttrue\t1\t5",
        "known\t\tfalse\t1\t6",
        "Zed\tZed\t\t1\t13",
        "Boss\tBoss\t\t0\t13",
        "Aide\tAide\t\t0\t21",
    ]


def test_sources_that_nothing_declares_are_taken_as_their_names(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(VOICES)
    assert coalition("sources", "-d", file, "--fields", "id,name,articles,claims").lines == [
        "id\tname\tarticles\tclaims",
        "quoted\tquoted\t1\t0",
        "politico\tpolitico\t0\t1",
        "Gazette\tGazette\t0\t2",
    ]


def test_counts_of_claims(coalition: Run, claims_file: Write) -> None:
    file = claims_file(
        ARTICLES
        + """\
claims:
  - {id: a, text: t, topics: [x, y], appearances: [{article: original}, {article: original}]}
  - {id: b, text: t, topics: [x], appearances: [{article: original}]}
facts:
  - {id: f, text: t, supports: [a, b], contradicts: [b]}
  - {id: g, text: t}
"""
    )
    options = ["-d", file, "-n", "2", "--fields"]
    assert coalition("articles", *options, "id,claims").lines[1:] == [
        "original\t2",
        "other-original\t0",
    ]
    assert coalition("topics", *options, "topic,claims").lines[1:] == ["x\t2", "y\t1"]
    assert coalition("facts", *options, "id,claims").lines[1:] == ["f\t2", "g\t0"]
