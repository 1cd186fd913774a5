"""Who is credited where a sentence has more than one whom a verb could have, or nobody.

An attribution is written `source | cue | stretch … stretch`, then `-> speaker`, or `-> ?`.
"""

import pytest

from coalition_cli.attributing import attributed
from coalition_cli.verifying import ArticleText


def credited(text: str) -> list[str]:
    """Return the attributions of an English text with their speakers."""
    found = attributed(ArticleText(text))
    written = []
    for one in found.attributions:
        speaker = None if one.speaker is None else found.speakers[one.speaker]
        called = (speaker.name or speaker.description) if speaker else "?"
        parts = (
            " … ".join(text[slice(*span)] for span in spans)
            for spans in (one.source, one.cue, one.content)
        )
        written.append(f"{' | '.join(parts)} -> {called}")
    return written


SOURCES = {
    # What somebody may not say, or says without a name, is of the person and no saying.
    "An aide who was not authorized to speak said the weir was old.": [
        "An aide who was not authorized to speak | said | the weir was old -> an aide"
    ],
    "Two aides who spoke on condition of anonymity to discuss talks said the weir was old.": [
        "Two aides who spoke on condition of anonymity to discuss talks | said | the weir was old"
        " -> two aides"
    ],
    # A clause of who it is may end with a verb.
    "People who left said the weir was old.": [
        "People who left | said | the weir was old -> people who left"
    ],
    "“It is old,” a man who stopped said.": [
        "a man who stopped | said | “It is old,” -> a man who stopped"
    ],
    # A clause may have a verb that is not known as one.
    "The weir overflows in June, Mayor Eva Marin said on Monday.": [
        "Mayor Eva Marin | said | The weir overflows in June -> Eva Marin"
    ],
    # A reply is nobody: who gave it is.
    "Bo Okafor stood up. “It is old,” came the reply from Eva Marin, the mayor.": [
        "Eva Marin, the mayor | came | “It is old,” -> Eva Marin"
    ],
    "“It is old,” read a statement from the ministry.": [
        "the ministry | read | “It is old,” -> the ministry"
    ],
    "Bo Okafor stood up. “It is old,” came his answer.": ["his | came | “It is old,” -> ?"],
    "“It is old,” said a friend of the mayor.": [
        "a friend of the mayor | said | “It is old,” -> a friend of the mayor"
    ],
    # A clause without a subject at the head is no part of it.
    "Opening the case at Bari Court, the prosecutor, Eva Marin KC, said the weir was old.": [
        "the prosecutor, Eva Marin KC, | said | the weir was old -> Eva Marin"
    ],
    "Holding up a photo of the weir, Eva Marin, a lawyer, told jurors it was old.": [
        "Eva Marin, a lawyer, | told | it was old -> Eva Marin"
    ],
    # The subject of what is credited is no source, also if it has an apposition.
    "According to two officials, its chair, Eva Marin, had considered it.": [
        "two officials | According to | its chair, Eva Marin, had considered it -> two officials"
    ],
    "According to Bo Okafor, a lawyer, its chair, Eva Marin, had left.": [
        "Bo Okafor, a lawyer | According to | its chair, Eva Marin, had left -> Bo Okafor"
    ],
    "According to the mayor, Eva Marin, the weir is old.": [
        "the mayor, Eva Marin | According to | the weir is old -> Eva Marin"
    ],
    # Two who each have an apposition are two.
    "Eva Marin, the mayor, and Bo Okafor, her deputy, said the weir was old.": [
        "Eva Marin, the mayor, and Bo Okafor, her deputy, | said | the weir was old"
        " -> Eva Marin and Bo Okafor"
    ],
    "“It is old,” said Eva Marin, the mayor of Bari, and Bo Okafor.": [
        "Eva Marin, the mayor of Bari, and Bo Okafor | said | “It is old,”"
        " -> Eva Marin and Bo Okafor"
    ],
    "Eva Marin, the mayor, resigned, and Bo Okafor, her deputy, said the weir was old.": [
        "Bo Okafor, her deputy, | said | the weir was old -> Bo Okafor"
    ],
    # What is put between commas is no subject, and does not hide one.
    "Eva Marin sang. She, for her part, said the weir was old.": [
        "She | said | the weir was old -> Eva Marin"
    ],
    "Eva Marin sang. She, in turn, calls it “a ruin.”": ["She | calls | it “a ruin.” -> Eva Marin"],
    "Eva Marin said, at the time, the weir was bad.": [
        "Eva Marin | said | the weir was bad -> Eva Marin"
    ],
    # A word of time can begin the name of a paper.
    "The minister, Bo Okafor, told the Evening Post that the weir would fall.": [
        "The minister, Bo Okafor, | told | that the weir would fall -> Bo Okafor"
    ],
    # A relative word stands for the name or the noun before it, and for no more.
    "Eva Marin disagreed with Bo Okafor, who said the weir would hold.": [
        "Bo Okafor | said | the weir would hold -> Bo Okafor"
    ],
    "Eva Marin clashed with the mayor of Bari, who told her “the weir is old.”": [
        "the mayor of Bari | told | “the weir is old.” -> the mayor of Bari"
    ],
    "Disagreeing with Okafor, who said the weir was old, Marin left.": [
        "Okafor | said | the weir was old -> Okafor"
    ],
    "Eva Marin met Bo Okafor, a lawyer, who said the weir was old.": [
        "Bo Okafor, a lawyer | said | the weir was old -> Bo Okafor"
    ],
    "Three officials briefed on the talks, who asked not to be named, said it was late.": [
        "Three officials briefed on the talks | said | it was late"
        " -> three officials briefed on the talks"
    ],
    "The council (which last year promised “no sales”) sold two weirs.": [
        "The council | promised | “no sales” -> the council"
    ],
    "The council, which last year promised “no sales”, sold two weirs.": [
        "The council | promised | “no sales” -> the council"
    ],
    "The reporter who called Bo Okafor said he hung up.": [
        "The reporter who called Bo Okafor | said | he hung up -> the reporter who called Bo Okafor"
    ],
    # Where who asks, nobody is credited.
    "It is not clear who said “the weir is on fire.”": ["who | said | “the weir is on fire.” -> ?"],
    "Okafor, whoever said “it is not so late,” was right.": [
        "whoever | said | “it is not so late,” -> ?"
    ],
    "Residents who said the weir was old left.": [
        "Residents | said | the weir was old -> residents"
    ],
    # An aside does not take the verb away from who has it.
    "Eva Marin, asked about Bo Okafor, said he was a friend.": [
        "Eva Marin | said | he was a friend -> Eva Marin"
    ],
    "Eva Marin, when asked about Bo Okafor, said he was a friend.": [
        "Eva Marin | said | he was a friend -> Eva Marin"
    ],
    "Eva Marin, asked whether the weir was safe, said it would be shut.": [
        "Eva Marin | said | it would be shut -> Eva Marin"
    ],
    "Rep. Eva Marin (D-Ohio) on Monday crossed the weir — an old one — and said it is safe.": [
        "Rep. Eva Marin (D-Ohio) | said | it is safe -> Eva Marin"
    ],
    "Eva Marin, during a town hall meeting in Columbus, Ohio, said it was late.": [
        "Eva Marin, during a town hall meeting in Columbus, Ohio, | said | it was late -> Eva Marin"
    ],
    "The council, led by Eva Marin, said it was late.": [
        "The council, led by Eva Marin, | said | it was late -> the council"
    ],
    # What is carried says it, and a study by its authors.
    "Eva Marin held up a sign saying “Save our old weir.”": [
        "a sign | saying | “Save our old weir.” -> a sign"
    ],
    "Bo Okafor and Eva Marin came, and workers wore hats saying “Save our old weir.”": [
        "hats | saying | “Save our old weir.” -> hats"
    ],
    "All the crew has to do is to wait (no pun meant) and repeat “Boats for all.”": [
        "All the crew | repeat | “Boats for all.” -> all the crew"
    ],
    "The weir is safe, according to a study last year by the city of Bari.": [
        "a study last year by the city of Bari | according to | The weir is safe"
        " -> a study last year by the city of Bari"
    ],
    # Neither said it; and a translation is nobody's words.
    "Neither the mayor nor her deputy said the weir was safe.": [
        "Neither the mayor nor her deputy | said | the weir was safe -> ?"
    ],
    "“Il fait froid,” Bo Okafor said in French, which means “it is rather cold.”": [
        "Bo Okafor | said | “Il fait froid,” -> Bo Okafor",
        " |  | “it is rather cold.” -> ?",
    ],
    # One subject of several verbs.
    "Marin wants “better pay for all,” opposes “pay freezes for all” and recalled a vote.": [
        "Marin | wants | “better pay for all,” -> Marin",
        "Marin | opposes | “pay freezes for all” -> Marin",
        "Marin | recalled | a vote -> Marin",
    ],
    "The document states that the weir is old.": [
        "The document | states | that the weir is old -> the document"
    ],
    "He stood up, leading advisers like Bo Okafor to say that it was late.": [
        "advisers like Bo Okafor | to say | that it was late -> advisers like Bo Okafor"
    ],
    "And, Eva Marin said, it is unclear how far the water goes.": [
        "Eva Marin | said | it is unclear how far the water goes -> Eva Marin"
    ],
    "Reps. Eva Marin, Bo Okafor and Max Roe said it was late.": [
        "Reps. Eva Marin, Bo Okafor and Max Roe | said | it was late"
        " -> Eva Marin, Bo Okafor and Max Roe"
    ],
    "He has a book whose hero, according to its cover, “knows all there is.”": [
        "its cover | according to | whose hero … “knows all there is.” -> its cover"
    ],
}


