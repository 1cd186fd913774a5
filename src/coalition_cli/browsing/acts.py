"""What keys do to a view: each act takes a view and returns another."""

from ..model import SECTIONS
from ..model.problems import UsageError
from ..query import query_field
from .facets import toggled
from .view import END, PARTS, Found, Pane, Place, Sheet, View, asked, at, placed, said, scrolled


def moved(view: View, by: int) -> View:
    """Move by rows of the list, lines of the page, or choices of the facets."""
    if view.pane is Pane.PAGE:
        return scrolled(view, view.scroll + by)
    if view.pane is Pane.FACETS:
        last = len(view.offered) - 1
        return view._replace(choice=max(0, min(view.choice + by, last)))
    return at(view, view.place.row + by)


def paged(view: View, by: int) -> View:
    """Move by screens; one line stays."""
    lines = view.paper if view.pane is Pane.PAGE else view.body
    return moved(view, by * max(1, lines - 1))


def to_first(view: View) -> View:
    """Go to the first row, or to the top of the page."""
    return at(view, 0) if view.pane is Pane.LIST else moved(view, -END)


def to_last(view: View) -> View:
    """Go to the last row, or to the end of the page."""
    return at(view, END) if view.pane is Pane.LIST else moved(view, END)


def stepped(view: View, by: int) -> View:
    """Go to the next record, wherever the keys are for."""
    return at(view, view.place.row + by)


def read(view: View) -> View:
    """Go to the page."""
    return view._replace(pane=Pane.PAGE)


def back(view: View) -> View:
    """Go back to the list, and from another sheet to the page of the record."""
    if view.sheet is Sheet.HELP or view.pane is Pane.LIST:
        view = _sheet(view, Sheet.PAGE)
    return view._replace(pane=Pane.LIST)


def across(view: View) -> View:
    """Go to the next part of the screen."""
    parts = [part for part in PARTS if part is not Pane.FACETS or view.faceted]
    here = parts.index(view.pane) if view.pane in parts else 0
    return view._replace(pane=parts[(here + 1) % len(parts)])


def listed(view: View, name: str) -> View:
    """Show another list, at the place where it was left."""
    if name == view.section:
        return view._replace(pane=Pane.LIST)
    view = view._replace(section=name, scroll=0, found=Found(), sought=None, choice=0)
    return view._replace(pane=Pane.LIST)


def typed(view: View) -> View:
    """Begin to type the query."""
    return view._replace(pane=Pane.QUERY, before=view.place)


def spelt(view: View, words: tuple[str, ...], *, unfinished: bool) -> View:
    """Take the words of the line that is typed, and whether the last one goes on."""
    changed = unfinished != view.unfinished
    return asked(view._replace(unfinished=unfinished), words, anew=changed)


def entered(view: View) -> View:
    """Keep the query whose answer is shown, if it has one; now the best matches come first.

    What was found stays on the screen until they do.
    """
    if view.found.failed:
        return view
    kept = placed(view, Place(view.asked))
    return kept._replace(pane=Pane.LIST, before=None, unfinished=False, scroll=0)


def restored(view: View) -> View:
    """Go back to the query that was there before."""
    before = view.before or view.place
    view = view._replace(pane=Pane.LIST, before=None, unfinished=False)
    return placed(asked(view, before.words, anew=True), before)


def cleared(view: View) -> View:
    """Ask for everything again."""
    return asked(view, ())


def faceted(view: View) -> View:
    """Show the facets, or hide them."""
    if view.faceted and (view.pane is Pane.FACETS or view.wide):
        pane = Pane.LIST if view.pane is Pane.FACETS else view.pane
        return view._replace(faceted=False, pane=pane)
    if view.section != "claims":
        return said(view, "facets are of claims: 1 lists them")
    return view._replace(faceted=True, pane=Pane.FACETS)


def chosen(view: View) -> View:
    """Choose what is under the cursor of the facets, or do not any more."""
    if view.choice >= len(view.offered):
        return view
    known = [choice.word for choice in view.offered]
    return asked(view, toggled(view.words, known[view.choice], known))


def narrowed(view: View, word: str) -> View:
    """Add a term to the query, or take it away."""
    try:
        query_field(SECTIONS[view.section], word.partition(":")[0])
    except UsageError as error:
        return said(view, *str(error).split("\n")[:1])
    if view.section == "claims":
        return asked(view, toggled(view.words, word))
    words = tuple(one for one in view.words if one != word)
    return asked(view, words if len(words) < len(view.words) else (*words, word))


def shown(view: View, sheet: Sheet) -> View:
    """Show another sheet of the record, or its page again."""
    view = _sheet(view, Sheet.PAGE if view.sheet is sheet else sheet)
    needs_page = not view.wide or sheet is Sheet.HELP
    return view._replace(pane=Pane.PAGE) if needs_page else view


def _sheet(view: View, sheet: Sheet) -> View:
    return view if view.sheet is sheet else view._replace(sheet=sheet, scroll=0)


def marked(view: View) -> View:
    """Mark the record, or take the mark away, and go on to the next one."""
    if view.mark is None:
        return view
    return stepped(view._replace(marks=view.marks ^ {view.mark}), 1)


def unmarked(view: View) -> View:
    """Take all marks away."""
    return view._replace(marks=frozenset())


def prefixed(view: View, pane: Pane) -> View:
    """Wait for a second key."""
    if view.row is None:
        return said(view, "there is no record here")
    return view._replace(pane=pane)


def dropped(view: View) -> View:
    """Do nothing with the second key."""
    return view._replace(pane=Pane.LIST)


def starting(words: tuple[str, ...]) -> View:
    """Return the first view, of claims that match these words."""
    return placed(View(), Place(words))
