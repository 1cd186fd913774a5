"""The page of `coalition page` in a real Chromium: searched, opened, printed, and attacked."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from .conftest import Run
from .test_page_values import paged

pytestmark = pytest.mark.slow

CLAIMS = """\
version: 1
title: The harbour
sources:
  - id: gazette
    name: Harbour Gazette
    aliases: [The Gazette]
  - id: wire
    name: Wire
articles:
  - id: cracks
    headline: Cracks in the bridge
    publisher: gazette
    url: https://gazette.example/cracks
    date: 2026-03-02
    original: true
  - id: cracks-again
    headline: Bridge has cracks
    publisher: wire
    url: https://wire.example/cracks
    date: 2026-03-04
    retells: [cracks]
speakers:
  - id: ruiz
    name: Ana Ruiz
    role: mayor of Łódź
    party: Greens, United
  - id: engineer
    description: an engineer of the port
  - id: minister
    name: Jo Māra
claims:
  - id: closed
    text: The bridge stays closed for two years, and 1,000 people lose their way to work.
    speaker: ruiz
    source: gazette
    confidence: high
    kind: event
    topics: [bridge, traffic]
    date: 2026-03-02
    appearances:
      - article: cracks
        paragraph: 1
        quote: stays closed for two years
        attribution: Mayor Ana Ruiz
      - {article: cracks-again, quote: remains closed for two years}
    contradicts: [open-soon]
  - id: known
    text: The port knew of the cracks.
    speaker: engineer
    source: gazette
    confidence: low
    kind: position
    topics: [bridge]
    date: 2026-02
    appearances:
      - {article: cracks, paragraph: 4, wording: the port knew of it, attribution: an engineer}
  - id: open-soon
    text: A bridge opens in Łódź in 2027; closed roads stay closed.
    speaker: minister
    source: wire
    confidence: 45
    kind: prediction
    topics: [traffic, the sea]
    date: 2026
    supports: [known]
  - id: tōkyō
    text: 東京の橋は閉鎖された。 Bridging loans cost 5 % and €3.
    speaker: Harbour Watch
    source: wire
    topics: [bridge]
  - id: OWN
    text: Nobody rated this; the naïve façade of ٣ piers
    status: retracted
"""


def _browser() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("there is no chromium here: install it")
    return found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Chromium once: it asks nobody for anything."""
    options = ["--no-sandbox", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser(), args=options)
        yield browser
        browser.close()


Open = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, coalition: Run, tmp_path: Path) -> Iterator[Open]:
    """Make the page of a claims file, and open it: opened(CLAIMS, fragment="#closed")."""
    contexts = []

    def open_page(
        text: str, *, fragment: str = "", options: list[str] | None = None, **how: object
    ) -> Page:
        claims, made = tmp_path / "claims.yaml", tmp_path / "claims.html"
        claims.write_text(text, encoding="utf-8")
        result = coalition("page", "-d", claims, "-o", made, *(options or []))
        assert result.code == 0, result.err
        settings = {"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 900}, **how}
        context = chromium.new_context(**settings)  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script("window.attacked = () => { window.wasAttacked = true; };")
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"the script failed: {error}"))
        page.goto(made.as_uri() + fragment)
        if how.get("java_script_enabled", True):
            page.wait_for_selector(".tools")
        return page

    yield open_page
    for context in contexts:
        context.close()


def ids(page: Page) -> list[str]:
    """Return the ids of the claims that the list shows."""
    found: list[str] = page.eval_on_selector_all(
        ".claims > .claim", "rows => rows.map(row => row.id)"
    )
    return found


def open_ids(page: Page) -> list[str]:
    """Return the ids of the claims that are open."""
    found: list[str] = page.eval_on_selector_all(
        ".claim > details[open]", "all => all.map(details => details.parentElement.id)"
    )
    return found


def search(page: Page, words: str) -> None:
    """Type into the search, letter by letter as a person does."""
    page.fill("input[type=search]", words)


