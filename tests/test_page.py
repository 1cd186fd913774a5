"""The page of `coalition page` as HTML: whole, and what holds for each of its elements.

The expected page stands in tests/expected/page.html, without its style sheet, its script and its
data. UPDATE_EXPECTED=1 writes it anew, to be reviewed.
"""

import json
import os
import re
import shutil
import subprocess
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

import coalition_cli
from coalition_cli.page.drawings import timeline
from coalition_cli.page.graph import retellings, wrapped
from coalition_cli.page.values import Outlet, Period, Retelling, Retellings

from .conftest import Run

EXPECTED = Path(__file__).parent / "expected" / "page.html"
PAGE = Path(coalition_cli.__file__).parent / "page"

CLAIMS = """\
version: 1
title: The "harbour" & its bridge
sources:
  - {id: gazette, name: Harbour Gazette, url: https://gazette.example}
  - {id: wire, name: Wire}
  - {id: checkers, name: The Checkers}
articles:
  - id: cracks
    headline: Cracks in the bridge
    publisher: gazette
    url: https://gazette.example/cracks
    archived: https://archive.example/1
    date: 2026-03-02
    original: true
  - {id: again, publisher: wire, url: https://wire.example/again, retells: [cracks]}
  - {id: third, headline: A third one, retells: [again]}
speakers:
  - {id: ruiz, name: Ana Ruiz, role: mayor}
  - {id: engineer, description: an engineer of the port}
  - {id: office, name: The Port}
claims:
  - id: closed
    text: The bridge stays closed for two years.
    speaker: ruiz
    on_behalf_of: office
    source: gazette
    confidence: high
    kind: event
    topics: [bridge, traffic]
    date: 2026-03-02
    place: the town hall
    appearances:
      - article: cracks
        paragraph: 1
        quote: stays closed for two years
        attribution: Mayor Ana Ruiz
      - {article: third, quote: remains closed for two years, speaker: engineer}
    contradicts: [known]
    reviews:
      - {by: checkers, rating: Mostly true, date: 2026-04-01, url: https://checkers.example/7}
    corrections:
      - {date: 2026-03-05, reason: It was three years, url: "javascript:alert(1)"}
  - id: known
    text: The port knew of <b>the cracks</b>.
    speaker: engineer
    source: gazette
    topics: [bridge]
    status: retracted
    appearances:
      - {article: cracks, wording: knew of it, attribution: an engineer}
facts:
  - id: built
    text: The bridge was built in 1931.
    date: 1931
    reference: {title: Register, url: https://register.example/b}
    supports: [closed]
"""


@pytest.fixture
def page(coalition: Run, tmp_path: Path) -> Callable[..., str]:
    """Return the page of a claims file: page(CLAIMS, "--lang", "de")."""

    def made(text: str, *options: str) -> str:
        claims, to = tmp_path / "claims.yaml", tmp_path / "claims.html"
        claims.write_text(text, encoding="utf-8")
        result = coalition("page", "-d", claims, "-o", to, "--as-of", "2026-05-01", *options)
        assert result.code == 0, result.err
        return to.read_text(encoding="utf-8")

    return made


class Elements(HTMLParser):
    """The elements of a page: their names and attributes, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        assert len({name for name, _ in attrs}) == len(attrs), attrs
        self.found.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute."""
        return [str(values[name]) for _, values in self.found if name in values]


def contents(html: str, tag: str) -> list[str]:
    """Return what stands in the elements of a name."""
    return re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", html, re.DOTALL)


def test_the_whole_page(page: Callable[..., str]) -> None:
    html = page(CLAIMS)
    shown = re.sub(r"(<(style|script)[^>]*>).*?(</\2>)", r"\1\3", html, flags=re.DOTALL)
    shown = re.sub(r"sha256-[\w+/=]+", "sha256-…", shown).replace(coalition_cli.__version__, "X")
    if os.environ.get("UPDATE_EXPECTED"):
        EXPECTED.write_text(shown, encoding="utf-8")
    assert shown == EXPECTED.read_text(encoding="utf-8")


