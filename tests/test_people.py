"""Who is who in an article. A source stands in ⟦brackets⟧; they are not part of the text."""

import re

import pytest

from coalition_cli.attributing.attribution import Certainty, Speaker
from coalition_cli.attributing.grammar.tokens import Tokens
from coalition_cli.attributing.languages.language import language
from coalition_cli.attributing.people import People, Resolved
from coalition_cli.verifying import ArticleText
from coalition_cli.verifying.paragraphs import Span


def asked(marked: str) -> tuple[list[Resolved], tuple[Speaker, ...]]:
    """Return who each marked source is, and the speakers."""
    sources, text = [], ""
    for number, part in enumerate(re.split("[⟦⟧]", marked)):
        if number % 2:
            sources.append(Span(len(text), len(text) + len(part)))
        text += part
    english = language("en")
    people = People(Tokens(ArticleText(text, "en"), english), english)
    return [people.who(source) for source in sources], people.speakers()


def credited(marked: str) -> list[str]:
    """Return what each marked source's speaker is called; `?` for nobody."""
    found, speakers = asked(marked)
    called = [speaker.name or speaker.description for speaker in speakers]
    return ["?" if one.speaker is None else called[one.speaker] for one in found]


def reasons(marked: str) -> list[str]:
    return [one.reason for one in asked(marked)[0]]


def one(marked: str) -> Speaker:
    """Return the only speaker of a text."""
    (speaker,) = asked(marked)[1]
    return speaker


NAMES = {
    # titles, ranks, tags of parties
    "⟦Sen. Eva Marin (R-Fla.)⟧ said so.": ("Eva Marin", "Sen.", "R-Fla."),
    "⟦Rep. Eva Marin, D-Ariz.,⟧ said so.": ("Eva Marin", "Rep.", "D-Ariz."),
    "⟦Sen. Eva Marin of Ohio⟧ said so.": ("Eva Marin", "Sen.", "Ohio"),
    "⟦Dr. Ben Okafor⟧ said so.": ("Ben Okafor", "Dr.", ""),
    "⟦Lt. Gen. Ben Okafor⟧ said so.": ("Ben Okafor", "Lt. Gen.", ""),
    "⟦then-Gov. Ben Okafor⟧ said so.": ("Ben Okafor", "then-Gov.", ""),
    "⟦former Secretary of State Ana Ruiz⟧ said so.": (
        "Ana Ruiz",
        "former Secretary of State",
        "",
    ),
    "⟦Director of National Intelligence Ben Okafor⟧ said so.": (
        "Ben Okafor",
        "Director of National Intelligence",
        "",
    ),
    "⟦Harbour Minority Leader Ana B. Ruiz⟧ said so.": (
        "Ana B. Ruiz",
        "Harbour Minority Leader",
        "",
    ),
    "⟦Finance Minister Jan Peeters⟧ said so.": ("Jan Peeters", "Finance Minister", ""),
    "⟦Mr. Ruiz⟧ said so.": ("Ruiz", "", ""),
    "⟦Pope Martin⟧ said so.": ("Pope Martin", "", ""),
    # words before a name
    "⟦campaign manager Ana Ruiz⟧ said so.": ("Ana Ruiz", "campaign manager", ""),
    "⟦the deputy mayor Ana Ruiz⟧ said so.": ("Ana Ruiz", "deputy mayor", ""),
    "⟦A defiant Ana Ruiz⟧ said so.": ("Ana Ruiz", "", ""),
    "⟦her chief policy aide, Ana Ruiz,⟧ said so.": ("Ana Ruiz", "chief policy aide", ""),
    "⟦The head of the Harbour Board, Ana Ruiz,⟧ said so.": (
        "Ana Ruiz",
        "head of the Harbour Board",
        "",
    ),
    # appositions
    "⟦Ana Ruiz, a spokeswoman for the Harbour Board,⟧ said so.": (
        "Ana Ruiz",
        "spokeswoman",
        "the Harbour Board",
    ),
    "⟦Ana Ruiz, a Labour councillor from Leeds,⟧ said so.": (
        "Ana Ruiz",
        "Labour councillor from Leeds",
        "",
    ),
    "⟦Ana Ruiz, 47, a professor of law at Leiden University,⟧ said so.": (
        "Ana Ruiz",
        "professor of law",
        "Leiden University",
    ),
    "⟦Ana Ruiz, a close friend of Ben Okafor,⟧ said so.": (
        "Ana Ruiz",
        "close friend of Ben Okafor",
        "",
    ),
    "⟦Ana Ruiz, Ohio secretary of state,⟧ said so.": ("Ana Ruiz", "Ohio secretary of state", ""),
    "⟦Ana Ruiz, who left in May,⟧ said so.": ("Ana Ruiz", "", ""),
    "⟦Ana Ruiz, a 31-year-old nurse raised in Leeds,⟧ said so.": (
        "Ana Ruiz",
        "31-year-old nurse",
        "",
    ),
    # the forms of names
    "⟦Ana Ruiz’s⟧ view": ("Ana Ruiz", "", ""),
    "⟦Ben Okafor Jr.⟧ said so.": ("Ben Okafor Jr.", "", ""),
    "⟦Ben Okafor, Jr., a baker,⟧ said so.": ("Ben Okafor, Jr.", "baker", ""),
    "⟦J.D. Okafor III⟧ said so.": ("J.D. Okafor III", "", ""),
    "⟦Mayor Ben de la Cruz⟧ said so.": ("Ben de la Cruz", "Mayor", ""),
    "⟦Prime Minister Mark van der Berg⟧ said so.": ("Mark van der Berg", "Prime Minister", ""),
    "⟦President Omar al-Hadid⟧ said so.": ("Omar al-Hadid", "President", ""),
    "⟦Councillor Maeve O’Brien-Khan⟧ said so.": ("Maeve O’Brien-Khan", "Councillor", ""),
    "⟦Zoë Müller-Ångström⟧ said so.": ("Zoë Müller-Ångström", "", ""),
    "⟦Dr. Martin Luther King Jr.⟧ said so.": ("Martin Luther King Jr.", "Dr.", ""),
    "⟦Ben “Red” Okafor⟧ said so.": ("Ben “Red” Okafor", "", ""),
    "⟦Ana Ruiz MP⟧ said so.": ("Ana Ruiz", "", ""),
    "⟦Cornell William Okafor, president of the Harbour Board,⟧ said so.": (
        "Cornell William Okafor",
        "president",
        "the Harbour Board",
    ),
    "⟦‘The Long Quay,’ Mr. Okafor⟧ said so.": ("Okafor", "", ""),
    "⟦PENDER⟧: We go.": ("PENDER", "", ""),
    "⟦Leeds Harbour CEO Ana Ruiz⟧ said so.": ("Ana Ruiz", "Leeds Harbour CEO", ""),
    "⟦Okafor’s killer, Ana Ruiz,⟧ said so.": ("Ana Ruiz", "", ""),
    "⟦the town’s busker, Ana Ruiz,⟧ said so.": ("Ana Ruiz", "", ""),
}