def test_a_page_asks_for_nothing_but_itself(
    opened: Open, chromium: Browser, tmp_path: Path
) -> None:
    opened(CLAIMS)
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "claims.html").as_uri())
    search(page, "bridge")
    page.click(".claim summary")
    page.wait_for_load_state("networkidle")
    assert asked == [(tmp_path / "claims.html").as_uri()]
    page.close()


QUESTIONS = [
    "bridge",
    "bridg*",
    "lodz",
    "Łódź",
    "naive facade",
    '"closed for two years"',
    '"years closed"',
    "not:bridge",
    'not:"two years"',
    "bridge closed",
    "closed OR cracks",
    "topic:bridge,traffic",
    "topic:bridge OR kind:prediction",
    'topic:"the sea"',
    "topic:bri*",
    "not:topic:bridge",
    "not:topic:*",
    "source:gazette",
    "source:GAZETTE",
    'source:"harbour gazette"',
    'source:"The Gazette"',
    "speaker:ruiz",
    'speaker:"Ana Ruiz"',
    'speaker:"Jo Māra"',
    'speaker_name:"an *"',
    'speaker:"harbour watch"',
    'party:"greens, united"',
    "party:greens",
    "role:mayor",
    "role:lodz",
    "role:ŁÓDŹ",
    "٣",
    "description:engineer",
    "text:closed",
    "quote:closed",
    "not:quote:closed",
    "wording:port",
    "text:*",
    "quote:*",
    "anonymous:true",
    "anonymous:false",
    "not:anonymous:true",
    "anonymous:*",
    "direct:true",
    "not:direct:fal*",
    "confidence:high",
    "confidence:medium..",
    "confidence:..medium",
    "confidence:45",
    "confidence:40..50,high",
    "not:confidence:*",
    "not:confidence:medium..",
    "origins:1",
    "origins:2..",
    "date:2026-03",
    "date:2026-02..2026-02",
    "date:2026-03-02",
    "date:2026",
    "date:..2026-02-15",
    "date:2026-03-03..",
    "not:date:*",
    "status:retracted",
    "article:cracks-again",
    "supports:known",
    "not:supports:*",
    "id:open*",
    "id:CLOSED",
    "1000",
    "1.000",
    "3",
    "東京",
    "京の",
    "東の",
    "€",
    "%",
    "5 %",
    '"cost 5"',
    "ana",
    "the gazette",
    "xylophone",
    "source:nobody",
    "bridge not:closed topic:bridge confidence:..40",
    "not:id:closed not:id:known",
]


@pytest.mark.parametrize("question", [QUESTIONS])
def test_the_page_finds_what_the_command_finds(
    opened: Open, coalition: Run, tmp_path: Path, question: list[str]
) -> None:
    page = opened(CLAIMS)
    found, expected = {}, {}
    for query in question:
        search(page, query)
        found[query] = sorted(ids(page))
        words = [word.replace('"', "") if word[0] != '"' else word[1:-1] for word in split(query)]
        result = coalition("claims", *words, "-d", tmp_path / "claims.yaml", "--json")
        assert result.code == 0, result.err
        expected[query] = sorted(claim["id"] for claim in json.loads(result.out))
    assert found == expected


def split(query: str) -> list[str]:
    """Return the words of a query as a shell parts them, with their quotation marks."""
    import re

    return re.findall(r'(?:[^\s"]|"[^"]*")+', query)


def test_a_word_that_no_claim_has_is_taken_as_a_beginning_as_one_types(opened: Open) -> None:
    page = opened(CLAIMS)
    search(page, "cra")
    assert ids(page) == ["known"]
    status = page.inner_text("[role=status]")
    assert status == "1 of 5 claims No claim has the word ‘cra’; these have words that begin so."
    search(page, "source:gaz")
    assert ids(page) == ["closed", "known"]
    search(page, "not:cra")
    assert len(ids(page)) == 5


def test_a_field_that_there_is_not_is_told(opened: Open) -> None:
    page = opened(CLAIMS)
    search(page, "sorce:wire")
    assert "There is no field ‘sorce’. The fields: " in page.inner_text("[role=status]")
    assert len(ids(page)) == 5


