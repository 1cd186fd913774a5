"""Laws of attributions that hold for any text."""

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from coalition_cli.attributing import Certainty, attributed
from coalition_cli.verifying import ArticleText

SPOKEN = """Ana Ruiz said that the ferry was full , . : ; ( ) — - “ ” ‘ ’ ' '' « » ? ! … He told
them she they according to in her view of Mr. who claims adding would not be called and but a
12 Sen. (R-Fla.) It is noted RUIZ: Q: @ana = < > é 东 says 的"""
WORDS = [*SPOKEN.split(), '"', "\n\n", "\ufeff", "\u200b"]
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
)


@settings(deadline=None)
@given(texts, st.booleans())
@example("“", False)
@example("said " * 400, True)
@example("(" * 300 + " said", False)
def test_attributions_of_any_text_stand_in_it(text: str, stances: bool) -> None:
    found = attributed(ArticleText(text), stances=stances)
    starts = [one.content[0].start for one in found.attributions]
    assert starts == sorted(starts)
    for one in found.attributions:
        for span in (*one.content, *one.source, *one.cue, *one.carrier):
            assert 0 <= span.start < span.end <= len(text)
        assert all(first.end <= second.start for first, second in pairwise(one.content))
        assert any(map(str.isalnum, "".join(text[slice(*span)] for span in one.content)))
        assert one.speaker is None or 0 <= one.speaker < len(found.speakers)
        assert (one.speaker is None) == (one.certainty is Certainty.OPEN)
        assert one.certainty is Certainty.STATED or one.reason


@settings(deadline=None)
@given(texts)
def test_wanting_beliefs_and_plans_too_loses_nothing(text: str) -> None:
    article = ArticleText(text)
    wanted = {one.content for one in attributed(article, stances=True).attributions}
    assert {one.content for one in attributed(article).attributions} <= wanted


def test_long_texts_of_every_kind_are_read() -> None:
    for piece in (
        "Ana Ruiz, ",
        '"',
        "“A,” he said. ",
        "said ",
        "(",
        "Ana: ",
        "which said, ",
        "to say ",
    ):
        attributed(ArticleText(piece * 3000))
