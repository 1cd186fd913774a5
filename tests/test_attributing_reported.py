"""Reported speech in English: which words a sentence reports, and where they end.

An attribution is written `source | cue | stretch … stretch`; a source that the article does not
give is empty.
"""

import pytest

from coalition_cli.attributing import attributed
from coalition_cli.verifying import ArticleText


def notation(text: str) -> list[str]:
    """Return the attributions of an English text in short notation."""
    return [
        " | ".join(
            " … ".join(text[slice(*span)] for span in spans)
            for spans in (one.source, one.cue, one.content)
        )
        for one in attributed(ArticleText(text)).attributions
    ]


VERBS_AND_NOUNS = {
    # A word that may be a verb is one by what stands on both sides of it.
    "Two in three said they were tired.": ["Two in three | said | they were tired"],
    "Many of those surveyed say the ferry is late.": [
        "Many of those surveyed | say | the ferry is late"
    ],
    "Fishermen who know the coast warn that the pier is rotten.": [
        "Fishermen who know the coast | warn | that the pier is rotten"
    ],
    "Ana Ruiz has since said she will resign.": ["Ana Ruiz | has since said | she will resign"],
    "Three people briefed on the talks said the offer was final.": [
        "Three people briefed on the talks | said | the offer was final"
    ],
    "The plan announced on Monday would fail.": [],
    "The annual report was late.": [],
    "The weekly sales report cheered the harbour.": [],
    "Remarks that the pier would close in June are raising doubts.": [
        " | Remarks | that the pier would close in June"
    ],
    "The most telling sign was the empty pier.": [],
    # Called gives a name, or judges.
    "He founded a party called New Harbour.": [],
    "The company called three witnesses.": [],
    "A party that calls itself New Harbour has won.": [],
    # After a number or an adjective that more shows, a noun; after who, a verb.
    "The storm moved to larger, more diverse states.": [],
    "Most reports say the pier is safe.": ["Most reports | say | the pier is safe"],
    "The 44 emails that were lost are back.": [],
    "People who claim to speak for the harbour were there.": [
        "People | claim | to speak for the harbour"
    ],
    # An adverb may stand in a passive; it has no subject that speaks.
    "The plan had been widely reported in May.": [],
    "The price was not disclosed until June.": [],
    "Ana Ruiz was declared the winner of the race.": [
        " | was declared | Ana Ruiz … the winner of the race"
    ],
    "Ana Ruiz called him a liar.": ["Ana Ruiz | called | him a liar"],
}

AFTER = {
    "A clerk who did not want to be named said that “the pier is rotten.”": [
        "A clerk who did not want to be named | said | that “the pier is rotten.”"
    ],
    "A clerk who hopes to leave said “the pier is rotten for good.”": [
        "A clerk who hopes to leave | said | “the pier is rotten for good.”"
    ],
    "Ana Ruiz told me this week that the pier is rotten.": [
        "Ana Ruiz | told | that the pier is rotten"
    ],
    "Ana Ruiz vowed to close the pier if the storm comes.": [
        "Ana Ruiz | vowed | to close the pier if the storm comes"
    ],
    "Ana Ruiz warned the crew to leave.": ["Ana Ruiz | warned | the crew to leave"],
    "Ana Ruiz promised a new pier by May.": ["Ana Ruiz | promised | a new pier by May"],
    "Ana Ruiz made clear that no money would come.": [
        "Ana Ruiz | made clear | that no money would come"
    ],
    "Jan Roe asked Ana Ruiz about the pier.": ["Jan Roe | asked | the pier"],
    "What Ana Ruiz said was that the pier was closed.": [
        "Ana Ruiz | said | that the pier was closed"
    ],
    "Adding that the pier was old, Ana Ruiz left.": ["Ana Ruiz | Adding | that the pier was old"],
    "Having said that the pier was old, Ana Ruiz left.": [
        "Ana Ruiz | said | that the pier was old"
    ],
    "Ana Ruiz was quoted as saying that the talks failed.": [
        "Ana Ruiz | saying | that the talks failed"
    ],
    "Ana Ruiz denied taking the money.": ["Ana Ruiz | denied | taking the money"],
    "Ana Ruiz said about half of the boats were lost.": [
        "Ana Ruiz | said | about half of the boats were lost"
    ],
    "Jan Roe agreed with Ana Ruiz that the pier is rotten.": [
        "Jan Roe | agreed with | that the pier is rotten"
    ],
    "Neither Ana Ruiz nor Jan Roe said when the pier would open.": [
        "Neither Ana Ruiz nor Jan Roe | said | when the pier would open"
    ],
    "Ana Ruiz has not said who will sail.": ["Ana Ruiz | has not said | who will sail"],
    "He's said he likes the sea.": ["He | 's said | he likes the sea"],
    "Jan Roe said each year of school pays.": ["Jan Roe | said | each year of school pays"],
    "Asked by Jan Roe, 72 percent of the fishermen said yes, but few came.": [
        "72 percent of the fishermen | said | yes"
    ],
    # Objects of verbs of judging and demanding.
    "Ana Ruiz called for a ban on nets.": ["Ana Ruiz | called for | a ban on nets"],
    "Ana Ruiz warned of a flood.": ["Ana Ruiz | warned of | a flood"],
    "Ana Ruiz accused Jan Roe of hiding the letter.": [
        "Ana Ruiz | accused | Jan Roe of hiding the letter"
    ],
    # Of whom or of what it is said.
    "Ana Ruiz has been criticized for her silence.": [
        " | has been criticized | Ana Ruiz … for her silence"
    ],
    "Ana Ruiz was accused of hiding the letter.": [
        " | was accused | Ana Ruiz … of hiding the letter"
    ],
    "Jan Roe was recommended for the post by Ana Ruiz.": [
        "Ana Ruiz | was recommended | Jan Roe … for the post"
    ],
    "The plan was praised by Ana Ruiz.": ["Ana Ruiz | was praised | The plan"],
    "The crew was told that the pier would close.": [" | was told | that the pier would close"],
}