def test_filters_are_words_of_the_query(opened: Open) -> None:
    page = opened(CLAIMS)
    page.click(".facets summary:has-text('Topic')")
    page.check("[data-field=topic] label:has-text('traffic') input")
    assert page.input_value("input[type=search]") == "topic:traffic"
    page.check("[data-field=topic] label:has-text('the sea') input")
    assert page.input_value("input[type=search]") == 'topic:"traffic,the sea"'
    assert ids(page) == ["closed", "open-soon"]
    page.press("body", "Escape")
    search(page, "topic:bridge source:wire")
    assert page.is_checked("[data-field=topic] label:has-text('bridge') input")
    assert not page.is_checked("[data-field=topic] label:has-text('traffic') input")
    page.click(".facets summary:has-text('Topic')")
    page.uncheck("[data-field=topic] label:has-text('bridge') input")
    assert page.input_value("input[type=search]") == "source:wire"
    # The counts are those of the rest of the query.
    assert page.inner_text("[data-field=topic] label:has-text('traffic') .count") == "1"


def test_a_filter_also_chooses_what_states_nothing(opened: Open) -> None:
    page = opened(CLAIMS)
    page.click(".facets summary:has-text('Confidence')")
    page.check("[data-field=confidence] label:has-text('not rated') input")
    page.check("[data-field=confidence] label:has-text('high') input")
    query = "confidence:high OR not:confidence:*"
    assert page.input_value("input[type=search]") == query
    assert ids(page) == ["closed", "tōkyō", "OWN"]
    page.uncheck("[data-field=confidence] label:has-text('high') input")
    assert page.input_value("input[type=search]") == "not:confidence:*"
    page.click(".bars button:has-text('not rated')")
    assert ids(page) == ["tōkyō", "OWN"]


def test_a_number_leads_to_its_claims_and_all_can_be_opened(opened: Open) -> None:
    page = opened(CLAIMS)
    page.click(".figures button:has-text('unnamed')")
    assert page.input_value("input[type=search]") == "anonymous:true"
    page.click("text=Open all")
    assert open_ids(page) == ids(page) == ["known"]
    page.click("text=Close all")
    assert open_ids(page) == []


@pytest.mark.parametrize(
    "field", ["id", "confidence", "date", "origins", "source_name", "speaker_name"]
)
def test_the_page_sorts_as_the_command_does(
    opened: Open, coalition: Run, tmp_path: Path, field: str
) -> None:
    page = opened(CLAIMS)
    for key in (field, f"-{field}"):
        page.select_option("select[name=sort]", key)
        result = coalition("claims", "-d", tmp_path / "claims.yaml", "--json", f"--sort={key}")
        assert ids(page) == [claim["id"] for claim in json.loads(result.out)]


def test_an_address_opens_a_claim_and_back_goes_back(opened: Open) -> None:
    page = opened(CLAIMS, fragment="#known")
    assert open_ids(page) == ["known"]
    page.wait_for_function("document.activeElement.closest('#known summary')")
    search(page, "bridge")
    page.press("input[type=search]", "Enter")
    assert page.url.endswith("claims.html#?q=bridge")
    page.click("#closed summary")
    assert page.url.endswith("#closed")
    page.click("#closed .relations a")
    page.wait_for_function("location.hash === '#open-soon'")
    assert "open-soon" in open_ids(page)
    page.go_back()
    page.wait_for_function("location.hash === '#closed'")
    assert "closed" in open_ids(page)
    page.go_back()
    page.wait_for_function("location.hash === '#?q=bridge'")
    assert page.input_value("input[type=search]") == "bridge"
    assert ids(page) == ["closed", "known", "open-soon", "tōkyō"]
    page.go_back()
    page.wait_for_function("location.hash === '#known'")
    assert len(ids(page)) == 5