@pytest.mark.parametrize("text", SOURCES)
def test_a_sentence_credits_whom_it_names_and_nobody_beside(text: str) -> None:
    assert credited(text) == SOURCES[text]


NEXT = {
    "Bo Okafor, the director of the port, said in a statement. “It was a great day.”": [
        "Bo Okafor, the director of the port, | said | “It was a great day.” -> Bo Okafor"
    ],
    "“Tell her I came,” Eva Marin said, and her husband cut in. “Do not forget me.”": [
        "Eva Marin | said | “Tell her I came,” -> Eva Marin",
        "her husband | cut | “Do not forget me.” -> her husband",
    ],
    "Bo Okafor told a reporter. “It is late.”": ["Bo Okafor | told | “It is late.” -> Bo Okafor"],
    "Eva Marin said the weir had two faults:\n\n“It is old, and it leaks.”": [
        "Eva Marin | said | the weir had two faults: -> Eva Marin",
        "Eva Marin | said | “It is old, and it leaks.” -> Eva Marin",
    ],
    "Eva Marin said the weir was shut.\n\n“It is not safe for anybody.”": [
        "Eva Marin | said | the weir was shut -> Eva Marin",
        "Eva Marin |  | “It is not safe for anybody.” -> Eva Marin",
    ],
    # Where somebody else does something, it is not clear whose words they are.
    "“I will go,” Eva Marin said. The plan is “a very sad affair” today.": [
        "Eva Marin | said | “I will go,” -> Eva Marin",
        "Eva Marin |  | “a very sad affair” -> Eva Marin",
    ],
    "“I will go,” Eva Marin said. Bo Okafor is in “a very sad place” today.": [
        "Eva Marin | said | “I will go,” -> Eva Marin",
        " |  | “a very sad place” -> ?",
    ],
    "Eva Marin denied that the weir was shut.\n\n“It is not safe for anybody.”": [
        "Eva Marin | denied | that the weir was shut -> Eva Marin",
        " |  | “It is not safe for anybody.” -> ?",
    ],
}


