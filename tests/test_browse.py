"""`coalition browse`: keys and screens, and a terminal that is left as it was."""

import json
import os
import re
import signal
import sys
from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from coalition_cli.browsing.view import Pane

from .browsing import browsed
from .conftest import COMMAND, Run
from .terminals import Session, at_keys

Write = Callable[..., str]

SCREENS = Path(__file__).parent / "screens"

DATA = """\
sources:
- {id: gazette, name: The Gazette}
- {id: echo, name: Echo}
articles:
- {id: first, publisher: gazette, headline: Bridge shut, url: https://gazette.example/first}
- {id: second, publisher: echo, headline: No bridge, url: https://echo.example/2, retells: [first]}
speakers:
- {id: ann, name: Ann Lee}
- {id: clerk, description: a clerk of the town}
claims:
- id: shut
  text: The bridge is shut.
  speaker: ann
  source: gazette
  confidence: high
  topics: [bridges]
  appearances:
  - {article: first, paragraph: 2, quote: The bridge is shut.}
  - {article: second, quote: The bridge was shut., attribution: a woman}
- id: open
  text: The road is open.
  speaker: clerk
  source: gazette
  confidence: 20
  topics: [roads, bridges]
  appearances:
  - {article: first, quote: you can drive}
- {id: late, text: Trains are late., speaker: clerk, topics: [trains]}
"""