@pytest.mark.parametrize("marked", NAMES)
def test_a_name_is_given_without_titles_and_they_are_its_role(marked: str) -> None:
    speaker = one(marked)
    assert (speaker.name, speaker.role, speaker.affiliation) == NAMES[marked]
    assert (speaker.kind, speaker.description) == ("person", "")


DESCRIPTIONS = {
    "⟦a senior European official⟧ said": ("a senior European official", "person"),
    "⟦An aide to Ben Okafor⟧ said": ("an aide to Ben Okafor", "person"),
    "⟦Ben Okafor’s lawyer⟧ said": ("Ben Okafor’s lawyer", "person"),
    "⟦a friend of Ben Okafor⟧ said": ("a friend of Ben Okafor", "person"),
    "⟦three people briefed on the talks⟧ said": ("three people briefed on the talks", "group"),
    "⟦People who know him⟧ said": ("people who know him", "group"),
    "⟦Senior officials⟧ said no. Some senior": ("senior officials", "group"),
    "⟦Experts⟧ said": ("experts", "group"),
    "⟦European officials⟧ said": ("European officials", "group"),
    "⟦NATO officials⟧ said": ("NATO officials", "group"),
    "⟦some analysts⟧ said": ("some analysts", "group"),
    "⟦Republicans⟧ said": ("Republicans", "group"),
    "⟦many⟧ said": ("many", "group"),
    "⟦the company⟧ said": ("the company", "organisation"),
    "⟦the company, Leiden,⟧ said": ("the company", "organisation"),
    "⟦the company in Leiden, South Holland,⟧ said": ("the company in Leiden", "organisation"),
    "⟦the office of the mayor, Ana Ruiz,⟧ said": ("the office of the mayor", "organisation"),
    "⟦the report⟧ said": ("the report", "document"),
    "⟦the newspaper⟧ said": ("the newspaper", "outlet"),
    "⟦the Republican from Ohio⟧ said": ("the Republican from Ohio", "person"),
    "⟦Europe⟧ said": ("Europe", "group"),
    "⟦the West⟧ said": ("the West", "group"),
    "⟦Western Europe⟧ said": ("Western Europe", "group"),
    "⟦the Middle East⟧ said": ("the Middle East", "group"),
    "⟦the world⟧ said": ("the world", "group"),
    "⟦one of the officials⟧ said": ("one of the officials", "person"),
    "⟦one of them⟧ said": ("one of them", "person"),
    "⟦the 40-year-old⟧ said": ("the 40-year-old", "person"),
    "⟦The Duchess of Ravenna⟧ said": ("the Duchess of Ravenna", "person"),
    "⟦officials handling Freedom of Data requests⟧ said": (
        "officials handling Freedom of Data requests",
        "group",
    ),
}