@pytest.mark.parametrize("text", NEXT)
def test_a_quotation_by_itself_is_of_whom_the_sentence_before_shows(text: str) -> None:
    assert credited(text) == NEXT[text]


HELD = {
    "But that is not the same as “properly shut under the law.”": "“properly shut under the law.”",
    "There is a letter with the line “Boat has sunk!” in it.": "“Boat has sunk!”",
    "They shouted at him. “‘The Long Quay,’” Eva Marin said.": "“‘The Long Quay,’”",
    "They repeated, again and again, “Boats For All,” “Law and Water.”": (
        "“Boats For All,” “Law and Water.”"
    ),
    "Eva Marin left, urging those waiting for the boat to “give it time.”": (
        "those waiting for the boat to “give it time.”"
    ),
}


@pytest.mark.parametrize("text", HELD)
def test_words_that_are_no_name_are_held_even_if_nobody_says_them(text: str) -> None:
    assert HELD[text] in [one.split(" | ")[2].rpartition(" -> ")[0] for one in credited(text)]


NO_CLAIM = (
    # What somebody does for a living, as it stands under an article.
    "Eva Marin writes about weirs and theater for the Review.",
    # Names, titles and terms.
    "She was in “The Long Quay” as a nun.",
    "The book “Women Who Fish” sold well.",
    "The “super boats” are old.",
    # What only points, and what says nothing.
    "The mayor denied this.",
    "The mayor denied the report.",
    "The mayor denied those allegations on Monday.",
    "The mayor denied the claims about her in a letter.",
    "Bo Okafor quoted him on Monday.",
    "Bo Okafor asked a reporter.",
    "The port did not answer questions about the complaints.",
    "Eva Marin declined to comment on the plan.",
    "Two workers asked that their names not be used.",
    "Two workers asked to remain anonymous.",
    "Bo Okafor called Eva Marin on Monday.",
)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_what_states_nothing_is_no_claim(text: str) -> None:
    assert credited(text) == []


ONE_CLAIM = {
    "Eva Marin declined to comment on what she called “rumours about the sale.”": [
        "she | called | “rumours about the sale.” -> Eva Marin"
    ],
    "A spokesman denied the report, calling it “plainly wrong.”": [
        "A spokesman | calling | it “plainly wrong.” -> a spokesman"
    ],
    "The mayor denied any wrongdoing.": ["The mayor | denied | any wrongdoing -> the mayor"],
    "The mayor denied the claims of fraud.": [
        "The mayor | denied | the claims of fraud -> the mayor"
    ],
    "Readers asked the mayor to name the winner.": [
        "Readers | asked | the mayor to name the winner -> readers"
    ],
    "Eva Marin asked a reporter. “Why are you here?” Then she left.": [
        "Eva Marin | asked | “Why are you here?” -> Eva Marin"
    ],
    "Eva Marin refused to say whether it was late.": [
        "Eva Marin | to say | whether it was late -> Eva Marin"
    ],
}


@pytest.mark.parametrize("text", ONE_CLAIM)
def test_what_states_something_is_one_claim(text: str) -> None:
    assert credited(text) == ONE_CLAIM[text]


def test_what_somebody_is_wanted_to_say_is_not_stated_to_be_said() -> None:
    (found,) = attributed(
        ArticleText("Bo Roe wanted Eva Marin to say that it was late.")
    ).attributions
    assert found.unsaid
    (found,) = attributed(
        ArticleText("Bo Roe forced Eva Marin to say that it was late.")
    ).attributions
    assert not found.unsaid