@pytest.fixture
def data(claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Write the claims into the working folder, and return their name."""
    claims_file(DATA)
    monkeypatch.chdir(tmp_path)
    return "claims.yaml"


def typed(text: str) -> list[str]:
    """Return the keys of a text."""
    return list(text)


# A screen, the keys that lead to it, the size, and the query of the command line.
LOOKS: Sequence[tuple[str, list[str], tuple[int, int], list[str]]] = [
    ("list-80x24", [], (80, 24), []),
    ("list-and-page-140x30", ["j", "space"], (140, 30), []),
    ("page-80x24", ["enter"], (80, 24), ["anonymous:false"]),
    ("facets-120x30", ["f", "j", "space"], (120, 30), []),
    ("query-80x12", ["slash", *typed("source:nowhere ")], (80, 12), []),
    ("drift-110x24", ["d"], (110, 24), []),
    ("help-80x24", ["question_mark"], (80, 24), []),
    ("members-80x12", ["8"], (80, 12), []),
]


@pytest.mark.parametrize(("name", "keys", "size", "query"), LOOKS, ids=[look[0] for look in LOOKS])
def test_screens(
    data: str, name: str, keys: list[str], size: tuple[int, int], query: list[str]
) -> None:
    """Compare with a text in tests/screens; UPDATE_EXPECTED=1 writes it anew, to be reviewed."""
    path = SCREENS / f"{name}.txt"
    seen = browsed(keys, [data], query, size).screen
    if os.environ.get("UPDATE_EXPECTED"):
        SCREENS.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")


def ids(screen: str) -> list[str]:
    """Return the ids of the claims on a screen."""
    return re.findall(r"^[> ][* ]([a-z]+)  ", screen, re.MULTILINE)[1:]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ([], ["shut", "open", "late"]),
        (["u"], ["open", "late"]),
        (["u", "u"], ["shut", "open", "late"]),
        (["u", "s"], ["open"]),
        (["slash", *typed("bridge")], ["shut", "open"]),  # open has the topic bridges
        (["slash", *typed("bridge ")], ["shut"]),
        (["slash", *typed("bridge"), "enter"], ["shut", "open"]),
        (["slash", *typed("bridge "), "enter"], ["shut"]),
        (["slash", *typed("brid"), "enter"], ["shut", "open"]),
        (["slash", *typed("brid"), "escape"], ["shut", "open", "late"]),
        (["slash", *typed("topic:roads,trains"), "enter"], ["open", "late"]),
        (["slash", *typed("'speaker:Ann Lee'"), "enter"], ["shut"]),
        (["slash", *typed("nothing here"), "enter", "c"], ["shut", "open", "late"]),
        (["slash", *typed("bridge"), "ctrl+u", *typed("trains")], ["late"]),
        (["u", "s", "c", "slash", "ctrl+p"], ["open"]),
        (["u", "s", "c", "slash", "ctrl+p", "ctrl+p"], ["open", "late"]),
        (["u", "s", "c", "slash", "ctrl+p", "ctrl+p", "ctrl+n", "enter"], ["open"]),
        (["u", "c", "slash", "ctrl+p", *typed("trains")], ["late"]),
        (["slash", *typed("brid"), "click #list 5,2", "u"], ["open"]),
        (["ctrl+p", *typed("copy who"), "escape"], ["shut", "open", "late"]),
    ],
)
def test_the_list_has_the_claims_of_the_query(data: str, keys: list[str], shown: list[str]) -> None:
    assert ids(browsed(keys, [data]).screen) == shown


def test_the_page_is_that_of_no_record_if_the_list_is_empty(data: str) -> None:
    for keys in (["7"], ["slash", *typed("nothing")], ["slash", *typed("nothing"), "enter", "d"]):
        lines = browsed(keys, [data], size=(140, 24)).screen.splitlines()
        assert [line.rstrip() for line in lines[3:-2]] == [""] * 19
        assert "bridge" not in "".join(lines).lower()


def test_the_palette_finds_an_act_by_its_name_or_its_meaning(data: str) -> None:
    for words in ("unnamed", "only unnamed"):
        keys = ["ctrl+p", *typed(words), "wait for unnamed (u)", "down", "enter"]
        assert ids(browsed(keys, [data]).screen) == ["open", "late"]


def test_lines_that_are_pasted_are_one_query(data: str) -> None:
    seen = browsed(["slash", *typed("the "), "paste \n road is\r\n\topen\x1b[2J\u202e"], [data])
    assert seen.screen.splitlines()[1] == r"/ the road is open\x1b[2J\u202e"
    assert ids(browsed(["slash", "paste road\nis\n", "enter"], [data]).screen) == ["open"]
    assert ids(browsed(["slash", "paste \n"], [data]).screen) == ["shut", "open", "late"]


def test_the_browser_and_the_command_give_the_same_rows(data: str, coalition: Run) -> None:
    for query in (["bridge"], ["anonymous:true"], ["not:topic:roads", "clerk"], ["topic:b*"]):
        rows = coalition("claims", "-d", data, "--json", *query).json
        assert ids(browsed([], [data], query).screen) == [row["id"] for row in rows]


@pytest.mark.parametrize(
    ("keys", "copied"),
    [
        (["y", "i"], "shut"),
        (["y", "q"], "The bridge is shut."),
        (
            ["y", "c"],
            "“The bridge is shut.” — Ann Lee, The Gazette, “Bridge shut”,"
            " https://gazette.example/first",
        ),
        (
            ["j", "y", "c"],
            "“you can drive” — a clerk of the town (unnamed), The Gazette, “Bridge shut”,"
            " https://gazette.example/first",
        ),
        (["j", "j", "y", "c"], "Trains are late. — a clerk of the town (unnamed)"),
        (["space", "space", "y", "i"], "open\nshut"),
        (["2", "j", "y", "i"], "clerk"),
        (["5", "y", "i"], "shut"),
        (["4", "y", "c"], "The Gazette, Bridge shut, https://gazette.example/first"),
        (["colon"], "coalition claims -d claims.yaml"),
        (["u", "colon"], "coalition claims -d claims.yaml anonymous:true"),
        (
            ["slash", *typed("'it is' $x "), "enter", "colon"],
            "coalition claims -d claims.yaml 'it is' '$x'",
        ),
        (["3", "colon"], "coalition sources -d claims.yaml"),
        (
            ["slash", *typed(r"=a \b! "), "enter", "colon"],
            r"""coalition claims -d claims.yaml '=a' "\\"'b!'""",
        ),
        (["y", "z"], ""),
    ],
)
def test_what_is_copied(data: str, keys: list[str], copied: str) -> None:
    assert browsed(keys, [data]).copied == copied


def test_json_that_is_copied_is_that_of_show(data: str, coalition: Run) -> None:
    copied = browsed(["y", "j"], [data]).copied
    assert json.loads(copied) == coalition("show", "-d", data, "shut", "--json").json


def export(*keys: str, to: str) -> list[str]:
    """Return the keys that export to a file."""
    return [*keys, "x", *["backspace"] * len("appearances.csv"), *typed(to), "enter"]


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        (export("u", to="out.json"), ["claims", "anonymous:true"]),
        (export("space", "u", to="out.json"), ["claims", "id:shut"]),
        (export("2", to="out.json"), ["speakers"]),
        (export("5", "j", "space", to="out.json"), ["appearances", "article:second"]),
    ],
)
def test_an_export_has_what_is_marked_or_else_what_is_shown(
    data: str, coalition: Run, keys: list[str], asked: list[str]
) -> None:
    seen = browsed(keys, [data])
    assert re.search(r"^wrote \d+ \w+ in out.json, as json$", seen.screen, re.MULTILINE)
    written = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert written == coalition(asked[0], "-d", data, "--json", *asked[1:]).json


def test_an_export_replaces_a_file_only_if_that_is_said_twice(data: str) -> None:
    out = Path("out.csv")
    out.write_text("mine")
    seen = browsed(export(to="out.csv"), [data])
    assert (out.read_text(), "out.csv is there already" in seen.screen) == ("mine", True)
    browsed([*export(to="out.csv"), "escape"], [data])
    assert out.read_text() == "mine"
    browsed([*export(to="out.csv"), "enter"], [data])
    assert out.read_text().startswith("id,text,")


def test_an_export_never_replaces_the_data_and_needs_an_ending(data: str) -> None:
    seen = browsed([*export(to="claims.yaml"), "enter"], [data])
    assert "-o claims.yaml would replace claims.yaml" in seen.screen
    assert Path(data).read_text() == DATA
    seen = browsed(export(to="out"), [data])
    assert "no format has the ending of 'out'" in seen.screen
    assert not Path("out").exists()


def test_the_name_of_a_file_that_cannot_be_written_can_be_corrected(data: str) -> None:
    wrong = export(to="none/out.csv")
    seen = browsed(wrong, [data])
    assert "cannot write none/out.csv: no such file or directory" in seen.screen
    assert seen.screen.splitlines()[-1] == "to: none/out.csv"
    seen = browsed([*wrong, *["backspace"] * len("none/out.csv"), *typed("out.csv"), "enter"])
    assert "wrote 3 claims in out.csv, as csv" in seen.screen
    Path("folder").mkdir()
    assert "cannot write folder: is a directory" in browsed(export(to="folder"), [data]).screen


def test_a_file_that_changes_is_read_again_and_the_cursor_stays_on_its_record(data: str) -> None:
    more = DATA.replace("claims:\n", "claims:\n- {id: new, text: It snows.}\n", 1)

    def change() -> None:
        Path(data).write_text(more, encoding="utf-8")

    seen = browsed(["j", change, "wait for new"], [data])
    assert ids(seen.screen) == ["new", "shut", "open", "late"]
    assert seen.view.place.row == 2


def test_a_file_that_gets_an_error_says_so_and_the_old_rows_stay(data: str) -> None:
    def change() -> None:
        Path(data).write_text(f"{DATA}- {{id: shut, text: twice}}\n", encoding="utf-8")

    seen = browsed(["j", change, "wait for repeated-id"], [data])
    assert ids(seen.screen) == ["shut", "open", "late"]


def test_a_file_that_is_gone_is_not_begun_anew_by_the_editor(
    data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "touch")
    seen = browsed(["j", Path(data).unlink, "e"], [data])
    assert "claims.yaml is not there any more" in seen.screen
    assert not Path(data).exists()


def test_an_empty_list_says_whether_the_query_is_why(data: str) -> None:
    assert "there are no facts" in browsed(["7"], [data]).screen
    assert "no facts match" in browsed(["7", "slash", *typed("rain")], [data]).screen


@pytest.mark.parametrize(
    ("clicks", "expected"),
    [
        (["click #list 5,2"], ("claims", 1, Pane.LIST, ())),
        (["click #list 5,2 twice"], ("claims", 1, Pane.PAGE, ())),
        (["click #list 5,15"], ("claims", 2, Pane.LIST, ())),
        (["click #page 5,5"], ("claims", 0, Pane.PAGE, ())),
        (["click #sections 14,0"], ("speakers", 0, Pane.LIST, ())),
        (["click #query 4,0"], ("claims", 0, Pane.QUERY, ())),
        (["f", "click #facets 5,2"], ("claims", 0, Pane.FACETS, ("anonymous:false",))),
        (["f", "click #facets 5,0"], ("claims", 0, Pane.FACETS, ())),
        (["click #keys 40,0"], ("claims", 0, Pane.LIST, ("anonymous:true",))),
    ],
)
def test_the_mouse(data: str, clicks: list[str], expected: tuple[object, ...]) -> None:
    view = browsed(clicks, [data], size=(120, 24)).view
    assert (view.section, view.place.row, view.pane, view.words) == expected


def test_the_verdict_on_quotes_needs_the_texts_of_articles(data: str) -> None:
    assert "no texts of articles are known" in browsed(["v"], [data]).screen
    Path("coalition.toml").write_text('texts = "texts"\n', encoding="utf-8")
    Path("texts").mkdir()
    Path("texts/first.txt").write_text("“The bridge is now shut,” she said.\n", encoding="utf-8")
    screen = browsed(["v"]).screen
    assert "altered" in screen
    assert "missing" not in browsed(["j", "v", "n"]).screen


BAD = r"""
sources:
- {id: s, name: "S\e[31m\x9b2J [bold]x[/bold] \u202eevil"}
articles:
- {id: a, publisher: s, url: "javascript:alert(1)", headline: "[/] :warning: [link=http://x]l"}
speakers:
- {id: heb, name: "\u05e9\u05dc\u05d5\u05dd"}
claims:
- id: one
  text: "[red]He[/red] said \e]0;t\a [/] [@click=app.exit]it[/] \u202e\u2066"
  speaker: heb
  source: s
  topics: ["[bold]\u202e", "a,b"]
  note: "\x7f\x85\u2028"
  appearances: [{article: a, quote: "\e[2J [sic]"}]
"""


@pytest.mark.parametrize("keys", [[], ["enter"], ["f"], ["3"], ["d"], ["o"], ["y", "c"], ["4"]])
def test_no_text_of_data_is_a_control_or_markup(claims_file: Write, keys: list[str]) -> None:
    seen = browsed(keys, [claims_file(BAD)], size=(150, 40))
    controls = r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]"
    assert not re.search(controls, seen.screen + seen.copied)
    if not keys:
        assert "[red]He[/red] said" in seen.screen
        assert "[@click=app.exit]it[/]" in seen.screen


def test_what_is_pasted_into_the_query_is_no_control(data: str) -> None:
    seen = browsed([], [data], ["\x1b[31m\u202e"])
    assert "\\x1b[31m\\u202e" in seen.screen


def test_a_screen_that_changes_its_size(data: str) -> None:
    keys = ["j", "120x20", "40x8", "240x60", "80x24"]
    assert browsed(keys, [data]).screen == browsed(["j"], [data]).screen


LONG = "claims:\n" + "".join(f"- {{id: c{n:03}, text: It rains.}}\n" for n in range(300))


def test_the_cursor_stays_on_a_screen_that_changes_its_size(claims_file: Write) -> None:
    long = claims_file(LONG)
    for keys in (["G"], ["G", "colon"], ["G", "slash", "escape"], ["G", "x", "escape"]):
        for sizes in (["140x40", "80x24"], ["80x12"], ["240x60", "140x40"]):
            seen = browsed([*keys, *sizes], [long], size=(100, 60))
            assert re.search(r"^> c299  ", seen.screen, re.MULTILINE), (keys, sizes)
            assert seen.view.place.row == 299


@pytest.mark.parametrize(
    ("drag", "row", "top"),
    [
        ([(79, 3), (79, 9)], 90, 90),  # six of the 20 lines of the bar, of 300 rows
        ([(79, 3), (79, 13), (79, 3)], 9, 0),
        ([(79, 3), (79, 23)], 290, 290),
        ([(79, 15)], 10, 10),  # a click below: a screen
    ],
)
def test_the_scroll_bar(
    claims_file: Write, drag: list[tuple[int, int]], row: int, top: int
) -> None:
    places = " ".join(f"{column},{line}" for column, line in drag)
    place = browsed([f"drag {places}"], [claims_file(LONG)]).view.place
    assert (place.row, place.top) == (row, top)


def test_an_address_of_another_kind_is_not_opened(claims_file: Write) -> None:
    seen = browsed(["o"], [claims_file(BAD)])
    assert "no address is known that begins with http:// or https://" in seen.screen


def test_more_addresses_than_digits_are_counted(claims_file: Write) -> None:
    articles = "".join(f"- {{id: a{n}, url: http://x.example/{n}}}\n" for n in range(12))
    seen = "".join(f"  - {{article: a{n}}}\n" for n in range(12))
    text = f"articles:\n{articles}claims:\n- id: c\n  text: It rains.\n  appearances:\n{seen}"
    screen = browsed(["o"], [claims_file(text)]).screen
    assert re.findall(r"^(?:9 |and) .*", screen, re.MULTILINE) == [
        "9  http://x.example/8  a8",
        "and 3 more, of its other articles: 4 lists articles",
    ]


def test_much_that_is_copied_is_said_to_be_much(claims_file: Write) -> None:
    long = f"claims:\n- {{id: c, text: {'long ' * 20_000}}}\n"
    seen = browsed(["y", "q"], [claims_file(long)])
    assert len(seen.copied) == 99_999
    assert "it has 99,999 bytes, which some terminals do not take: x writes files" in seen.screen


def test_a_page_is_still_read_after_something_was_copied(data: str) -> None:
    assert browsed(["l", "y", "i"], [data]).view.pane is Pane.PAGE
    assert browsed(["l", "x", "escape"], [data]).view.pane is Pane.PAGE


def test_several_addresses_are_offered(data: str) -> None:
    seen = browsed(["o"], [data])
    assert re.findall(r"^\d .*", seen.screen, re.MULTILINE)[:2] == [
        "1  https://gazette.example/first  Bridge shut",
        "2  https://echo.example/2  No bridge",
    ]


def test_a_query_that_cannot_be_asked_is_told_before_the_screen_is_taken(terminal: Run) -> None:
    result = terminal("browse", "nofield:x", columns=200)
    assert result.code == 2
    assert result.out.startswith("coalition: no field 'nofield' in claims\n")


def test_it_needs_a_terminal(coalition: Run, claims_file: Write) -> None:
    result = coalition("browse", "-d", claims_file(DATA))
    assert (result.code, result.out, result.err) == (
        2,
        "",
        "coalition: browse needs a terminal\n'coalition claims' gives the same rows in a pipe\n",
    )


@pytest.mark.parametrize("term", ["dumb", ""])
def test_it_needs_a_terminal_that_moves_its_cursor(
    terminal: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    result = terminal("browse", "-d", claims_file(DATA), columns=200)
    assert (result.code, result.out.splitlines()) == (
        2,
        [
            "coalition: browse needs a terminal that moves its cursor,"
            " and TERM says that this one does not",
            "'coalition claims' gives the same rows as lines",
        ],
    )


def run(data: str, *keys: tuple[str, str | int], env: dict[str, str] | None = None) -> Session:
    """Run the program on a terminal, and press keys."""
    return at_keys([*COMMAND, "browse", "-d", data], keys, env={**os.environ, **(env or {})})


@pytest.mark.parametrize(
    ("pressed", "code"),
    [
        ("q", 0),
        ("\x03", 130),
        (signal.SIGTERM, 143),
        (signal.SIGHUP, 129),
        (signal.SIGINT, 130),
        (signal.SIGQUIT, 131),
    ],
)
@pytest.mark.slow
def test_the_terminal_is_left_as_it_was(data: str, pressed: str | int, code: int) -> None:
    session = run(data, ("Trains are late.", pressed))
    assert (session.code, session.left) == (code, True)


_FAILS = """
import sys
from coalition_cli.__main__ import main
from coalition_cli.browsing import acts
def fails(view): raise RuntimeError("the secret [bold]")
acts.cleared.__code__ = fails.__code__
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_the_terminal_is_left_as_it_was_after_an_exception(data: str) -> None:
    command = [sys.executable, "-c", _FAILS, "browse", "-d", data]
    session = at_keys(command, [("Trains are late.", "c")], env=dict(os.environ))
    assert (session.code, session.left) == (1, True)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", session.sent)  # Python 3.13 colours a traceback
    assert plain.rstrip().endswith("RuntimeError: the secret [bold]")
    assert session.sent.rindex("\x1b[?1049l") < session.sent.rindex("Traceback")


@pytest.mark.slow
def test_without_colour_no_colour_is_sent(data: str) -> None:
    plain = run(data, ("Trains are late.", "q"), env={"NO_COLOR": "1"}).sent
    coloured = run(data, ("Trains are late.", "q")).sent
    colour = r"\x1b\[(?:\d+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[0-9;]+)(?:;\d+)*m"
    assert re.findall(colour, plain) == []
    found = set(re.findall(colour, coloured))
    assert found
    assert not any("38;" in one or "48;" in one for one in found)  # no more than 16 colours


@pytest.mark.slow
def test_the_editor_gets_an_absolute_path_and_no_shell(data: str, tmp_path: Path) -> None:
    editor = tmp_path / "my editor"
    editor.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {tmp_path}/told\necho >> "$2"\n')
    editor.chmod(0o755)
    named = f"'{editor}' $(touch {tmp_path}/ran)"
    session = run(data, ("Trains are late.", "e"), ("Trains", "q"), env={"EDITOR": named})
    assert (session.code, session.left) == (0, True)
    assert (tmp_path / "told").read_text() == f"$(touch|{tmp_path}/ran)|{tmp_path}/claims.yaml|"
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("editor", "why"),
    [
        ("none", "the editor cannot be started: no such file or directory"),
        ("false", "the editor 'false' ended with the code 1"),
        ("vi 'x", "the editor cannot be started"),
    ],
)
@pytest.mark.slow
def test_the_screen_comes_back_from_an_editor_that_fails(data: str, editor: str, why: str) -> None:
    keys = [("Trains are late.", "e"), (why, "u"), ("2 claims", "q")]
    session = run(data, *keys, env={"VISUAL": editor})
    assert (session.code, session.left) == (0, True)