@pytest.mark.parametrize("marked", DESCRIPTIONS)
def test_who_has_no_name_is_described_in_the_words_of_the_article(marked: str) -> None:
    speaker = one(marked)
    assert (speaker.description, speaker.kind) == DESCRIPTIONS[marked]
    assert speaker.name == ""


BODIES = {
    "⟦the quay's owner, Leiden Tar Inc.,⟧ said": ("Leiden Tar Inc.", "organisation"),
    "⟦a supplier, Leiden Tar GmbH,⟧ said": ("Leiden Tar GmbH", "organisation"),
    "⟦the company behind it, Leiden Ferries,⟧ said": ("Leiden Ferries", "organisation"),
    "⟦the union, Harbour Hands United,⟧ said": ("Harbour Hands United", "organisation"),
    "⟦the law firm Okafor & Sons⟧ said": ("Okafor & Sons", "organisation"),
    "⟦the White House⟧ said": ("White House", "organisation"),
    "⟦The Okafor campaign⟧ said": ("Okafor campaign", "organisation"),
    "⟦the Leiden Harbour Committee⟧ said": ("Leiden Harbour Committee", "organisation"),
    "⟦the University of Leiden⟧ said": ("University of Leiden", "organisation"),
    "⟦the WHO⟧ said": ("WHO", "organisation"),
    "⟦Brussels⟧ said": ("Brussels", "organisation"),
    "⟦South Korea⟧ said": ("South Korea", "organisation"),
    "⟦Ravenna’s Foreign Ministry⟧ said": ("Ravenna’s Foreign Ministry", "organisation"),
    "⟦the Commission on Harbour Debates⟧ said": ("Commission on Harbour Debates", "organisation"),
    "⟦Politico⟧ said": ("Politico", "outlet"),
    "⟦the Leiden Times⟧ said": ("Leiden Times", "outlet"),
}


@pytest.mark.parametrize("marked", BODIES)
def test_bodies_and_outlets_have_names(marked: str) -> None:
    speaker = one(marked)
    assert (speaker.name, speaker.kind) == BODIES[marked]


def test_a_person_is_one_speaker_however_called() -> None:
    text = (
        "⟦Prime Minister Ben Okafor⟧ said no. ⟦Okafor⟧ said it twice. ⟦He⟧ said it again.\n\n"
        "⟦The prime minister⟧ said it on Monday. ⟦Ben Okafor⟧ said it on Tuesday, and ⟦Mr. Okafor⟧ "
        "said it to us."
    )
    found, speakers = asked(text)
    assert {one.speaker for one in found} == {0}
    assert speakers == (Speaker("Ben Okafor", role="Prime Minister", others=("Okafor",)),)
    assert [one.certainty for one in found] == [
        Certainty.STATED,
        Certainty.STATED,
        Certainty.TAKEN,
        Certainty.TAKEN,
        Certainty.STATED,
        Certainty.STATED,
    ]
    assert found[2].reason == '"He", taken as Ben Okafor (previous sentence)'
    assert found[3].reason == '"The prime minister", taken as Ben Okafor'


def test_speakers_are_numbered_as_they_are_asked_for_and_no_others_are_listed() -> None:
    text = "Ana Ruiz met Eva Marin and Ben Okafor. ⟦Marin⟧ said no. ⟦Ana Ruiz⟧ said yes."
    assert [speaker.name for speaker in asked(text)[1]] == ["Eva Marin", "Ana Ruiz"]


def test_a_name_first_read_later_is_the_name_of_a_surname_before() -> None:
    assert credited("⟦Okafor⟧ said no.\n\n⟦Ben Okafor⟧ is the mayor.") == ["Ben Okafor"] * 2


