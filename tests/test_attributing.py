"""What an article says in whose words: sentence by sentence, in short notation.

An attribution is written `kind | source | cue | stretch … stretch`.
"""

import pytest

from coalition_cli.attributing import Attributed, Certainty, attributed
from coalition_cli.verifying import ArticleText


def found(text: str, *, stances: bool = False) -> Attributed:
    """Return the attributions of an English text."""
    return attributed(ArticleText(text), stances=stances)


def notation(text: str, *, stances: bool = False) -> list[str]:
    """Return the attributions of an English text in short notation."""
    return [
        " | ".join(
            [
                one.kind.value,
                *(
                    " … ".join(text[slice(*span)] for span in spans)
                    for spans in (one.source, one.cue, one.content)
                ),
            ]
        )
        for one in found(text, stances=stances).attributions
    ]


QUOTED = {
    # Where the verb stands.
    "“We will go,” said Ana Ruiz, the mayor of Bari.": [
        "direct | Ana Ruiz, the mayor of Bari | said | “We will go,”"
    ],
    "Ana Ruiz said: “We will go.”": ["direct | Ana Ruiz | said | “We will go.”"],
    "Ana Ruiz's verdict: “It is a bad joke.”": ["direct | Ana Ruiz | : | “It is a bad joke.”"],
    "“We will go,” Ana Ruiz, however, said.": ["direct | Ana Ruiz | said | “We will go,”"],
    "“I did,” said Ana Ruiz; “I did not,” said Jan Roe.": [
        "direct | Ana Ruiz | said | “I did,”",
        "direct | Jan Roe | said | “I did not,”",
    ],
    "Crowds carried signs that said “Save our pier.”": ["direct | signs | said | “Save our pier.”"],
    "An official who asked not to be named because she fears for her job said “we go”.": [
        "direct | An official who asked not to be named because she fears for her job | said"
        " | “we go”"
    ],
    "Council leader Omar Said tweeted: “We go.”": [
        "direct | Council leader Omar Said | tweeted | “We go.”"
    ],
    "Ana Ruiz plays a spy who says “nothing is true”.": [
        "direct | a spy | says | “nothing is true”"
    ],
    "Ana Ruiz: “We will go.”": ["direct | Ana Ruiz | : | “We will go.”"],
    "Jan Roe left. “Why?” asked Ana Ruiz.": ["direct | Ana Ruiz | asked | “Why?”"],
    "“Will we go?” Ana Ruiz asked.": ["direct | Ana Ruiz | asked | “Will we go?”"],
    "“We will go,” a friend, Ana Ruiz said.": [
        "direct | a friend, Ana Ruiz | said | “We will go,”"
    ],
    "As Ana Ruiz put it, “all is lost.”": ["direct | Ana Ruiz | put it | “all is lost.”"],
    "“We will go,” recalled Ana Ruiz.": ["direct | Ana Ruiz | recalled | “We will go,”"],
    "“We will go,” Ana Ruiz told the Harbour Times.": ["direct | Ana Ruiz | told | “We will go,”"],
    # One attribution with its stretches.
    "“We will go,” Ana Ruiz said. “We will win.”": [
        "direct | Ana Ruiz | said | “We will go,” … “We will win.”"
    ],
    "“We will go,” Ana Ruiz said, “if the ferry sails.”": [
        "direct | Ana Ruiz | said | “We will go,” … “if the ferry sails.”"
    ],
    "“We will go,” Ana Ruiz said. “We will win.” Then she left. “It is late,” Jan Roe said.": [
        "direct | Ana Ruiz | said | “We will go,” … “We will win.”",
        "direct | Jan Roe | said | “It is late,”",
    ],
    # Over paragraphs: after a colon, and where the mark opens each paragraph.
    "Ana Ruiz wrote to the council:\n\n“We will go. We will win.”": [
        "direct | Ana Ruiz | wrote | “We will go. We will win.”"
    ],
    "“We will go,” Ana Ruiz said. “The ferry is old.\n\n“It will sail.”": [
        "direct | Ana Ruiz | said | “We will go,” … “The ferry is old. … “It will sail.”"
    ],
    # Other marks, and marks within marks.
    "''We will go,'' said Ana Ruiz. ''We will win.''": [
        "direct | Ana Ruiz | said | ''We will go,'' … ''We will win.''"
    ],
    '"We will go," said Ana Ruiz.': ['direct | Ana Ruiz | said | "We will go,"'],
    "“Ana told me, ‘We will go,’” Jan Roe said.": [
        "direct | Jan Roe | said | “Ana told me, ‘We will go,’”"
    ],
    # A part of a sentence.
    "Ana Ruiz said the plan was “dead and buried.”": [
        "partial | Ana Ruiz | said | the plan was “dead and buried.”"
    ],
    "Ana Ruiz called the plan “dead and buried.”": [
        "partial | Ana Ruiz | called | the plan “dead and buried.”"
    ],
    "The plan is “dead and buried,” according to Ana Ruiz.": [
        "partial | Ana Ruiz | according to | The plan is “dead and buried,”"
    ],
    "The ferry, Ana Ruiz said, “is full to the brim.”": [
        "partial | Ana Ruiz | said | The ferry … “is full to the brim.”"
    ],
    "What Ana Ruiz called “a great day” was a disaster.": [
        "direct | Ana Ruiz | called | “a great day”"
    ],
    "“There is no plan,” Ana Ruiz said; another said there was “no money.”": [
        "direct | Ana Ruiz | said | “There is no plan,”",
        "partial | another | said | there was “no money.”",
    ],
    "The mayor, who is 62, says the bridge, built in 1901, is “beyond repair.”": [
        "partial | The mayor | says | the bridge, built in 1901, is “beyond repair.”"
    ],
    "Her claim that the ferry was “full to the brim” was denied.": [
        "partial | Her | claim | that the ferry was “full to the brim”"
    ],
}
REPORTED = {
    "Ana Ruiz, the mayor of Bari, said on Monday that the ferry was full.": [
        "reported | Ana Ruiz, the mayor of Bari, | said | that the ferry was full"
    ],
    "Ana Ruiz said the ferry was full.": ["reported | Ana Ruiz | said | the ferry was full"],
    "The ferry is full, Ana Ruiz said on Monday.": [
        "reported | Ana Ruiz | said | The ferry is full"
    ],
    "The ferry, Ana Ruiz said, is full.": ["reported | Ana Ruiz | said | The ferry … is full"],
    "The ferry is full, as Ana Ruiz said.": ["reported | Ana Ruiz | said | The ferry is full"],
    "NORTHPORT — The ferry is full, Ana Ruiz said.": [
        "reported | Ana Ruiz | said | The ferry is full"
    ],
    "ROME, May 3 (ANSA) — The ferry is full, Ana Ruiz said.": [
        "reported | Ana Ruiz | said | The ferry is full"
    ],
    # Phrases.
    "According to Ana Ruiz, the ferry is full.": [
        "reported | Ana Ruiz | According to | the ferry is full"
    ],
    "According to people who know how the port works, the ferry is full.": [
        "reported | people | According to | the ferry is full"
    ],
    "The ferry is full, according to two people briefed on the talks.": [
        "reported | two people briefed on the talks | according to | The ferry is full"
    ],
    "In her view, the ferry is full.": ["reported | her | In her view | the ferry is full"],
    "The ferry is full, in Ana Ruiz’s opinion.": [
        "reported | Ana Ruiz | in Ana Ruiz’s opinion | The ferry is full"
    ],
    "In the words of Ana Ruiz, it is over.": ["reported | Ana Ruiz | In the words of | it is over"],
    # Verbs without a subject of their own.
    "Ana Ruiz praised the plan, saying it would work.": [
        "reported | Ana Ruiz | praised | the plan",
        "reported | Ana Ruiz | saying | it would work",
    ],
    "Ana Ruiz went on to say that the ferry was full.": [
        "reported | Ana Ruiz | to say | that the ferry was full"
    ],
    "Ana Ruiz met the council and said the ferry was full.": [
        "reported | Ana Ruiz | said | the ferry was full"
    ],
    "Ana Ruiz, who said the ferry was full, left the room.": [
        "reported | Ana Ruiz | said | the ferry was full"
    ],
    "The council was told by Ana Ruiz that the ferry was full.": [
        "reported | Ana Ruiz | was told | that the ferry was full"
    ],
    "It was reported that the ferry was full.": [
        "reported |  | was reported | that the ferry was full"
    ],
    # Two speakers in a sentence.
    "The ferry, officials said, was full, but Ana Ruiz said it was empty.": [
        "reported | officials | said | The ferry … was full",
        "reported | Ana Ruiz | said | it was empty",
    ],
    "After Ana Ruiz said the ferry was full, the crew left.": [
        "reported | Ana Ruiz | said | the ferry was full"
    ],
    # The sentence before.
    "The ferry is full. This was reported by the Harbour Times.": [
        "reported | the Harbour Times | was reported | The ferry is full"
    ],
    "The ferry is full, the Harbour Times reported, citing two officials.": [
        "reported | two officials | reported | The ferry is full"
    ],
}
LAYOUTS = {
    # Paragraphs that one line break parts.
    "The ferry is old, and the council of Bari has known it for a very long time indeed.\n"
    "“We will close it,” said Ana Ruiz. “Nobody likes it.”\n"
    "Jan Roe said he would miss it.\n": [
        "direct | Ana Ruiz | said | “We will close it,” … “Nobody likes it.”",
        "reported | Jan Roe | said | he would miss it",
    ],
    "RUIZ: Will it sail?\n\nROE: It will.\n\n(CROSSTALK)\n\nRUIZ: When?": [
        "direct | RUIZ | : | Will it sail?",
        "direct | ROE | : | It will.",
        "direct | RUIZ | : | When?",
    ],
    "“RUIZ: Will it sail?\n\n“ROE (in Italian): It will.": [
        "direct | RUIZ | : | Will it sail?",
        "direct | ROE | : | It will.",
    ],
    "“The ferry is old.” – Ana Ruiz, teacher, 34\n\n“It sails.”― Jan Roe": [
        "direct | Ana Ruiz, teacher, 34 | – | “The ferry is old.”",
        "direct | Jan Roe | ― | “It sails.”",
    ],
    "“Good riddance.” — a neighbour": ["direct | a neighbour | — | “Good riddance.”"],
    "“The ferry is old.”\n\n— Ana Ruiz": ["direct | Ana Ruiz | — | “The ferry is old.”"],
    "The ferry is old — Ana Ruiz (@ana_ruiz) May 3, 2031": [
        "direct | Ana Ruiz | — | The ferry is old"
    ],
    "Ruiz: ferry will sail\n\nAna Ruiz left on Monday.": ["direct | Ruiz | : | ferry will sail"],
}
TRAPS = {
    "Sen. Ana Ruiz (R-Fla.) said the bridge was old.": [
        "reported | Sen. Ana Ruiz (R-Fla.) | said | the bridge was old"
    ],
    "Ana Ruiz, a lawyer in Houston, Texas, who once ran for mayor, said it was old.": [
        "reported | Ana Ruiz, a lawyer in Houston, Texas | said | it was old"
    ],
    "Politico reports that the ferry is full.": [
        "reported | Politico | reports | that the ferry is full"
    ],
    # Nouns that look like verbs, titles, names.
    "The latest reports from the port are good.": [],
    "His claims were read by the court.": [],
    "She read “The Old Man and the Sea” on the ferry.": [],
    "He spoke on “Meet the Nation,” a show.": [],
    "A group called “Forward Together” was founded.": [],
    'She wore a "good" coat.': [],
    '<img alt="a full ferry at night">': [],
    # A name for words that are said is no title.
    "The crowd chanted “Four More Years.”": ["direct | The crowd | chanted | “Four More Years.”"],
}