def test_each_link_leads_somewhere(page: Callable[..., str]) -> None:
    elements = Elements(page(CLAIMS))
    ids = elements.values("id")
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []
    links = elements.values("href")
    inner = {link for link in links if link.startswith("#")}
    assert {unquote(link[1:]) for link in inner} <= set(ids)
    assert {"#closed", "#known"} < inner
    assert set(links) - inner == {
        "data:,",
        "https://gazette.example/cracks",
        "https://archive.example/1",
        "https://checkers.example/7",
        "https://register.example/b",
    }
    outward = [
        values for tag, values in elements.found if str(values.get("href")).startswith("http")
    ]
    assert {str(values["rel"]) for values in outward} == {"noopener noreferrer"}


def test_the_policy_knows_the_one_style_sheet_and_the_one_script(page: Callable[..., str]) -> None:
    html = page(CLAIMS)
    [style] = contents(html, "style")
    [script] = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    names = Counter(tag for tag, _ in Elements(html).found)
    assert (names["style"], names["img"], names["iframe"]) == (1, 0, 0)
    assert [name for name in Elements(html).found if name[1].keys() & {"style", "onclick"}] == []


def test_data_in_a_script_element_do_not_end_it(page: Callable[..., str]) -> None:
    hostile = CLAIMS.replace("<b>the cracks</b>", "</script><!--<script>")
    scripts = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page(hostile))
    assert [next(iter(json.loads(text))) for text in scripts] == ["window", "version"]


def test_the_same_claims_give_the_same_bytes(page: Callable[..., str]) -> None:
    assert page(CLAIMS) == page(CLAIMS)


@pytest.mark.parametrize("key", ["claims", "\u00e9", "a&b", 'q"uote', "<x>", "100%", "a#b", "?q=x"])
def test_any_id_has_its_address(page: Callable[..., str], key: str) -> None:
    text = f"version: 1\nclaims:\n  - {{id: one, text: T, supports: [{json.dumps(key)}]}}\n"
    elements = Elements(page(f"{text}  - {{id: {json.dumps(key)}, text: U}}\n"))
    assert key in elements.values("id")
    assert key in [unquote(link[1:]) for link in elements.values("href") if link[0] == "#"]


@pytest.mark.parametrize(
    ("dates", "columns", "labels"),
    [
        ([], [], []),
        (["2026"], [50], [(50, "middle", "2026")]),
        (
            ["2024", "2026"],
            [16.7, 83.3],
            [(16.7, "m", "2024"), (50, "m", "2025"), (83.3, "m", "2026")],
        ),
        (
            ["2025-11", "2026-02"],
            [12.5, 87.5],
            [
                (0, "s", "2025-11"),
                (37.5, "m", "2025-12"),
                (62.5, "m", "2026-01"),
                (100, "e", "2026-02"),
            ],
        ),
        (
            ["2026-02-27", "2026-03-01"],
            [16.7, 83.3],
            [(16.7, "m", "2026-02-27"), (50, "m", "2026-02-28"), (83.3, "m", "2026-03-01")],
        ),
        (["2026", "2026-01"], [25, 75], [(25, "m", "2026"), (75, "m", "2026-01")]),
        (
            ["0001-01-01", "2026-01-01"],
            [25, 75],
            [(25, "m", "0001-01-01"), (75, "m", "2026-01-01")],
        ),
    ],
)
def test_a_timeline_has_room_for_periods_without_anything(
    dates: list[str], columns: list[float], labels: list[tuple[float, str, str]]
) -> None:
    drawn = timeline([*(Period(date, 1, 0, 0) for date in dates), Period("", 2, 3, 4)])
    [*strips] = drawn.strips
    middles = [
        round(column.x + column.width / 2, 1) for strip in strips for column in strip.columns
    ]
    assert (middles, [strip.title for strip in strips]) == (columns, ["claims"] * bool(dates))
    shown = [(round(label.x, 1), label.anchor, label.text) for label in drawn.labels]
    assert shown == [
        (x, next(end for end in ("start", "middle", "end") if end.startswith(anchor)), text)
        for x, anchor, text in labels
    ]
    assert drawn.undated == Period("", 2, 3, 4)