def test_the_address_of_a_search_is_a_link_to_it(opened: Open) -> None:
    page = opened(CLAIMS, fragment="#?q=topic%3Abridge&sort=-confidence")
    assert ids(page) == ["closed", "known", "tōkyō"]
    assert page.input_value("select[name=sort]") == "-confidence"


def many(number: int) -> str:
    """Return a claims file with so many claims, which begin as those of CLAIMS do."""
    claims = "".join(f"  - {{id: c{n}, text: Claim {n} of the harbour}}\n" for n in range(number))
    return CLAIMS + claims


def test_many_claims_come_in_a_window_and_an_address_moves_it(opened: Open) -> None:
    page = opened(many(2_500), fragment="#c2222")
    assert len(ids(page)) == 100
    assert open_ids(page) == ["c2222"]
    assert page.inner_text(".pager span") == "2,201 to 2,300 of 2,505"
    page.click(".pager button:has-text('Next')")
    assert ids(page)[0] == "c2295"
    assert page.inner_text(".pager span") == "2,301 to 2,400 of 2,505"
    page.go_back()
    page.wait_for_function("location.hash === '#c2222'")
    assert "c2222" in ids(page)
    search(page, "cracks")
    assert ids(page) == ["known"]
    assert page.is_hidden(".pager")


# What JSON can hold, and columns of it could lose.
ODD_EXTRAS = """\
  - {id: odd-1, text: One, extra: {a: null, b: [null, {}, [], [[1]]], "__proto__": 1, known: [0]}}
  - {id: odd-2, text: Two, extra: {b: {a: 1}, a: {}, lengths: true, fields: "1"}}
  - {id: odd-3, text: Three, topics: [], extra: {b: 1, a: "1", "": false}}
"""


def test_many_claims_are_packed_and_can_be_downloaded(opened: Open, tmp_path: Path) -> None:
    page = opened(many(2_500) + ODD_EXTRAS, options=["--with", "extra"])
    made = (tmp_path / "claims.html").read_text(encoding="utf-8")
    assert "Claim 2222 of the harbour" not in made
    with page.expect_download() as waiting:
        page.click(".download")
    saved = tmp_path / "saved.json"
    waiting.value.save_as(saved)
    with paged(str(tmp_path / "claims.yaml"), optional=frozenset({"extra"})) as (public, _):
        assert saved.read_text() == f"{json.dumps(public.download, ensure_ascii=False, indent=1)}\n"
    plain = opened(many(2_500), java_script_enabled=False)
    assert plain.is_visible("text=a script reads them")


def test_a_browser_that_cannot_unpack_claims_says_so(
    opened: Open, chromium: Browser, tmp_path: Path
) -> None:
    opened(many(2_500), java_script_enabled=False)
    with chromium.new_context() as context:
        context.add_init_script("delete window.DecompressionStream")
        page = context.new_page()
        page.goto((tmp_path / "claims.html").as_uri())
        assert page.inner_text(".waiting") == (
            "This browser cannot unpack so many claims. "
            "Browsers from 2023 on can: open the page in one."
        )
        assert page.is_hidden(".tools")


def test_many_rows_have_what_stands_below_them_when_they_are_opened(opened: Open) -> None:
    page = opened(many(290), fragment="#c250")
    page.wait_for_selector("#c250 .whole")
    assert len(ids(page)) == 295
    search(page, "cracks")
    page.click("#known summary")
    assert page.inner_text("#known blockquote") == "the port knew of it"
    search(page, "harbour")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".claim .whole").count() == len(ids(page)) > 250
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert open_ids(page) == ["known", "c250"]


def test_of_more_claims_than_stand_there_in_full_all_stand_there_in_short(opened: Open) -> None:
    page = opened(many(1_000), fragment="#c700")
    assert (len(ids(page)), open_ids(page)) == (100, ["c700"])
    plain = opened(many(1_000), java_script_enabled=False)
    assert plain.locator("noscript .claim").count() == 1_005
    assert "an engineer of the port unnamed" in plain.inner_text("#known")
    assert plain.is_visible("#c999 >> text=Claim 999 of the harbour")
    nodes = json.loads(plain.locator("script[type='application/ld+json']").inner_text())["@graph"]
    assert sum(node["@type"] == "Claim" for node in nodes) == 1_005


