"""Articles → their story: what several of them say, and who of their speakers is one person."""

from collections.abc import Sequence

from .article import Article, Part, Saying, Story


def story_of(articles: Sequence[Article]) -> Story:
    """Return the story that articles tell."""
    sayings = [
        Saying((Part(article, number),))
        for article, each in enumerate(articles)
        for number in range(len(each.attributed.attributions))
    ]
    people = [
        (Part(article, number),)
        for article, each in enumerate(articles)
        for number in range(len(each.attributed.speakers))
    ]
    return Story(articles, sayings, people)
