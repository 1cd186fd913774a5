"""`export graph`: who retells whom, and what supports or contradicts what, in three notations."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, sync_playwright

from coalition_cli.exporting.graph import dot, graphml, mermaid
from coalition_cli.exporting.graph.network import Edge, Kind, Network, Node, Relation

from .conftest import Run
from .records import any_text

Exported = Callable[..., str]

DATA = """\
version: 1
title: The bridge
sources: [{id: gazette, name: The Gazette}, {id: echo, name: The Echo}]
articles:
- id: scoop
  headline: Bridge shut
  publisher: gazette
  url: https://g.example/1
  date: 2026-01-01
- {id: second, publisher: gazette, url: "javascript:alert(1)"}
- {id: reprint, publisher: echo, retells: [scoop]}
speakers: [{id: mayor, name: Ana Ruiz}, {id: aide, description: an aide}]
claims:
- id: shut
  text: The bridge is shut.
  speaker: mayor
  appearances: [{article: scoop}, {article: reprint}]
- id: open
  text: The bridge is open.
  speaker: aide
  confidence: low
  contradicts: [shut]
  status: draft
- {id: alone, text: It rains., appearances: [{article: scoop}]}
facts: [{id: cracks, text: It has cracks., date: 2025, supports: [shut]}]
"""


@pytest.fixture
def exported(coalition: Run, tmp_path: Path, claims_file: Callable[..., str]) -> Exported:
    """Return what exports DATA into a file, and returns its text."""

    def export(name: str) -> str:
        path = tmp_path / name
        result = coalition("export", "graph", "-d", claims_file(DATA), "-o", str(path))
        assert (result.code, result.out) == (0, "")
        return path.read_text(encoding="utf-8")

    return export


@pytest.mark.slow
def test_a_graph_in_dot(exported: Exported) -> None:
    text = exported("claims.gv")
    expected = Path(__file__).with_name("expected") / "graph.dot"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
    assert "\n".join(re.findall(r"<text.*?>(.*?)</text>", drawn_by_dot(text))) == SEEN


def test_a_graph_in_mermaid(exported: Exported) -> None:
    assert exported("claims.mmd") == MERMAID


def test_a_graph_in_graphml_as_networkx_reads_it(exported: Exported) -> None:
    text = exported("claims.graphml")
    assert "<desc>The bridge</desc>" in text
    assert {*re.findall('<key id=".*?" for="(.*?)"', text)} == {"node", "edge"}  # all Gephi knows
    graph = networkx.parse_graphml(text)
    assert dict(graph.nodes(data=True)) == {
        "article:scoop": {
            "label": "Bridge shut",
            "kind": "article",
            "outlet": "gazette",
            "outlet_name": "The Gazette",
            "date": "2026-01-01",
            "url": "https://g.example/1",
        },
        "article:second": {
            "label": "second",
            "kind": "article",
            "outlet": "gazette",
            "outlet_name": "The Gazette",
        },
        "article:reprint": {
            "label": "reprint",
            "kind": "article",
            "outlet": "echo",
            "outlet_name": "The Echo",
        },
        "claim:shut": {
            "label": "The bridge is shut.",
            "kind": "claim",
            "speaker": "Ana Ruiz",
            "unnamed": False,
            "status": "active",
        },
        "claim:open": {
            "label": "The bridge is open.",
            "kind": "claim",
            "speaker": "an aide (unnamed)",
            "unnamed": True,
            "confidence": 15,
            "status": "draft",
        },
        "fact:cracks": {"label": "It has cracks.", "kind": "fact", "date": "2025"},
    }
    edges = {(start, end): data for start, end, data in graph.edges(data=True)}
    assert edges == {
        ("article:reprint", "article:scoop"): {
            "relation": "retells",
            "claims": 1,
            "weight": 1.0,
            "id": "e0",
        },
        ("claim:open", "claim:shut"): {"relation": "contradicts", "weight": 1.0, "id": "e1"},
        ("fact:cracks", "claim:shut"): {"relation": "supports", "weight": 1.0, "id": "e2"},
    }


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        ((), "digraph"),
        (("-f", "mermaid"), "---"),
        (("-f", "graphml"), "<?xml"),
        (("-o", "a.mermaid"), "---"),
        (("-o", "a.GRAPHML"), "<?xml"),
        (("-o", "a"), "digraph"),
        (("-o", "a.txt", "-f", "mermaid"), "---"),
    ],
)
def test_the_notation_is_named_or_told_by_the_ending(
    arguments: tuple[str, ...], first: str, coalition: Run, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path, claims_file: Callable[..., str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    result = coalition("export", "graph", "-d", claims_file(DATA), *arguments)
    written = Path(arguments[1]) if "-o" in arguments else None
    assert result.code == 0
    assert (written.read_text(encoding="utf-8") if written else result.out).startswith(first)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            "graph -o a.png",
            "coalition: '.png' does not say which notation\n"
            "end the file's name with one of .dot, .gv, .mmd, .mermaid, .graphml, or name the "
            "notation with -f\n",
        ),
        (
            "graph -f mermaidd",
            "coalition: graph has no notation 'mermaidd'; did you mean 'mermaid'?\n"
            "it has dot, mermaid, graphml\n",
        ),
        ("graph -f dot -o a.mmd", "coalition: the end of 'a.mmd' says mermaid, and -f says dot\n"),
        ("csv -f dot -o a", "coalition: csv has one notation, so it takes no -f\n"),
    ],
)
def test_a_notation_that_is_none(
    arguments: str, message: str, coalition: Run, claims_file: Callable[..., str]
) -> None:
    result = coalition("export", *arguments.split(), "-d", claims_file(DATA))
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(message)


HOSTILE = [
    r"\N \G \n \" &lt;b&gt; &amp; <b>bold</b> \\",
    '"]; click x "javascript:alert(1)"',
    "`**bold**` _em_ [x](javascript:alert(1))",
    "$$x^2$$ fa:fa-car #quot; #35; <!-- x -->",
    "1. a list",
    "- a list",
    "%%{init: {'theme': 'dark'}}%% ]]> ---",
    "https://evil.example www.evil.example",
    "<img src=x onerror=alert(1)> <script>",
    "end",
    "漢字 العربية ü …",
]


def hostile() -> Network:
    nodes = [Node((Kind.ARTICLE, text), text, outlet=text) for text in HOSTILE]
    edges = [Edge(node.key, Relation.RETELLS, nodes[0].key) for node in nodes[1:]]
    return Network("", {node.key: node for node in nodes}, edges, {text: text for text in HOSTILE})


def test_a_long_name_is_cut_and_its_mark_stays(
    coalition: Run, claims_file: Callable[..., str]
) -> None:
    long = f"an aide {'x' * 300}"
    data = DATA.replace("an aide", long).replace("The Echo", long)
    for notation in ("dot", "mermaid"):
        text = coalition("export", "graph", "-d", claims_file(data), "-f", notation).out
        label = re.sub(r"\\n|<br>", " ", text)
        assert "xx… (unnamed), draft" in label
        assert "x" * 100 not in re.sub(r"\s", "", re.sub('tooltip="[^"]*"', "", label))
    text = coalition("export", "graph", "-d", claims_file(data), "-f", "graphml").out
    assert text.count(long) == 2  # the speaker, and the outlet of an article


@pytest.mark.slow
def test_dot_shows_hostile_texts_as_they_are() -> None:
    svg = drawn_by_dot("\n".join(dot.lines(hostile())))
    shown = " ".join(map(unescape, re.findall(r"<text.*?>(.*?)</text>", svg)))
    titles = [unescape(each) for each in re.findall(r'xlink:title="(.*?)"', svg)]
    for text in HOSTILE:
        assert f"{text} {text}" in shown  # the outlet, and the headline
        assert text in titles


def test_graphml_keeps_hostile_texts_as_they_are() -> None:
    graph = networkx.parse_graphml("\n".join(graphml.lines(hostile())))
    assert {(key, data["label"]) for key, data in graph.nodes(data=True)} == {
        (f"article:{text}", text) for text in HOSTILE
    }


@settings(max_examples=100, deadline=None)
@given(st.lists(any_text.filter(str.strip), min_size=2, max_size=6, unique=True))
def test_two_ids_are_never_one_node(ids: list[str]) -> None:
    keys = [(kind, key) for kind in (Kind.ARTICLE, Kind.CLAIM) for key in ids]
    for name in (dot.name_of, mermaid.name_of):
        assert len(set(map(name, keys))) == len(keys)


@pytest.mark.slow
def test_mermaid_shows_hostile_texts_as_they_are_and_draws_what_is_written() -> None:
    with chromium() as page:
        text = "\n".join(mermaid.lines(hostile()))
        labels = page.evaluate(LABELS, text)
        assert sorted(label.replace("\u2060", "") for label in labels) == sorted(
            f"{text} {text}" for text in HOSTILE
        )
        assert (
            page.evaluate("document.querySelectorAll('#drawn :is(a, script, img, i, b)').length")
            == 0
        )
        assert page.evaluate(LABELS, MERMAID) == [
            "Bridge shut 2026-01-01",
            "second",
            "The Echo reprint",
            "The bridge is shut. Ana Ruiz",
            "The bridge is open. an aide (unnamed), draft",
            "It has cracks. fact, 2025",
        ]  # fmt: skip
        titled = hostile()._replace(title="a < b & <script>c</script> &lt; #38; `d` $e$")
        page.evaluate(LABELS, "\n".join(mermaid.lines(titled)))
        shown = page.evaluate("document.querySelector('.flowchartTitleText').textContent")
        assert shown == "a ＜ b & ＜script＞c＜/script＞ &lt; #38; `d` $e$"
        page.evaluate(LABELS, "\n".join(mermaid.lines(large(700))))


def large(outlets: int) -> Network:
    """Return outlets of two articles each, the later ones of which retell two others."""
    nodes = [
        Node(
            (Kind.ARTICLE, f"{number}"),
            f"About the {number}th of the talks",
            outlet=f"o{number // 2}",
        )
        for number in range(2 * outlets)
    ]
    edges = [
        Edge(
            nodes[number].key, Relation.RETELLS, nodes[original].key, frozenset("ab"[: number % 3])
        )
        for number in range(20, len(nodes))
        for original in (number % 20, number // 2)
    ]
    claims = [Node((Kind.CLAIM, f"c{number}"), "It is so.") for number in range(outlets)]
    edges += [Edge(one.key, Relation.SUPPORTS, claims[0].key) for one in claims[1:]]
    names = {f"o{number}": f"Outlet {number}" for number in range(outlets)}
    return Network("", {node.key: node for node in (*nodes, *claims)}, edges, names)


def test_a_large_graph_is_drawn_as_outlets_each_with_the_one_that_it_retells_most() -> None:
    lines = [*dot.lines(large(200))]
    assert lines[
        lines.index(next(line for line in lines if "label=" in line and "labelloc" in line))
    ] == (
        '  label="(400 articles are drawn as their outlets)\\n'
        '(of each outlet only the one that it retells most, without 189 more)"; labelloc=t'
    )
    starts = [line.split(" -> ")[0] for line in lines if ' -> "outlet' in line]
    assert len(starts) == len(set(starts)) > 180


def test_what_github_would_not_draw_is_left_out_and_told() -> None:
    lines = [*mermaid.lines(large(700))]
    assert sum("-->" in line or "==>" in line for line in lines) <= 500
    assert len("\n".join(lines)) < 50_000
    assert "  %% 1,400 articles are drawn as their outlets" in lines
    assert any(re.match("  %% without .* of the fewest claims", line) for line in lines)


LABELS = """async (text) => {
    mermaid.initialize({startOnLoad: false, securityLevel: "strict"});
    document.getElementById("drawn").innerHTML = (await mermaid.render("graph", text)).svg;
    return [...document.querySelectorAll(".node .label")].map(
        (label) => (label.querySelectorAll("br").forEach((end) => end.replaceWith(" ")),
            label.textContent.replace(/\\s+/g, " ").trim()));
}"""


@contextmanager
def chromium() -> Iterator[Page]:
    """Open an empty page that has Mermaid, which .ci/run installs beside the programs of npm."""
    folders = [Path(folder).parent for folder in os.environ["PATH"].split(os.pathsep)]
    scripts = [folder / "mermaid" / "dist" / "mermaid.min.js" for folder in folders]
    script = next((path for path in scripts if path.is_file()), None)
    if script is None:
        pytest.skip("there is no mermaid here: install it with npm, as .ci/run does")
    if not (program := shutil.which("chromium")):
        pytest.skip("there is no chromium here: install it")
    with (
        sync_playwright() as play,
        play.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        ) as browser,
    ):
        page = browser.new_page()
        page.set_content("<!doctype html><div id=drawn></div>")
        page.add_script_tag(path=str(script))
        yield page


def drawn_by_dot(text: str) -> str:
    """Return the SVG that Graphviz makes."""
    if not shutil.which("dot"):
        pytest.skip("there is no dot here: install it with graphviz")
    done = subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


SEEN = """\
The bridge
The Gazette
Bridge shut
2026&#45;01&#45;01
second
The Echo
reprint
1 claim
The bridge is shut.
Ana Ruiz
The bridge is open.
an aide (unnamed), draft
contradicts
It has cracks.
fact, 2025
supports"""
MERMAID = """\
---
title: "The bridge"
---
flowchart RL
  subgraph group_gazette["The Gazette"]
    article_scoop["Bridge shut<br>2026#45;01#45;01"]:::article
    article_second["second"]:::article
  end
  article_reprint["The Echo<br>reprint"]:::article
  claim_shut("The bridge is shut#46;<br>Ana Ruiz"):::claim
  claim_open("The bridge is open#46;<br>an aide (unnamed), draft"):::claim
  fact_cracks{{"It has cracks#46;<br>fact, 2025"}}:::fact
  article_reprint -->|"1 claim"| article_scoop
  claim_open -.->|"contradicts"| claim_shut
  fact_cracks ==>|"supports"| claim_shut
  classDef article fill:#cfe2f3,stroke:#767676,color:#1a1a1a
  classDef claim fill:#fff2cc,stroke:#767676,color:#1a1a1a
  classDef fact fill:#d9ead3,stroke:#767676,color:#1a1a1a
"""