BESIDE = {
    "The pier, Ana Ruiz told them, was rotten.": ["Ana Ruiz | told | The pier … was rotten"],
    "The pier was rotten, and nobody knew (the boats were late, Ana Ruiz said).": [
        "Ana Ruiz | said | the boats were late"
    ],
    "Nobody came, given that, as the Harbour Times reported on Friday, the pier was closed.": [
        "the Harbour Times | reported | the pier was closed"
    ],
    "The boats, which officials said would sail in June, are rotten.": [
        "officials | said | which … would sail in June"
    ],
    "A plan that experts say would fail was passed.": ["experts | say | that … would fail"],
    # A clause whose verb nobody knows, and a pair that is no clause.
    "The new pier adjoins the old harbour, one fisherman said.": [
        "one fisherman | said | The new pier adjoins the old harbour"
    ],
    "Jan Roe said both she and Ana Ruiz promised to stay.": [
        "Jan Roe | said | both she and Ana Ruiz promised to stay"
    ],
    "As first reported by the Harbour Times, the pier was closed.": [
        "the Harbour Times | As first reported by | the pier was closed"
    ],
    "According to a report by the council, which was read in May, the pier is rotten.": [
        "a report by the council | According to | the pier is rotten"
    ],
    "The pier was closed, per the Harbour Times.": [
        "the Harbour Times | per | The pier was closed"
    ],
    "In Ana Ruiz's view, the pier was safe.": ["Ana Ruiz | In Ana Ruiz's view | the pier was safe"],
}

NOUNS = {
    "Ana Ruiz repeated her claim that the pier was safe.": [
        "Ana Ruiz | repeated | her claim that the pier was safe"
    ],
    "Jan Roe left after Ana Ruiz's claim that the pier was safe.": [
        "Ana Ruiz | claim | that the pier was safe"
    ],
    "Ana Ruiz made a call for a ban on nets.": ["Ana Ruiz | call for | a ban on nets"],
    "Ana Ruiz made the case that taxes should fall.": ["Ana Ruiz | case | that taxes should fall"],
    "In the case that she comes, the crew will sail.": [],
    "There was a demand by Ana Ruiz that the pier be closed.": [
        "Ana Ruiz | demand | that the pier be closed"
    ],
    "The claims that failed were old.": [],
    "Jan Roe made a call to the harbour office.": [],
    # The noun only says where it was said.
    "Ana Ruiz said in her remarks that the pier was safe.": [
        "Ana Ruiz | said | that the pier was safe"
    ],
}

