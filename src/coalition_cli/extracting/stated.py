"""What a page states of its article."""

from .document import Stated
from .page import Page


def stated(page: Page) -> Stated:
    """Return what a page states of its article."""
    return Stated(headline=page.meta("og:title"), url=page.address, language=page.language)