def test_a_name_in_a_headline_is_a_name() -> None:
    text = "Ana Ruiz Slams Harbour Plan Again In Heated Meeting\n\n⟦Ruiz⟧ said no. Then Ruiz left."
    assert credited(text) == ["Ana Ruiz"]


def test_spellings_of_a_given_name_are_one_person() -> None:
    text = "⟦Philip Marin⟧ said no. ⟦Phillip Marin⟧ said yes. ⟦Phil Marin⟧ left. ⟦Marin⟧ stayed."
    assert credited(text) == ["Phillip Marin"] * 4


CALLED = {
    "⟦Bill Okafor⟧ said no. ⟦William Okafor⟧ said yes. ⟦He⟧ left.": "William Okafor",
    "⟦Will Okafor⟧ said no. Will Okafor go? ⟦Okafor⟧ said yes. ⟦He⟧ left.": "Will Okafor",
    "⟦Prime Minister Theresa May⟧ said no. ⟦May⟧ said yes. In May, ⟦she⟧ left.": "Theresa May",
    "⟦Army Capt. Christian Okafor⟧ said no. ⟦Okafor⟧ said yes. ⟦He⟧ left.": "Christian Okafor",
    "⟦Sir Ben Okafor⟧ said no. ⟦Sir Ben⟧ said yes. ⟦Okafor⟧ left.": "Ben Okafor",
    "⟦Ursula van der Berg⟧ said no. ⟦Van der Berg⟧ said yes. ⟦She⟧ left.": "Ursula van der Berg",
    "⟦J. D. Okafor⟧ said no. ⟦JD Okafor⟧ said yes. ⟦Okafor⟧ left.": "J. D. Okafor",
    "⟦Prince Martin⟧ said no. ⟦The prince⟧ said yes. ⟦He⟧ left.": "Prince Martin",
    "⟦Taoiseach Ana Ruiz⟧ said no. ⟦The taoiseach⟧ said yes. ⟦RUIZ⟧: No.": "Ana Ruiz",
    "⟦President Xi Lin⟧ said no. ⟦Mr. Xi Lin⟧ said yes. ⟦Xi⟧ left.": "Xi Lin",
}


@pytest.mark.parametrize("marked", CALLED)
def test_a_person_may_be_called_by_parts_of_the_name(marked: str) -> None:
    assert credited(marked) == [CALLED[marked]] * 3


SURNAMES = {
    # a title shows it
    "Ana Ruiz is the wife of Ben Ruiz. ⟦Mr. Ruiz⟧ said no. ⟦Mrs. Ruiz⟧ said yes.": [
        "Ben Ruiz",
        "Ana Ruiz",
    ],
    # the one who was called so before the other one came
    "Ana Ruiz won. Ruiz was glad. Her husband, Ben Ruiz, was not.\n\n⟦Ruiz⟧ said no.": ["Ana Ruiz"],
    # the one who stands there mostly
    "Ana Ruiz met Ben Ruiz. Ana Ruiz won. Ana Ruiz left.\n\n⟦Ruiz⟧ said no.": ["Ana Ruiz"],
    # even: nobody
    "Ana Ruiz met Ben Ruiz.\n\n⟦Ruiz⟧ said no.": ["?"],
    # another one was named last
    "Ana Ruiz won. Ruiz was glad.\n\nThen Ben Ruiz came. ⟦Ruiz⟧ said no.": ["?"],
    # the son has his own name
    "Ben Okafor met Ben Okafor Jr. ⟦Okafor⟧ said no.": ["Ben Okafor"],
    # the holder of an office is not who only has the surname
    "Michelle Ruiz spoke.\n\n⟦President Ruiz⟧ said he was glad.": ["Ruiz"],
}


@pytest.mark.parametrize("marked", SURNAMES)
def test_a_common_surname_is_who_the_evidence_shows_and_never_a_guess(marked: str) -> None:
    assert credited(marked) == SURNAMES[marked]


def test_a_common_surname_is_told_with_its_reason() -> None:
    even, taken = list(SURNAMES)[3], list(SURNAMES)[1]
    assert reasons(even) == ['"Ruiz": perhaps Ana Ruiz or Ben Ruiz']
    assert reasons(taken) == ['"Ruiz", taken as Ana Ruiz (mostly meant in this article)']