@pytest.mark.parametrize(("text", "expected"), (QUOTED | REPORTED | LAYOUTS | TRAPS).items())
def test_attributions_of_a_text(text: str, expected: list[str]) -> None:
    assert notation(text) == expected


def test_beliefs_and_plans_come_only_if_they_are_wanted() -> None:
    text = "Ana Ruiz hopes to win. Jan Roe increasingly believes that the ferry is full."
    assert notation(text) == []
    assert notation(text, stances=True) == [
        "stance | Ana Ruiz | hopes | to win",
        "stance | Jan Roe | increasingly believes | that the ferry is full",
    ]


def test_a_quotation_without_a_verb_of_saying_has_its_clause_and_no_speaker() -> None:
    text = "The harbour is the “oldest of all places in the world”, and the ferry is new."
    (one,) = found(text).attributions
    assert notation(text) == [
        "partial |  |  | The harbour is the “oldest of all places in the world”"
    ]
    assert (one.speaker, one.certainty, one.reason) == (None, Certainty.OPEN, "no verb of saying")


def test_a_quotation_goes_on_with_the_speaker_of_the_sentence_before() -> None:
    text = "Ana Ruiz said the ferry was full. So it was time for “a first step back to the shore.”"
    said, went_on = found(text).attributions
    assert said.speaker == went_on.speaker is not None
    assert went_on.certainty is Certainty.TAKEN
    assert went_on.reason == "no verb of saying, taken as Ana Ruiz (sentence before)"