ENDS = {
    # A clause goes on over what belongs to it, and ends before what the article adds.
    "Ana Ruiz said the pier was closed, which would help the town.": [
        "Ana Ruiz | said | the pier was closed, which would help the town"
    ],
    "The pier was closed, the harbour office tweeted on Friday.": [
        "the harbour office | tweeted | The pier was closed"
    ],
    "Ana Ruiz said the pier was sold to Jan Roe, who owns the ferry.": [
        "Ana Ruiz | said | the pier was sold to Jan Roe"
    ],
    "Ana Ruiz said the pier was closed, a blow to the fishermen.": [
        "Ana Ruiz | said | the pier was closed"
    ],
    "A month after Ana Ruiz announced that the pier was closed, the ferry sank.": [
        "Ana Ruiz | announced | that the pier was closed"
    ],
    "Ana Ruiz, whose office said the pier was closed, left.": [
        "office | said | the pier was closed"
    ],
    "Officials who say that the pier is safe were angry.": [
        "Officials | say | that the pier is safe"
    ],
    # Another saying begins.
    "Ana Ruiz said the pier was safe, while Jan Roe said it was rotten.": [
        "Ana Ruiz | said | the pier was safe",
        "Jan Roe | said | it was rotten",
    ],
    "Ana Ruiz said the pier was safe and vowed to keep it.": [
        "Ana Ruiz | said | the pier was safe",
        "Ana Ruiz | vowed | to keep it",
    ],
    "Ana Ruiz said the crew asked for quiet as they sought answers.": [
        "Ana Ruiz | said | the crew asked for quiet as they sought answers"
    ],
    # An object ends before signs, other verbs and occasions; not within a list or a place.
    "Ana Ruiz praised the crew, who had come late, and left.": ["Ana Ruiz | praised | the crew"],
    "Ana Ruiz expressed doubts about the pier and left in a hurry.": [
        "Ana Ruiz | expressed | doubts about the pier"
    ],
    "Ana Ruiz criticized Jan Roe during a debate.": ["Ana Ruiz | criticized | Jan Roe"],
    "Ana Ruiz criticized the plan after the council had left.": [
        "Ana Ruiz | criticized | the plan"
    ],
    "Ana Ruiz called for a vote before the council leaves.": [
        "Ana Ruiz | called for | a vote before the council leaves"
    ],
    "Ana Ruiz praised a letter by Jan Roe, the mayor, on nets.": [
        "Ana Ruiz | praised | a letter by Jan Roe, the mayor, on nets"
    ],
    "Ana Ruiz vowed to close the pier during a storm.": [
        "Ana Ruiz | vowed | to close the pier during a storm"
    ],
    "Ana Ruiz proposed new, cheap boats for Bari, Apulia.": [
        "Ana Ruiz | proposed | new, cheap boats for Bari, Apulia"
    ],
    "Ana Ruiz called him a kind, loving and brave man.": [
        "Ana Ruiz | called | him a kind, loving and brave man"
    ],
    "Ana Ruiz told a cheering crowd in Bari that the pier is safe.": [
        "Ana Ruiz | told | that the pier is safe"
    ],
    "Ana Ruiz called for boats, nets and sails for the crew.": [
        "Ana Ruiz | called for | boats, nets and sails for the crew"
    ],
}

OPENINGS = {
    # How a clause can open that no word like that introduces.
    "Sailors agree the pier was a mistake.": ["Sailors | agree | the pier was a mistake"],
    "Some sailors suggest that could happen again.": [
        "Some sailors | suggest | that could happen again"
    ],
    "Ana Ruiz said although the pier was old it had to stay open.": [
        "Ana Ruiz | said | although the pier was old it had to stay open"
    ],
    "The clerk did not say exactly what she wanted.": [
        "The clerk | did not say | exactly what she wanted"
    ],
    "Ana Ruiz urged the council last year not to close the pier.": [
        "Ana Ruiz | urged | not to close the pier"
    ],
    "Ana Ruiz warned the council about the storm.": ["Ana Ruiz | warned | the storm"],
    # She said, and what goes on.
    "The pier was closed in May, the clerk added, and had passed all tests.": [
        "the clerk | added | The pier was closed in May … and had passed all tests"
    ],
    "Asked whether she would go, Ana Ruiz laughed.": [],
    "The ferry is late, the clerk said, and went home.": ["the clerk | said | The ferry is late"],
}

PARTS = {
    # What somebody says that another says is a part of his or her words.
    "Ana Ruiz said that Jan Roe promised to leave.": [
        "Ana Ruiz | said | that Jan Roe promised to leave"
    ],
    "Half of the crew said the pier was safe, according to the harbour office.": [
        "the harbour office | according to | Half of the crew said the pier was safe"
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, id=text[:60])
        for table in (VERBS_AND_NOUNS, AFTER, BESIDE, NOUNS, ENDS, OPENINGS, PARTS)
        for text, expected in table.items()
    ],
)
def test_a_sentence_reports(text: str, expected: list[str]) -> None:
    assert notation(text) == expected