PRONOUNS = {
    "It is sung to a tune by her brother, the composer Ben Okafor, who left. ⟦He⟧ said no.": [
        "Ben Okafor"
    ],
    # Who sent or wrote what the sentence is about can be meant in it.
    "Bo Dorn slept. They saw a letter, sent by Ben Okafor to her, in which ⟦he⟧ wrote: “Go.”": [
        "Ben Okafor"
    ],
    # Somebody who is only described by whose he or she is does something too.
    "Eva Marin ate. Okafor’s wife, Odile, sat in court. ⟦She⟧ left.": ["Okafor’s wife"],
    "Eva Marin ate. Ben Okafor’s wife arrived late. ⟦She⟧ left.": ["Ben Okafor’s wife"],
    # A namesake with a title who comes later is not the one of whom the article tells.
    "Odile Brant is late, and she knows it. Brant laughs.\n\n"
    "Eva Marin sang. The composer Milo Brant sang, and he left. Eva Marin left.\n\n"
    "Brant laughs when the line is read. “No,” ⟦she⟧ says.": ["Odile Brant"],
    "Ana Ruiz met Ben Okafor. ⟦She⟧ said no. ⟦He⟧ said yes.": ["Ana Ruiz", "Ben Okafor"],
    "Ben Okafor met Martin Peeters. ⟦He⟧ said no.": ["Ben Okafor"],
    "“We go,” Ben Okafor said. “We go now,” ⟦he⟧ added. ⟦He⟧ then left.": ["Ben Okafor"] * 2,
    "“We go,” said Ben Okafor, a baker.\n\n“Martin Peeters stays,” ⟦he⟧ added.": ["Ben Okafor"],
    "Asked about Martin Peeters, ⟦he⟧ said no.": ["?"],
    "Ben Okafor left. Asked about Martin Peeters, ⟦he⟧ said no.": ["Ben Okafor"],
    "Ben Okafor said that ⟦he⟧ would stay.": ["Ben Okafor"],
    "Ben Okafor’s campaign said no. ⟦He⟧ said yes.": ["Ben Okafor"],
    "Martin Peeters, Ben Okafor said, was ill. ⟦He⟧ added that it was sad.": ["Ben Okafor"],
    "Ben Okafor left. Martin Peeters is ill, ⟦he⟧ said.": ["Ben Okafor"],
    "While Martin Peeters slept, Ben Okafor sang. ⟦He⟧ said it was fun.": ["Ben Okafor"],
    "Ben Okafor and Martin Peeters sang. ⟦He⟧ said it was fun.": ["?"],
    "The mayor spoke first. ⟦He⟧ said no.": ["the mayor"],
    "The mayor praised Ben Okafor. ⟦He⟧ said no.": ["the mayor"],
    "Mayor Ben Okafor spoke. Ferries are full. ⟦He⟧ said no.": ["Ben Okafor"],
    "Sam Okafor spoke. Okafor praised her crew.\n\n⟦She⟧ said no.": ["Sam Okafor"],
    "⟦He⟧ said no.": ["?"],
    "Ferries are full. ⟦She⟧ said no.": ["?"],
    "Ana Ruiz left. ⟦He⟧ said no.": ["?"],
    "“Ben Okafor is ill.” ⟦He⟧ said no.": ["?"],
    "Despite ⟦his⟧ doubts, Ben Okafor said yes.": ["Ben Okafor"],
    "Martin Peeters left. Despite ⟦his⟧ doubts, Ben Okafor said yes.": ["?"],
    "Ben Okafor spoke to Ravenna’s mayor, Ana Ruiz. ⟦She⟧ said no.": ["Ana Ruiz"],
    "Ana Ruiz, who leads the board, said no. ⟦She⟧ left.": ["Ana Ruiz"],
    "No other mayor came. ⟦He⟧ said no.": ["?"],
    "Ana Ruiz came. Her daughter sang. ⟦She⟧ said no.": ["?"],
    "Ben Okafor came. His daughter sang. ⟦She⟧ said no.": ["his daughter"],
    "Ben Okafor sang in his son’s car. ⟦He⟧ said no.": ["Ben Okafor"],
    "The woman’s joy is great. ⟦She⟧ sang.": ["the woman"],
    "FULL TEXT\n\nBen Okafor, 40, sang. ⟦He⟧ said no.": ["Ben Okafor"],
    "Ana Ruiz sang. She’s a baker. ⟦She⟧ said no.": ["Ana Ruiz"],
    "The mayor is Ben Okafor. ⟦He⟧ said no.": ["Ben Okafor"],
    "Ben Okafor sang. A baker, ⟦he⟧ said no.": ["Ben Okafor"],
    "One official left. It was a blow to Ana Ruiz in ⟦her⟧ town.": ["Ana Ruiz"],
    "LOST AND FOUND\n\n⟦He⟧ said no.": ["?"],
    "Mayor Ben Adams came. Adams sang. ⟦He⟧ said no.": ["Ben Adams"],
    "Eva Lund, a nurse, said no. The port’s leader, Sam Petrie, sang. ⟦She⟧ said yes.": [
        "Sam Petrie"
    ],
}