def test_the_script_draws_a_claim_as_the_template_does(opened: Open) -> None:
    def drawn(page: Page, claim: str) -> str:
        page.click(f"#{claim} summary")
        page.wait_for_selector(f"#{claim} .whole")
        html: str = page.evaluate(f"document.getElementById('{claim}').innerHTML")
        return "".join(html.split())  # the template has blanks between elements

    few, window = opened(CLAIMS), opened(many(2_500))
    for claim in ("closed", "known", "open-soon", "tōkyō", "OWN"):
        assert drawn(window, claim) == drawn(few, claim)


def test_keys_alone_are_enough(opened: Open) -> None:
    page = opened(CLAIMS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the claims"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    page.keyboard.type("cracks")
    assert ids(page) == ["known"]
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.claim') !== null"):
            break
    page.keyboard.press("Enter")
    assert open_ids(page) == ["known"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href") == "https://gazette.example/cracks"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_a_print_has_each_hit_open(opened: Open, tmp_path: Path) -> None:
    page = opened(CLAIMS)
    search(page, "topic:bridge")
    paper = tmp_path / "claims.pdf"
    page.pdf(path=str(paper))
    assert paper.read_bytes().startswith(b"%PDF-")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert open_ids(page) == ["closed", "known", "tōkyō"]
    assert page.is_hidden(".tools")
    assert page.is_visible("#closed .wording")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert open_ids(page) == []


def test_without_javascript_all_can_be_read(opened: Open) -> None:
    page = opened(CLAIMS, java_script_enabled=False)
    assert page.is_hidden(".tools")
    page.click("#closed summary")
    assert page.is_visible("#closed .wording")
    assert page.inner_text("#closed .is-origin blockquote") == "“stays closed for two years”"


def test_the_data_are_there_to_be_downloaded(opened: Open, coalition: Run, tmp_path: Path) -> None:
    page = opened(CLAIMS)
    with page.expect_download() as waiting:
        page.click(".download")
    saved = tmp_path / "saved.json"
    waiting.value.save_as(saved)
    again = coalition("claims", "-d", saved, "--json", "--fields", "id,text,speaker_name")
    first = coalition(
        "claims", "-d", tmp_path / "claims.yaml", "--json", "--fields", "id,text,speaker_name"
    )
    assert (again.out, again.err) == (first.out, "")


HOSTILE = """\
version: 1
title: "</title><script>attacked()</script>"
sources:
  - {id: s, name: "\\"><img src=x onerror=attacked()>", url: "javascript:attacked()"}
articles:
  - id: a
    headline: "</script><script>attacked()</script><!--"
    publisher: s
    url: "javascript:attacked()"
    archived: "data:text/html,<script>attacked()</script>"
  - {id: b, headline: "{{ 7 * 7 }} ${attacked()}", url: "https://x.example/\\"onmouseover=\\"attacked()"}
speakers:
  - {id: p, name: "<svg/onload=attacked()>\\u202e\\x9b\\e[31m"}
claims:
  - id: "'><script>attacked()</script>"
    text: "<script>attacked()</script> ]]> --> \\u2028 \\u2066 \\x85 {% raw %}"
    speaker: p
    source: s
    topics: ["<b onclick=attacked()>topic</b>", "__proto__", "constructor"]
    appearances:
      - {article: a, quote: "<iframe srcdoc='<script>attacked()</script>'>", attribution: "<u>"}
      - {article: b, quote: "<style>*{display:none}</style>"}
    reviews:
      - {by: s, rating: <marquee>, url: "vbscript:attacked()", title: "<a href=javascript:x()>"}
  - {id: toString, text: "the id of a method"}
  - {id: claims, text: "an id that a page might have itself"}
  - {id: body, text: "another"}
  - {id: __proto__, text: "a third"}
"""


@pytest.mark.parametrize("number", [0, 2_500])
def test_hostile_data_do_nothing(opened: Open, number: int) -> None:
    text = HOSTILE + "".join(f"  - {{id: c{n}, text: '<i>{n}</i>'}}\n" for n in range(number))
    page = opened(text)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.wait_for_timeout(100)
    for words in ("script", "topic:__proto__", "constructor", "id:toString", "<b onclick"):
        search(page, words)
    page.click(".facets summary:has-text('Topic')")
    page.press("body", "Escape")
    search(page, "")
    for address in (
        "#toString",
        "#__proto__",
        "#claims",
        "#body",
        "#%",
        "#?q=<script>attacked()</script>",
    ):
        page.evaluate("address => { location.hash = address; }", address)
        page.wait_for_timeout(20)
    assert page.evaluate("window.wasAttacked") is None
    made = page.evaluate(
        "Array.from(document.querySelectorAll('header *, section *'), one => one.localName)"
    )
    assert not {"script", "img", "iframe", "style", "b", "i", "u", "marquee"} & set(made)
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    assert [
        link for link in links if not link.startswith(("#", "https://", "http://", "mailto:"))
    ] == []
    assert page.title() == "</title><script>attacked()</script>"
    assert not set("\u202e\u2066\x9b\x1b\x85\u2028") & set(page.inner_text("body"))


def test_the_policy_holds_under_file(opened: Open) -> None:
    page = opened(CLAIMS)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.wasAttacked = true";
            document.body.append(script);
            document.body.append(Object.assign(new Image(), {src: "https://tracker.example/p.gif"}));
        }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.wasAttacked") is None
    assert len([text for text in refused if "Content Security Policy" in text]) == 2


def _axe() -> str:
    """Return the text of axe-core, which .ci/run installs beside the programs of npm."""
    for folder in os.environ["PATH"].split(os.pathsep):
        script = Path(folder).parent / "axe-core" / "axe.min.js"
        if script.is_file():
            return script.read_text(encoding="utf-8")
    pytest.skip("there is no axe-core here: install it with npm, as .ci/run does")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_serious(opened: Open, scheme: str, width: int) -> None:
    axe = _axe()
    page = opened(
        CLAIMS, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    for prepare in (
        "0",
        "document.querySelectorAll('main details').forEach(one => { one.open = true; })",
        "document.querySelector('.facets details').open = true",
    ):
        page.evaluate(prepare)
        page.evaluate(axe)
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = page.evaluate("rules => axe.run({ runOnly: rules })", rules)
        grave = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in grave] == []


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wider_than_the_screen(opened: Open, width: int) -> None:
    long = "  - {id: long, text: " + "Donaudampfschifffahrt" * 9 + f", topics: [{'x' * 80}]}}\n"
    page = opened(CLAIMS + long, viewport={"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width


TRAIL = """\
version: 1
title: سلسلة
articles:
  - {id: a0, publisher: الجزيرة, original: true, date: 2026-01-01}
"""
TRAIL += "".join(f"  - {{id: a{n}, publisher: P{n}, retells: [a{n - 1}]}}\n" for n in range(1, 12))
TRAIL += """\
claims:
  - id: far
    text: الجسر مغلق!
    source: الجزيرة
    appearances: [{article: a0, quote: مغلق}, {article: a11, quote: مغلق}]
    reviews: [{by: الجزيرة, rating: ok, url: "https://x.example", date: 2026-01-02}]
  - {id: other, text: مغلق?, supports: [far]}
"""


@pytest.mark.parametrize("number", [0, 2_500])
def test_a_chain_says_in_words_who_retells_whom(opened: Open, number: int) -> None:
    text = TRAIL + "".join(f"  - {{id: c{n}, text: T}}\n" for n in range(number))
    page = opened(text, fragment="#far")
    rows = page.locator("#far .chain li")
    told = [" ".join(row.split()) for row in rows.all_inner_texts()]
    assert told[:3] == ["nobody is credited", "الجزيرة first carried it", "الجزيرة · 2026-01-01"]
    assert told[3] == "P1 not recorded there retells الجزيرة"
    assert told[-1] == "P11 retells P10"
    # What is drawn is said to those alone who do not see it; what is deeper is said to all.
    seen = page.locator("#far .chain .aside:has-text('retells')").all_inner_texts()
    assert seen == [f"retells P{n - 1}" for n in range(6, 12)]


@pytest.mark.parametrize("number", [0, 2_500])
def test_words_of_the_page_are_english_in_a_page_in_another_language(
    opened: Open, number: int
) -> None:
    text = TRAIL + "".join(f"  - {{id: c{n}, text: T}}\n" for n in range(number))
    page = opened(text, fragment="#far", options=["--lang", "ar"])
    language = "one => one.closest('[lang]').lang"
    for selector in ("h1", ".claim h3", "#far blockquote", "#far strong", ".bars .count"):
        assert page.locator(selector).first.evaluate(language) == "ar", selector
    for selector in ("h2", "h4", ".via", "dt", ".search label", ".foot", "caption, figcaption"):
        assert page.locator(selector).first.evaluate(language) == "en", selector
    assert page.evaluate("document.title") == "سلسلة"
    assert opened(text).locator("html [lang]").count() == 0


def test_signs_and_dates_stand_right_beside_words_from_right_to_left(opened: Open) -> None:
    page = opened(TRAIL)
    page.evaluate("document.querySelectorAll('.claim > details').forEach(d => { d.open = true; })")
    # Of a text from right to left, what comes last stands on the left.
    ends = """(one) => {
        const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode();
        const at = (place) => {
            const range = document.createRange();
            range.setStart(text, place);
            range.setEnd(text, place + 1);
            return range.getBoundingClientRect().left;
        };
        return [at(0), at(text.length - 1)];
    }"""
    first, last = page.locator("#other .relations a").evaluate(ends)
    assert last < first
    first, last = page.locator("#far .parts time").evaluate(ends)
    assert first < last


def test_a_page_without_dates_has_no_empty_timeline_and_one_without_claims_no_riddle(
    opened: Open,
) -> None:
    page = opened("claims: [{id: one, text: One.}]")
    assert page.locator("text=Over time").count() == 0
    page = opened("version: 1")
    assert page.inner_text("[role=status]").strip() == "0 claims"


def test_a_range_that_ends_before_it_begins_is_told(opened: Open) -> None:
    page = opened(CLAIMS)
    for query in ("date:2026-03..2026-01", "confidence:high..low", "origins:2..1"):
        search(page, query)
        name, ranged = query.split(":")
        assert f"The range {ranged} of {name} ends before it begins." in page.inner_text(".hint")


def test_a_long_claim_is_whole_when_it_is_open_and_on_a_telephone_a_sign_opens_it(
    opened: Open,
) -> None:
    text = f"claims: [{{id: long, text: {'word ' * 900}}}, {{id: short, text: One}}]"
    page = opened(text, viewport={"width": 390, "height": 800})
    height = "one => one.getBoundingClientRect().height"
    assert page.locator("#long summary").evaluate(height) < 300
    sign = "one => getComputedStyle(one, '::before').display"
    assert page.locator("#short summary").evaluate(sign) != "none"
    page.click("#long summary")
    assert page.locator("#long h3").evaluate(height) > 2_000


def test_paper_keeps_the_row_of_a_claim_with_its_words_and_names_each_list(opened: Open) -> None:
    page = opened(CLAIMS)
    page.emulate_media(media="print")
    assert page.is_visible("summary:has-text('with an unnamed speaker, one origin and no quote')")
    assert page.is_hidden("summary:has-text('As a table') >> nth=0")


def test_the_drawing_of_six_columns_is_whole_on_a_wide_screen(opened: Open) -> None:
    page = opened(TRAIL)
    wide, seen = page.locator(".scrolls").evaluate("one => [one.scrollWidth, one.clientWidth]")
    assert wide <= seen
