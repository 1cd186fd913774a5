"""The quotations that are offered of a text, each with who says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.assembling.picking import quotations_to_pick
from coalition_cli.verifying import ArticleText, StatedPlace, verify, verify_partial
from coalition_cli.verifying.holding import held
from coalition_cli.verifying.picking import Pick

from .records import any_text

_STRETCHES = st.sampled_from(
    [
        "We go",
        "but not now",
        "yes",
        "the port [of Lund]",
        "$5 million",
        "… and on",
        "3.5",
        "‘so’",
        "—",
    ]
)
_ATTRIBUTIONS = st.sampled_from(
    [
        " she said, ",
        " said Ana Ruiz. ",
        ", not ",
        " — сказав мер. — ",
        ": ",
        " ",
        "\n\n",
        "\n",
        ". He ",
    ]
)
_MARKS = st.sampled_from(
    [("“", "”"), ("“", ",”"), ('"', '"'), ("„", ".“"), ("« ", " »"), ("“", "")]
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“The dam holds,” said the mayor of Ravenna on Monday.",
         [("The dam holds", "the mayor of Ravenna")]),
        ("“The dam holds,” Bo Lind, who is ill, said on Monday. “It is new.”",
         [("The dam holds", "Bo Lind"), ("It is new.", "Bo Lind")]),
        ("“The dam,” she said, “is safe.” “Is it?” asked Bo Lind.",
         [("The dam … is safe.", "she"), ("Is it?", "Bo Lind")]),
        ("“We will go,” she said, not smiling, “but not now.”",  # a cut would hide the `not`
         [("We will go", "she"), ("but not now", "she")]),
        ("In a speech on Monday, the engineer Bo Lind also said: “The dam holds.”",
         [("The dam holds.", "the engineer Bo Lind")]),
        ("The dam, Lind said, is “very safe.”", [("very safe", "Lind")]),
        ("The dam is “very safe”, according to two engineers.", [("very safe", "two engineers")]),
        ("According to Mr. B. Lind of the E.U., the dam is “safe”.",
         [("safe", "Mr. B. Lind of the E.U.")]),
        ("A clerk, who spoke without a name because she was not allowed to, said it is “old”.",
         [("old", "A clerk")]),
        ("Two clerks, speaking anonymously as they are not allowed to, said it is “old”.",
         [("old", "Two clerks")]),
        ("Many consider it a “success”.", [("success", "Many")]),
        ("The dam of the “New Coast” was built in the United States.", [("New Coast", "")]),
        ("Lind continued:\n\n“The dam holds.”", [("The dam holds.", "Lind")]),
        ("Lind: “The dam holds.”", [("The dam holds.", "Lind")]),
        ("— Дамба тримає, — сказав мер. — Так.", [("Дамба тримає", "мер"), ("Так.", "мер")]),
        ("— Le barrage tient, dit le maire.", [("Le barrage tient", "le maire")]),
        ("« Il tient », a déclaré Ana Ruiz lundi.", [("Il tient", "Ana Ruiz")]),
        ("„Der Damm hält“, sagte Ana Ruiz am Montag.", [("Der Damm hält", "Ana Ruiz")]),
        ("“It holds,” said Ana Ruiz. “Does it?” asked Bo Lind.",
         [("It holds", "Ana Ruiz"), ("Does it?", "Bo Lind")]),
        ("The dam “holds well,” Ana Ruiz, the mayor, who built it, said.",
         [("holds well", "Ana Ruiz, the mayor")]),
        ("„Der Damm“, so die Ministerin, „hält.“", [("Der Damm … hält.", "die Ministerin")]),
        ("За словами мера, дамба «цілком безпечна».", [("цілком безпечна", "мера")]),
        ("La ministre Ana Ruiz a affirmé : « Il tient. »", [("Il tient.", "La ministre Ana Ruiz")]),
        ("«No hay salida», dijo la alcaldesa.", [("No hay salida", "la alcaldesa")]),
        ("Ruiz añadió: «Será en mayo».", [("Será en mayo", "Ruiz")]),
        ("“Non abbiamo scelta”, ha detto la sindaca. “È finita”.",
         [("Non abbiamo scelta", "la sindaca"), ("È finita", "la sindaca")]),
        ("„To koniec” – powiedziała burmistrz Ana Ruiz.", [("To koniec", "burmistrz Ana Ruiz")]),
        ("“Nu avem de ales”, a declarat primarul.", [("Nu avem de ales", "primarul")]),
        ("市长说：“大坝很安全。”", [("大坝很安全。", "市长")]),
        ("“The dam holds.\n\n“It is new,” said Ana Ruiz.",
         [("The dam holds.\n\n“It is new", "Ana Ruiz")]),
        ("A “go” and a “go”, “…” and “!”.", [("go", "")]),
        ("", []),
    ],
)  # fmt: skip
def test_quotations_are_offered_in_order_with_the_words_for_who_says_them(
    content: str, expected: list[tuple[str, str]]
) -> None:
    assert [(pick.quote, pick.attribution) for pick in quotations_to_pick(content)] == expected


def test_a_paragraph_is_counted_as_verify_counts_it() -> None:
    content = "The dam\n\n“It holds,” said Ana Ruiz.\n\nBo Lind called it “new”."
    assert quotations_to_pick(content) == [
        Pick("It holds", 2, "Ana Ruiz", "said"),
        Pick("new", 3, "Bo Lind", "called", "Bo Lind called it “new”"),
    ]


@pytest.mark.parametrize(
    ("content", "wordings"),
    [
        ("The port is shut. Many consider it a “heavy blow” to trade! It is.",
         ["Many consider it a “heavy blow” to trade"]),
        ("The dam, Lind said, is “very safe.” It holds.", ["The dam, Lind said, is “very safe.”"]),
        ("The “old”\nand the “new” dam", ["", "The “old” and the “new” dam"][1:] * 2),
        ("Il est « très content », dit-il. Oui.", ["Il est « très content », dit-il"]),
        ("He said: “we will go”, and left.", [""]),  # speech of its own
        ("“the dam,” she said, “is safe.”", [""]),
        ("“Dams hold,” she said.", [""]),
        ("Dr. A. Lind sees “no risk” at St. Ives.", ["Dr. A. Lind sees “no risk” at St. Ives"]),
        ("He called it “so”, “", [""]),  # the sentence would have a mark without the other
        ("The dam has " + "many " * 40 + "“old” parts.", [""]),  # too long for one claim
        ("他称之为“灾难”。", [""]),  # without capitals nothing shows what is a part
    ],
)  # fmt: skip
def test_a_quotation_that_is_a_part_of_a_sentence_is_offered_with_it(
    content: str, wordings: list[str]
) -> None:
    assert [pick.wording for pick in quotations_to_pick(content)] == wordings


def test_a_quotation_that_recurs_is_offered_with_its_offset_and_its_page() -> None:
    content = "An “odd” day.\f\nNo “odd” one, oddly.\n\n\fIt was “cold”."
    assert [(pick.quote, pick.offset, pick.locator) for pick in quotations_to_pick(content)] == [
        ("odd", 4, "p. 1"),
        ("odd", 19, "p. 2"),
        ("cold", 0, "p. 3"),
    ]


@given(
    st.lists(st.tuples(_MARKS, _STRETCHES, _ATTRIBUTIONS) | any_text, max_size=8),
)
def test_verify_finds_each_quotation_exact_in_its_paragraph(parts: list[object]) -> None:
    content = "".join(
        part if isinstance(part, str) else f"{part[0][0]}{part[1]}{part[0][1]}{part[2]}"  # type: ignore[index]
        for part in parts
    )
    article = ArticleText(content)
    for pick in quotations_to_pick(content):
        place = StatedPlace(pick.paragraph, pick.offset or None)
        verdict = verify(article, pick.quote, place, quoted=True)
        assert (verdict.status, verdict.reason) == ("exact", None)
        if pick.wording:
            around, inside = verify_partial(article, pick.wording, pick.quote, place)
            assert around.status in ("exact", "typographic")
            assert (inside.status, inside.reason) == ("exact", None)
            assert held(pick.wording, pick.quote)
        assert " ".join(pick.attribution.split()) in " ".join(content.split())


@pytest.mark.parametrize("blank", [chr(code) for code in range(0x3001) if chr(code).isspace()])
def test_a_line_of_any_blank_is_empty(blank: str) -> None:
    content = (
        f"“We go to Lund now,” Ann said, and\nwent home to the\n{blank}\nport of the “old” town and"
    )
    assert [pick.quote for pick in quotations_to_pick(content)] == ["We go to Lund now", "old"]


def test_a_book_full_of_quotations_is_read_to_a_bound() -> None:
    repeated = "“a,” b said, " * 3_000
    assert len(quotations_to_pick(repeated)) <= 2_000
