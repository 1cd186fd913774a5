"""Quotations within a sentence in English: which words stand with them, and where these end.

An attribution is written as in test_attributing.py: `kind | source | cue | stretch … stretch`.
"""

import pytest

from .test_attributing import notation

ONE_OR_TWO = {
    # What somebody says that another says is a part of it, unless it is a whole quotation.
    "The clerk said that she praised the sailors for “holding on in the storm.”": [
        "partial | The clerk | said | that she praised the sailors for “holding on in the storm.”"
    ],
    "Ana Ruiz said that the plan, which calls the pier “a danger to all,” is old.": [
        "partial | Ana Ruiz | said | that the plan, which calls the pier “a danger to all,”"
    ],
    "Ana Ruiz said that Bo Lund had told her, “We will not pay for it.”": [
        "partial | Ana Ruiz | said | that Bo Lund had told her, “We will not pay for it.”",
        "direct | Bo Lund | had told | “We will not pay for it.”",
    ],
    # A second verb begins a second saying.
    "Ana Ruiz called it “a bad joke” and ranked it among the worst “in living memory.”": [
        "partial | Ana Ruiz | called | it “a bad joke”",
        "partial | Ana Ruiz | ranked | it among the worst “in living memory.”",
    ],
    "“It is over,” Ana Ruiz told the council, saying that people “are sick of it” all.": [
        "direct | Ana Ruiz | told | “It is over,”",
        "partial | Ana Ruiz | saying | that people “are sick of it” all",
    ],
    "Ana Ruiz said it was “of no use at all,” but she gave a promise: “We will try it.”": [
        "partial | Ana Ruiz | said | it was “of no use at all,”",
        "direct | she | gave | “We will try it.”",
    ],
    "While Ana Ruiz said that she likes it, she also noted a day earlier, “If it sinks, we go.”": [
        "reported | Ana Ruiz | said | that she likes it",
        "direct | she | also noted | “If it sinks, we go.”",
    ],
}

BESIDE = {
    # A clause before or after its verb of saying belongs to what is said; a lead does not.
    "The harbour is a home for many, Ana Ruiz said: “We cannot leave it to rot.”": [
        "partial | Ana Ruiz | said | The harbour is a home for many … “We cannot leave it to rot.”"
    ],
    "Asked about the harbour, Ana Ruiz said: “We cannot leave it to rot.”": [
        "direct | Ana Ruiz | said | “We cannot leave it to rot.”"
    ],
    "If the pier closes, Ana Ruiz said, there is a way out: “We build a new one.”": [
        "partial | Ana Ruiz | said | If the pier closes … there is a way out: “We build a new one.”"
    ],
    "And, Ana Ruiz admitted, it is unclear who owns it, given that “nobody kept the papers.”": [
        "partial | Ana Ruiz | admitted | it is unclear who owns it, given that “nobody kept the"
        " papers.”"
    ],
    "Those who sleep “with the door open,” Ana Ruiz said, wind up in a town “without a lock.”": [
        "partial | Ana Ruiz | said | Those who sleep “with the door open,” … wind up in a town"
        " “without a lock.”"
    ],
    "“You wait and the ferry is gone,” she said, not hiding her anger.": [
        "direct | she | said | “You wait and the ferry is gone,”"
    ],
    "Ana Ruiz said as she left the hall, “The ice is broken and we can talk” about it.": [
        "partial | Ana Ruiz | said | “The ice is broken and we can talk” about it"
    ],
    "He was a man whom Ana Ruiz called “the best of captains.”": [
        "partial | Ana Ruiz | called | whom … “the best of captains.”"
    ],
    "Bo Lund was described as “a man of few words” by Ana Ruiz.": [
        "partial | Ana Ruiz | was described | Bo Lund … as “a man of few words”"
    ],
    "Bo Lund, who is called “the king of the ferries,” said the pier was old.": [
        "direct |  | is called | “the king of the ferries,”",
        "reported | Bo Lund | said | the pier was old",
    ],
    "Bo Lund was asked, “Would you have told her about the pier?”": [
        "direct |  | was asked | “Would you have told her about the pier?”"
    ],
}

ENDS = {
    # A clause goes on behind its quotation, until another begins.
    "Ana Ruiz said the plan could be “the best of all,” giving the towns more room.": [
        "partial | Ana Ruiz | said | the plan could be “the best of all,” giving the towns more"
        " room"
    ],
    "Ana Ruiz said that the plan was “the best of all,” adding that it was cheap.": [
        "partial | Ana Ruiz | said | that the plan was “the best of all,”",
        "reported | Ana Ruiz | adding | that it was cheap",
    ],
    "“By now,” Ana Ruiz wrote, “the ferry has a prize,” after Bo Lund praised the crew.": [
        "direct | Ana Ruiz | wrote | “By now,” … “the ferry has a prize,”",
        "reported | Bo Lund | praised | the crew",
    ],
    "The clerk sniped that it was “too good,” while the mayor wrote that it was “as it is.”": [
        "partial | The clerk | sniped | that it was “too good,”",
        "partial | the mayor | wrote | that it was “as it is.”",
    ],
    "He has proposed naming a “master of all ferries” who reports to the council.": [
        "partial | He | has proposed | naming a “master of all ferries” who reports to the council"
    ],
    "Ana Ruiz urged the crew to work at “making the pier last” - then left for Bari.": [
        "partial | Ana Ruiz | urged | the crew to work at “making the pier last”"
    ],
    "He said “we go” after the vote failed.": ["direct | He | said | “we go”"],
    "She offered “a warm thanks” to Bo Lund after letters showed his part.": [
        "partial | She | offered | “a warm thanks” to Bo Lund"
    ],
    "The plan, Ana Ruiz said, is “a joke,” and the council knows it.": [
        "partial | Ana Ruiz | said | The plan … is “a joke,”"
    ],
    "The council paid for a plan that Ana Ruiz called “a gift,” on Monday.": [
        "direct | Ana Ruiz | called | “a gift,”"
    ],
    "Ana Ruiz said that the harbour, “a jewel of the coast,” would stay.": [
        "partial | Ana Ruiz | said | that the harbour, “a jewel of the coast,” would stay"
    ],
    "Her claim that “the pier is sound” in all its parts was denied.": [
        "partial | Her | claim | that “the pier is sound” in all its parts"
    ],
    "Ana Ruiz, who claimed in May - wrongly - that the pier “was never in danger,” left.": [
        "partial | Ana Ruiz | claimed | that the pier “was never in danger,”"
    ],
}

LEFT_OVER = {
    # Without a verb of saying: after who hears it, and a whole sentence by itself.
    "She barked to her husband, Bo Lund, that it would be “ugly and far too long.”": [
        "partial | She | barked | that it would be “ugly and far too long.”"
    ],
    "She sneezed that it was “ugly,” “far too long” and “a shame for the town.”": [
        "partial | She | sneezed | that it was “ugly,” “far too long” and “a shame for the town.”"
    ],
    "THE WEEK IN THE HARBOUR “It was the longest week on the pier since the storm.”": [
        "direct |  |  | “It was the longest week on the pier since the storm.”"
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, id=text[:60])
        for table in (ONE_OR_TWO, BESIDE, ENDS, LEFT_OVER)
        for text, expected in table.items()
    ],
)
def test_a_quotation_stands_in_its_clause(text: str, expected: list[str]) -> None:
    assert notation(text) == expected
