"""The values of the browser: views, what keys do to them, facets as words, a query as a line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.browsing import acts, drawing
from coalition_cli.browsing.begun import begun
from coalition_cli.browsing.facets import Choice, Facet, chosen, toggled, without
from coalition_cli.browsing.keys import KEYS, Effect, briefly, key_of, shown
from coalition_cli.browsing.line import line_of, words_of
from coalition_cli.browsing.view import (
    END,
    LISTS,
    Found,
    Pane,
    Place,
    Sheet,
    View,
    Window,
    asked,
    at,
    found,
    sized,
    topped,
)
from coalition_cli.model import SECTIONS

ROWS = tuple({"id": f"c{number}", "text": "It rains.", "anonymous": None} for number in range(40))
FULL = found(acts.starting(("rain",)), Found(Window(0, ROWS), 40, True, lines=50))


def placed(row: int, top: int, words: tuple[str, ...] = ("rain",)) -> dict[str, Place]:
    return {"claims": Place(words, row, top)}


def test_the_first_view_asks_for_the_words_of_the_command_line() -> None:
    assert acts.starting(("red", "topic:nato")) == View(
        places={"claims": Place(("red", "topic:nato"))}
    )


# 24 lines, of which the list has 20, with two lines for each claim: ten rows.
@pytest.mark.parametrize(
    ("act", "row", "top"),
    [
        (lambda view: at(view, 9), 9, 0),
        (lambda view: at(view, 10), 10, 1),
        (lambda view: at(view, -3), 0, 0),
        (lambda view: at(view, 99), 39, 30),
        (acts.to_last, 39, 30),
        (lambda view: acts.paged(view, 1), 9, 0),
        (lambda view: acts.paged(acts.paged(view, 1), 1), 18, 9),
        (lambda view: acts.to_first(acts.to_last(view)), 0, 0),
        (lambda view: acts.moved(at(at(view, 20), 15), -5), 10, 10),
        (lambda view: topped(view, 12), 12, 12),
        (lambda view: topped(view, 99), 30, 30),
        (lambda view: topped(at(view, 39), 0), 9, 0),
    ],
)
def test_the_cursor_stays_on_a_row_and_the_screen_follows_it(
    act: object, row: int, top: int
) -> None:
    assert callable(act)
    assert act(FULL) == FULL._replace(places=placed(row, top))


def test_a_cursor_at_the_end_of_a_list_that_is_not_counted_waits_for_the_count() -> None:
    view = FULL._replace(found=FULL.found._replace(total=1_001, counted=False))
    waiting = acts.to_last(view)
    assert waiting.place.row == END
    now = found(waiting, waiting.found._replace(total=2_000, counted=True))
    assert now.place == Place(("rain",), 1_999, 1_990)


def test_a_page_is_scrolled_as_far_as_it_has_lines() -> None:
    view = acts.read(FULL)  # 21 lines of 50
    assert acts.moved(view, 3) == view._replace(scroll=3)
    assert acts.to_last(view) == view._replace(scroll=29)
    assert acts.stepped(acts.to_last(view), 1) == view._replace(places=placed(1, 0))


def test_another_question_begins_at_the_first_row_and_knows_nothing_yet() -> None:
    facets = (Facet("topic", (Choice("topic:a", "a", 3),)),)
    view = at(FULL._replace(found=FULL.found._replace(facets=facets)), 12)
    assert asked(view, ("snow",)) == view._replace(
        places=placed(0, 0, ("snow",)), found=Found(facets=facets)
    )


def test_each_list_keeps_its_place() -> None:
    there = acts.listed(at(FULL, 12), "speakers")
    assert there == FULL._replace(section="speakers", places=placed(12, 3), found=Found())
    assert acts.listed(there, "claims").place == Place(("rain",), 12, 3)


def test_what_is_typed_can_be_kept_or_undone() -> None:
    view = acts.typed(at(FULL, 4))
    now = found(acts.spelt(view, ("rain", "or"), unfinished=True), FULL.found)
    assert (now.asked, now.ranked, now.pane) == (("rain", "or*"), False, Pane.QUERY)
    assert acts.restored(now).place == Place(("rain",), 4, 0)
    kept = acts.entered(now)
    assert (kept.words, kept.asked, kept.ranked) == (("rain", "or*"), ("rain", "or*"), True)
    assert kept.found == now.found  # until the best matches are known
    ended = acts.entered(acts.spelt(view, ("rain", "or"), unfinished=False))
    assert ended.words == ("rain", "or")


def test_a_query_that_cannot_be_asked_is_not_kept() -> None:
    view = acts.typed(FULL)._replace(found=Found(hints=("no field 'x'",), failed=True))
    assert acts.entered(view) == view


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (("gree",), ("gree*",)),
        (("source:pol",), ("source:pol*",)),
        (("kind:pos",), ("kind:pos*",)),
        (("red", "topic:nato,gre"), ("red", "topic:nato,gre*")),
        (("gree*",), ("gree*",)),
        (("not:gree",), ("not:gree",)),
        (("origins:1",), ("origins:1",)),
        (("date:2026",), ("date:2026",)),
        (("nofield:x",), ("nofield:x",)),
        (("topic:",), ("topic:",)),
        (("red", "OR"), ("red", "OR")),
        ((), ()),
    ],
)
def test_the_word_that_is_typed_is_the_beginning_of_one(
    words: tuple[str, ...], asked: tuple[str, ...]
) -> None:
    assert begun("claims", words) == asked


def test_marks_are_kept_over_questions_and_lists() -> None:
    view = acts.marked(acts.marked(FULL))
    assert view == FULL._replace(
        marks=frozenset({("claims", "c0"), ("claims", "c1")}), places=placed(2, 0)
    )
    assert acts.marked(at(view, 0)).marks == {("claims", "c1")}
    assert acts.listed(view, "topics").marked == ()
    assert acts.unmarked(view).marks == frozenset()


def test_sheets_and_panes() -> None:
    assert acts.shown(FULL, Sheet.DRIFT) == FULL._replace(sheet=Sheet.DRIFT, pane=Pane.PAGE)
    wide = sized(FULL, 140, 40)
    assert acts.shown(wide, Sheet.DRIFT) == wide._replace(sheet=Sheet.DRIFT)
    assert acts.shown(acts.shown(wide, Sheet.DRIFT), Sheet.DRIFT) == wide
    assert acts.back(acts.back(acts.shown(FULL, Sheet.DRIFT))) == FULL
    assert acts.back(acts.shown(FULL, Sheet.HELP)) == FULL
    assert [acts.across(wide).pane, acts.across(acts.across(wide)).pane] == [Pane.PAGE, Pane.LIST]


def test_facets_are_of_claims() -> None:
    assert acts.faceted(FULL) == FULL._replace(faceted=True, pane=Pane.FACETS)
    told = acts.faceted(acts.listed(FULL, "topics"))
    assert (told.faceted, told.said) == (False, ("facets are of claims: 1 lists them",))
    assert acts.faceted(acts.faceted(FULL)) == FULL


def test_a_narrow_screen_shows_one_part_and_a_wide_one_all() -> None:
    assert FULL.shows == {Pane.LIST}
    assert acts.read(FULL).shows == {Pane.PAGE}
    wide = acts.faceted(sized(FULL, 140, 40))
    assert wide.shows == {Pane.LIST, Pane.PAGE, Pane.FACETS}
    assert sum(wide.widths.values()) == 140


@pytest.mark.parametrize(
    ("words", "choice", "then"),
    [
        ((), "topic:a", ("topic:a",)),
        (("topic:a",), "topic:a", ()),
        (("topic:a", "red"), "topic:b", ("topic:a,b", "red")),
        (("topics:a,B", "red"), "topic:b", ("topic:a", "red")),
        (("topic:a",), "not:topic:*", ("topic:a", "OR", "not:topic:*")),
        (("topic:a", "OR", "not:topic:*", "x"), "topic:a", ("not:topic:*", "x")),
        (("topic:a",), "topic:x,y", ("topic:a", "OR", "topic:x,y")),
        (("topic:a", "OR", "topic:x,y"), "topic:x,y", ("topic:a",)),
        (("red", "OR", "topic:a"), "topic:b", ("red", "OR", "topic:a", "topic:b")),
        (("not:topic:a",), "topic:b", ("not:topic:a", "topic:b")),
        (("source:a",), "anonymous:true", ("source:a", "anonymous:true")),
    ],
)
def test_choices_become_words_of_the_query(
    words: tuple[str, ...], choice: str, then: tuple[str, ...]
) -> None:
    assert toggled(words, choice, ["topic:x,y"]) == then


VALUES = st.sampled_from(["topic:a", "topic:b", "topic:x,y", "not:topic:*", "source:s"])


@given(st.lists(VALUES))
def test_choosing_twice_changes_nothing(choices: list[str]) -> None:
    known = ["topic:a", "topic:b", "topic:x,y"]
    words: tuple[str, ...] = ("red",)
    for choice in choices:
        before = words
        words = toggled(words, choice, known)
        assert set(chosen(words, "topic", known)) ^ set(chosen(before, "topic", known)) <= {choice}
        again = toggled(words, choice, known)
        assert sorted(chosen(again, "topic", known)) == sorted(chosen(before, "topic", known))
    assert "red" in without(words, "topic")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("red lines", ("red", "lines")),
        ('"red lines" x', ("red lines", "x")),
        ("don't panic", ("don't", "panic")),
        ("speaker:'Ana Ruiz'", ("speaker:Ana Ruiz",)),
        ('"open', ("open",)),
        ("'\"as it stands\"'", ('"as it stands"',)),
        (r"a\ b", ("a\\", "b")),
        ("  ", ()),
    ],
)
def test_a_line_has_the_words_that_a_shell_would_read(line: str, words: tuple[str, ...]) -> None:
    assert words_of(line) == words


@given(st.lists(st.text(alphabet="ab'\" :,\\\t*", min_size=1)))
def test_the_line_of_words_has_these_words(words: list[str]) -> None:
    assert words_of(line_of(words)) == tuple(words)


def test_a_key_means_one_thing_in_each_pane() -> None:
    for pane in Pane:
        found = [(pressed, key) for key in KEYS if pane in key.panes for pressed in key.keys]
        for pressed, _ in found:
            alike = [key for other, key in found if other == pressed]
            narrowest = min(len(key.panes) for key in alike)
            assert [len(key.panes) for key in alike].count(narrowest) == 1


def test_each_effect_has_a_key_and_each_list_its_number() -> None:
    assert {key.act for key in KEYS if isinstance(key.act, Effect)} == set(Effect)
    assert set(LISTS) <= set(SECTIONS)
    for number, name in enumerate(LISTS, start=1):
        key = key_of(str(number), Pane.LIST)
        assert key is not None
        assert key.name == name


def test_help_has_every_key_with_its_meaning() -> None:
    told = "\n".join("".join(piece.text for piece in line) for line in drawing.help_lines(100))
    for key in KEYS:
        names = "1–9" if len(key.keys) >= 6 else ", ".join(map(shown, key.keys))
        assert re.search(
            f"{re.escape(names)} +{re.escape(key.name)} +{re.escape(key.meaning)}", told
        )


def test_the_footer_has_the_keys_of_its_pane_first() -> None:
    assert [key.name for key in briefly(Pane.QUERY)] == ["keep", "undo"]
    assert [key.name for key in briefly(Pane.YANK)] == [
        "id",
        "JSON",
        "citation",
        "quote",
        "leave it",
    ]
    pieces = drawing.keys(acts.starting(()))
    assert "".join(piece.text for piece in pieces).endswith(" q quit ")
    assert drawing.key_at(pieces, 2) == "enter"


def test_the_cursor_of_the_facets_stays_on_its_choice() -> None:
    few = (Choice("topic:a", "a", 3), Choice("topic:b", "b", 2))
    view = found(FULL, FULL.found._replace(facets=(Facet("topic", few),)))._replace(choice=1)
    turned = found(view, view.found._replace(facets=(Facet("topic", few[::-1]),)))
    assert turned.choice == 0
    assert found(turned, turned.found._replace(facets=())).choice == 0