@pytest.mark.parametrize(
    "before",
    ["In an interview with the Quay", "But at a rally in Bari", "Speaking on a visit to the port"],
)
def test_a_phrase_at_the_head_of_a_sentence_is_not_who_speaks(before: str) -> None:
    assert notation(f"{before}, the mayor of Bari, Ana Ruiz, said the boat was old.") == [
        "reported | the mayor of Bari, Ana Ruiz, | said | the boat was old"
    ]
    assert notation("With tears in her eyes, the owner, Ana Ruiz, said “we go”.") == [
        "direct | the owner, Ana Ruiz, | said | “we go”"
    ]


@pytest.mark.parametrize(
    "before",
    [
        "Her husband, the fisherman Ben Okafor, disagrees",
        "Ana Ruiz’s verdict",
        "The sign was clear",
    ],
)
def test_a_quotation_after_a_colon_is_said_however_short(before: str) -> None:
    assert [each.split(" | ")[-1] for each in notation(f"{before}: “They left.”")] == [
        "“They left.”"
    ]


@pytest.mark.parametrize(
    "source",
    ["one of the clerks", "one of the clerks, a sailor", "some of them", "many of the clerks"],
)
def test_a_part_of_many_speaks_after_its_verb(source: str) -> None:
    assert notation(f"“We will go,” said {source}.") == [
        f"direct | {source} | said | “We will go,”"
    ]
    assert notation(f"Ana Ruiz said {source} had gone.") == [
        f"reported | Ana Ruiz | said | {source} had gone"
    ]