@pytest.mark.parametrize("marked", PRONOUNS)
def test_he_and_she_are_who_did_something_before_and_fits(marked: str) -> None:
    assert credited(marked) == PRONOUNS[marked]


def test_a_pronoun_is_told_with_where_its_person_stands() -> None:
    assert reasons("Ben Okafor said ⟦he⟧ would stay.") == [
        '"he", taken as Ben Okafor (this sentence)'
    ]
    assert reasons("Ben Okafor spoke.\n\nIt rained.\n\n⟦He⟧ left.") == [
        '"He", taken as Ben Okafor (paragraph 1)'
    ]
    assert reasons("Ben Okafor and Martin Peeters sang. ⟦He⟧ left.") == [
        '"He": perhaps Ben Okafor or Martin Peeters'
    ]


@pytest.mark.parametrize("word", ["they", "They", "it", "we", "you", "I", "them", "our"])
def test_some_pronouns_are_nobody(word: str) -> None:
    (found,), speakers = asked(f"Ana Ruiz met Ben Okafor. The board sat. ⟦{word}⟧ said no.")
    assert found.speaker is None
    assert found.certainty is Certainty.OPEN
    assert found.reason == f'"{word}": who that is the article does not say'
    assert speakers == ()


DEFINITE = {
    # a person is meant where the article says that he or she is that
    "Ana Ruiz, a spokeswoman for the port, came. ⟦The spokeswoman⟧ said no.": ["Ana Ruiz"],
    "Sen. Ana Ruiz (D-Ohio) came. ⟦The Ohio senator⟧ said no.": ["Ana Ruiz"],
    "Sen. Ana Ruiz (R-Fla.) came. ⟦The Florida Republican⟧ said no.": ["Ana Ruiz"],
    "Republican nominee Ana Ruiz came. ⟦The GOP nominee⟧ said no.": ["Ana Ruiz"],
    "Ana Ruiz, the former secretary of state, came. ⟦The former secretary of state⟧ left.": [
        "Ana Ruiz"
    ],
    "Ana Ruiz, Germany’s foreign minister, came. ⟦The German foreign minister⟧ said no.": [
        "Ana Ruiz"
    ],
    # no evidence, or evidence for two
    "Ana Ruiz came. ⟦The spokeswoman⟧ said no.": ["the spokeswoman"],
    "Sen. Ana Ruiz met Sen. Eva Marin. ⟦The senator⟧ said no.": ["?"],
    "Mayor Ana Ruiz came. ⟦The mayor of Leeds⟧ said no.": ["the mayor of Leeds"],
    "Ana Ruiz, the mayor said, is ill. ⟦The mayor⟧ left.": ["the mayor"],
    # who was described before
    "⟦An unnamed European diplomat⟧ said no. ⟦The diplomat⟧ said it twice.": [
        "an unnamed European diplomat"
    ]
    * 2,
    # and not who has a name, and comes later or came before
    "⟦An engineer of the port⟧ said no. ⟦The engineer⟧ left. Engineer Ana Ruiz said yes.": [
        "an engineer of the port"
    ]
    * 2,
    "Engineer Ana Ruiz said yes. ⟦An engineer of the port⟧ said no. ⟦The engineer⟧ left.": [
        "an engineer of the port"
    ]
    * 2,
    "⟦An engineer⟧ said no. Engineer Ana Ruiz said yes. ⟦The engineer⟧ left.": [
        "an engineer",
        "Ana Ruiz",
    ],
    "⟦A British diplomat⟧ said no. ⟦The French diplomat⟧ said yes.": [
        "a British diplomat",
        "the French diplomat",
    ],
    "⟦Two officials⟧ said no. ⟦The officials⟧ said it twice. ⟦The official⟧ left.": [
        "two officials",
        "two officials",
        "the official",
    ],
    "⟦The Okafor campaign⟧ said no. ⟦the campaign⟧ said it twice.": [
        "Okafor campaign",
        "the campaign",
    ],
    "⟦The lawyer⟧ asked why. Carl Petrie, through his lawyer, said no.": ["the lawyer"],
    "⟦Neither Ana Ruiz nor Carl Petrie⟧ said so. ⟦Nobody at the port⟧ said so.": ["?", "?"],
    # Whoever has no name does not get that of somebody who comes later.
    "⟦A civil engineer⟧ left. ⟦The engineer⟧ sang. The city’s engineer, ⟦Al Petrie⟧, said yes.": [
        "a civil engineer",
        "a civil engineer",
        "Al Petrie",
    ],
    "⟦A civil engineer⟧ said no. The city’s engineer, ⟦Al Petrie⟧, sang. ⟦The engineer⟧ left.": [
        "a civil engineer",
        "Al Petrie",
        "Al Petrie",
    ],
}