@pytest.mark.slow
def test_an_address_is_opened_in_the_browser_of_the_user(data: str, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/opened\n')
    browser.chmod(0o755)
    keys = [("Trains are late.", "o"), ("2  https", "2"), ("opened https", "q")]
    session = run(data, *keys, env={"BROWSER": str(browser)})
    assert (session.code, session.left) == (0, True)
    assert (tmp_path / "opened").read_text() == "https://echo.example/2\n"


@pytest.mark.slow
def test_the_wheel_moves_the_cursor_and_what_is_copied_goes_to_the_terminal(data: str) -> None:
    wheel, late = "\x1b[<65;5;6M", b64encode(b"late").decode()
    keys = [("Trains are late.", wheel), (">", "y"), ("JSON", "i"), (f"\x1b]52;c;{late}", "q")]
    session = run(data, *keys)
    assert (session.code, session.left) == (0, True)


@pytest.mark.slow
def test_claims_come_through_a_pipe_and_keys_from_the_terminal(data: str) -> None:
    script = f'cat {data} | "$0" -m coalition_cli browse -d -'
    command = ["sh", "-c", script, sys.executable]
    session = at_keys(command, [("Trains are late.", "q")], env=dict(os.environ))
    assert (session.code, session.left) == (0, True)


_WITHOUT = """
import sys
sys.modules["textual"] = None
from coalition_cli.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_without_textual_it_says_what_to_install(data: str) -> None:
    command = [sys.executable, "-c", _WITHOUT, "browse", "-d", data]
    session = at_keys(command, [], env=dict(os.environ))
    assert (session.code, session.sent) == (
        2,
        "coalition: browse needs Textual, which is not installed\r\n"
        "install it beside coalition: pip install textual\r\n",
    )