def test_a_participle_may_stand_between_a_subject_and_its_verb() -> None:
    assert notation("The memo, written by Ana Ruiz, said the boat was old.") == [
        "reported | The memo, written by Ana Ruiz, | said | the boat was old"
    ]


@pytest.mark.parametrize(
    "source", ["Ruiz, the deputy,", "Ana Ruiz, the mayor of Bari,", "the mayor, Ana Ruiz,"]
)
def test_a_name_with_its_description_may_follow_a_clause(source: str) -> None:
    assert notation(f"There were errors in the vote, {source} said.") == [
        f"reported | {source} | said | There were errors in the vote"
    ]
    assert notation("The mayor, Ana Ruiz, the first of all, said the boat was old.") == [
        "reported | The mayor, Ana Ruiz, the first of all, | said | the boat was old"
    ]


def test_a_time_may_stand_within_a_subject() -> None:
    source = "Her opponent in November, Ana Ruiz (R-Ohio),"
    assert notation(f"{source} said the boat was old.") == [
        f"reported | {source} | said | the boat was old"
    ]
    assert notation("The port closed the road in November, Ana Ruiz, the mayor, said.") == [
        "reported | Ana Ruiz, the mayor, | said | The port closed the road in November"
    ]


def test_a_word_that_only_points_is_no_claim() -> None:
    assert notation("Ana Ruiz denied this.") == notation("Ana Ruiz reported them.") == []
    assert len(notation("Ana Ruiz denied this plan.")) == 1


def test_a_heading_in_marks_goes_on_with_nobody() -> None:
    text = "“We will go,” Ana Ruiz said.\n\n{}\n\n“The boat is small.”"
    first = "direct | Ana Ruiz | said | “We will go,”"
    assert notation(text.format("‘A small boat’")) == [
        first,
        "direct |  |  | ‘A small boat’",
        "direct |  |  | “The boat is small.”",
    ]
    assert notation(text.format("“We must.”")) == [f"{first} … “We must.” … “The boat is small.”"]
    assert notation(text.format("“We must”.")) == [f"{first} … “We must” … “The boat is small.”"]


def test_a_reason_stands_where_a_verb_has_no_subject_of_its_own() -> None:
    (_, saying) = found("Ana Ruiz praised the plan, saying it would work.").attributions
    assert saying.certainty is Certainty.TAKEN
    assert saying.reason == '"saying" has no subject of its own, taken as Ana Ruiz'


def test_who_cites_somebody_carries_the_words() -> None:
    text = "The ferry is full. About this writes the Harbour Times, citing Ana Ruiz."
    (one,) = found(text).attributions
    assert [text[slice(*span)] for span in one.carrier] == ["the Harbour Times"]
    assert [text[slice(*span)] for span in one.source] == ["Ana Ruiz"]