def outlet(key: str) -> Outlet:
    """Return an outlet of this id."""
    return Outlet(key, key.upper(), articles=1, claims=1, original=0)


@pytest.mark.parametrize(
    ("told", "columns", "lines"),
    [
        ("", ["a"], 0),
        ("ba", ["a", "b"], 1),
        ("ba ca", ["a", "bc"], 2),
        ("ba cb ca", ["a", "b", "c"], 3),
        ("ca ba cb dc", ["a", "b", "c", "d"], 4),
        ("aa ba", ["a", "b"], 1),
        ("ab ba", ["a", "b"], 1),
        ("ba cb bc dc", ["a", "b", "c", "d"], 3),
        ("ba cb dc ed fe gf hg", ["a", "b", "c", "d", "e", "fgh"], 5),
    ],
)
def test_outlets_stand_to_the_right_of_what_they_retell(
    told: str, columns: list[str], lines: int
) -> None:
    keys = sorted({*"a", *told.replace(" ", "")})
    edges = [Retelling(pair[0], pair[1], 1, 1) for pair in told.split()]
    graph = retellings(Retellings([outlet(key) for key in keys], edges))
    by_column: dict[float, str] = {}
    for box in graph.boxes:
        by_column[box.x] = by_column.get(box.x, "") + box.lines[0][1].lower()
    assert [by_column[x] for x in sorted(by_column)] == columns
    assert len(graph.lines) == lines


def test_boxes_do_not_overlap_and_hold_their_words() -> None:
    names = ["Süddeutsche Zeitung für Politik", "W" * 30, "東京" * 12, "a", "The New York Times"]
    outlets = [Outlet(str(n), name, 1, 1, 0) for n, name in enumerate(names)]
    edges = [Retelling(str(n), "0", 1, 1) for n in range(1, 5)]
    boxes = retellings(Retellings(outlets, edges)).boxes
    for box in boxes:
        for y, _ in [*box.lines, box.small]:
            assert box.y < y < box.y + box.height
        for other in boxes:
            apart = other.y >= box.y + box.height or box.y >= other.y + other.height
            assert other is box or other.x != box.x or apart
    held = ["".join(text for _, text in box.lines).replace(" ", "") for box in boxes]
    assert held == [name.replace(" ", "") for name in names]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Wire", ["Wire"]),
        ("Süddeutsche Zeitung", ["Süddeutsche", "Zeitung"]),
        ("a b c d e f g", ["a b c d e f", "g"]),
        ("W" * 9, ["W" * 7, "WW"]),
        ("東京新聞社東京新聞社", ["東京新聞社東京", "新聞社"]),
        ("", []),
    ],
)
def test_words_are_wrapped(text: str, lines: list[str]) -> None:
    assert wrapped(text, 94) == lines


@pytest.mark.slow
def test_the_script_as_a_whole_has_no_defect(page: Callable[..., str], tmp_path: Path) -> None:
    linter = shutil.which("biome")
    if linter is None:
        pytest.skip("there is no biome here: install it with npm, as .ci/run does")
    [script] = re.findall(r"<script>(.*?)</script>", page(CLAIMS), re.DOTALL)
    (tmp_path / "page.js").write_text(script, encoding="utf-8")
    rules = {
        "correctness": {"noUnusedVariables": "error", "noUndeclaredVariables": "error"},
        "suspicious": {"noRedundantUseStrict": "off"},  # it is no module
    }
    (tmp_path / "biome.json").write_text(json.dumps({"linter": {"rules": rules}}))
    command = [linter, "lint", "--error-on-warnings", "page.js"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