@pytest.mark.parametrize("marked", DEFINITE)
def test_a_description_is_a_person_only_by_what_the_article_says(marked: str) -> None:
    assert credited(marked) == DEFINITE[marked]


SEVERAL = {
    "⟦Ana Ruiz and Ben Okafor⟧ said no.": ("Ana Ruiz and Ben Okafor", ""),
    "⟦Ruiz and Okafor⟧ said no.": ("Ruiz and Okafor", ""),
    "⟦Ana Ruiz, Ben Okafor and Eva Marin⟧ said no.": ("Ana Ruiz, Ben Okafor and Eva Marin", ""),
    "⟦Ana Ruiz and her husband⟧ said no.": ("Ana Ruiz and her husband", ""),
    "⟦Mr. King and Mr. Okafor⟧ said no.": ("King and Okafor", ""),
    "⟦Mayor Eva Marin and Gov. Okafor⟧ said no.": ("Eva Marin and Okafor", ""),
    "⟦Reps. Ana Ruiz, Ben Okafor and Eva Marin⟧ said no.": (
        "Ana Ruiz, Ben Okafor and Eva Marin",
        "",
    ),
    "⟦the mayor and Ana Ruiz⟧ said no.": ("", "the mayor and Ana Ruiz"),
    "⟦many experts and some officials⟧ said no.": ("", "many experts and some officials"),
}


@pytest.mark.parametrize("marked", SEVERAL)
def test_several_are_a_group_and_not_one_person(marked: str) -> None:
    (found,), (speaker,) = asked(marked)
    assert (speaker.name, speaker.description, speaker.kind) == (*SEVERAL[marked], "group")
    assert found.certainty is Certainty.TAKEN
    shown = marked[marked.index("⟦") + 1 : marked.index("⟧")]
    assert found.reason == f'"{shown}": more than one, taken as a group'


@pytest.mark.parametrize(
    "marked",
    [
        "⟦Ana Ruiz, assistant secretary for ports and ships,⟧ said",
        "⟦Ana Ruiz, who worked for Ben Okafor and left,⟧ said",
        "⟦the former Leeds aide and current ABC News anchor Ana Ruiz⟧ said",
        "⟦former Gov. and National Committee Chairwoman Ana Ruiz⟧ said",
    ],
)
def test_and_does_not_always_join_two(marked: str) -> None:
    assert one(marked).name == "Ana Ruiz"


REASONS = {
    "⟦A diplomat⟧, who asked not to be named because the talks are private, said no.": (
        "because the talks are private"
    ),
    "⟦An official⟧, granted anonymity to speak candidly, said no.": "to speak candidly",
    "⟦Two people⟧, speaking on condition of anonymity, said no.": "on condition of anonymity",
    # The reason ends with who is credited: what comes behind is said.
    "⟦An aide who asked not to be named because she feared for her job⟧ said the wall “cracks.”": (
        "because she feared for her job"
    ),
    "⟦Two aides who spoke on condition of anonymity to describe it⟧ said no.": "to describe it",
    "⟦An aide who was not allowed to speak to the press⟧ said no.": (
        "not allowed to speak to the press"
    ),
    "⟦An aide⟧, who is not authorized to discuss it and asked for anonymity, said no.": (
        "not authorized to discuss it and asked for anonymity"
    ),
    "⟦An aide⟧ said no, speaking on the condition of anonymity to discuss private talks.": (
        "to discuss private talks"
    ),
    "⟦An aide⟧ said no. The aide asked for anonymity for fear of reprisals.": (
        "for fear of reprisals"
    ),
    "⟦A clerk⟧ who was not authorized to speak publicly said no.": (
        "not authorized to speak publicly"
    ),
    "⟦An aide⟧ who did not want to be named said that no is no.": "did not want to be named",
    "⟦An aide⟧ who didn’t wish to be identified told us no.": "didn’t wish to be identified",
    "⟦An aide⟧ who wished to remain anonymous said no.": "wished to remain anonymous",
    "⟦A diplomat⟧ said no.": "",
    "⟦Ana Ruiz⟧, who asked not to be named because she is shy, said no.": "",
    "⟦A diplomat⟧ said: “I asked not to be named because I am shy.”": "",
}


@pytest.mark.parametrize("marked", REASONS)
def test_why_somebody_is_not_named_is_given_in_the_words_of_the_article(marked: str) -> None:
    assert one(marked).anonymity_reason == REASONS[marked]


CARRIERS = {
    "“We go,” Ana Ruiz ⟦told⟧ the Leiden Times.": "the Leiden Times",
    "In an interview with CNN, Ana Ruiz ⟦said⟧ no.": "CNN",
    "Ana Ruiz ⟦said⟧ in an interview with Bloomberg reporters that she would go.": "Bloomberg",
    "The ferry is full, the BBC ⟦reported⟧.": "the BBC",
    "⟦According to⟧ a Reuters report, the ferry is full.": "Reuters",
    "Ana Ruiz ⟦told⟧ Politico’s Ben Okafor that she would go.": "Politico",
    "Ana Ruiz ⟦said⟧ no. She told CNN on Monday.": "",
    "“CNN reported it,” Ana Ruiz ⟦said⟧.": "",
    "Ana Ruiz ⟦said⟧ that CNN lies.": "",
    "Ana Ruiz ⟦told⟧ reporters no.": "",
    "Ana Ruiz, who is led by CNN’s anchor, ⟦said⟧ no.": "",
    "Ana Ruiz ⟦said⟧ on television that she would go.": "",
}


@pytest.mark.parametrize("marked", CARRIERS)
def test_who_first_carried_the_words_is_an_outlet_that_they_were_told_to(marked: str) -> None:
    before, cue, after = re.split("[⟦⟧]", marked)
    text = before + cue + after
    english = language("en")
    people = People(Tokens(ArticleText(text, "en"), english), english)
    found = people.carrier(Span(len(before), len(before) + len(cue)), None)
    assert [text[slice(*span)] for span in found] == [CARRIERS[marked]] * bool(CARRIERS[marked])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ruiz",
        "⟦⟧ said",
        "⟦…⟧ said",
        "⟦,⟧ said",
        "⟦’s⟧ said",
        "⟦“⟧ said",
        "⟦the⟧ said",
        "⟦and⟧ said",
        "⟦who⟧ said",
        "⟦the the of of⟧ said",
        "⟦Mr.⟧ said",
        "⟦Jr.⟧ said",
        "⟦of Ana⟧ said",
        "⟦(⟧ said",
        "⟦Ana, , , and⟧ said",
        "⟦PENCE⟧: We go.",
        "⟦ANA RUIZ SAYS THE FERRY IS FULL⟧",
        "⟦\u200bAna\u200b Ruiz⟧ said",
        "⟦アナ・ルイス⟧ said",
        "⟦Ąnna Żółć⟧ said",
        "⟦😀⟧ said",
        "⟦3,000⟧ said",
        "⟦he’s⟧ said",
        "⟦Ana\n\nRuiz⟧ said",
    ],
)
def test_any_words_may_stand_for_a_source(text: str) -> None:
    found, speakers = asked(text)
    assert all(speaker.name or speaker.description for speaker in speakers)
    assert all(one.speaker is None or one.speaker < len(speakers) for one in found)


def test_many_persons_of_one_surname_are_told_apart_by_nobody() -> None:
    given = [f"{first}{second}" for first in "ABCDEFGHIJ" for second in ("na", "eno", "imo")]
    text = " ".join(f"{name} Marin said no." for name in given)
    assert credited(f"{text}\n\n⟦Marin⟧ said no. ⟦Aeno Marin⟧ left.") == [
        "?",
        "Aeno Marin",
    ]


@pytest.mark.parametrize(
    "before",
    [
        "⟦Rep. Ben Okafor (D-Ohio)⟧, accused the governor of greed.",
        "⟦Her opponent in May, Ben Okafor,⟧ accused the governor of greed.",
        "⟦Ben Okafor, the mayor,⟧ said the governor was greedy.",
        "⟦Ben Okafor, the mayor,⟧ said the governor failed.",
    ],
)
def test_he_is_who_says_something_and_nobody_of_whom_it_is_said(before: str) -> None:
    assert credited(f"{before} “It is so,” ⟦he⟧ said.") == ["Ben Okafor", "Ben Okafor"]
