"""Questions and answers until a record is complete, with the records that it names.

An interview is what follows from its answers. Without the last one it is one step back, and an
interview that was broken off goes on when its answers are given again.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from ..model import SECTIONS, Field, Section
from ..model.codes import Severity
from ..model.problems import suggestion
from .asked import UNSAID
from .draft import Draft, Single
from .flow import Flow, Lines, Prompted, unfit
from .judging import Finding, judged
from .known import KnownData, KnownValue
from .quoting import Texts, refused
from .wanting import settles


class Interview:
    """Asks for a record of a section, and for the records that it names and that are not there.

    `picked` has values for the first appearance of a claim. `told` is what is doubtful about the
    last answer, or follows from it.
    """

    def __init__(
        self,
        section: Section,
        known: KnownData,
        texts: Texts,
        picked: Mapping[str, Single] | None = None,
    ) -> None:
        self.known, self.texts, self.picked = known, texts, picked or {}
        self.told: list[str] = []
        self._section = section
        self._insisted: set[str] = set()  # quotes that were refused once
        self._settled: dict[tuple[str, ...], set[str]] = {}  # by the answers so far
        self._begin()

    def _begin(self) -> None:
        self.answers: list[str] = []
        self._found: list[Finding] = []
        self._flow = Flow(self._section, self.known, self.picked, self._settling)
        self._flow.article = self._article

    @cached_property
    def _article(self) -> str:
        """The article of the claim that was recorded last: many claims of one follow.

        If a text is named, it is the article only if the claim's quote stands in the text.
        """
        claim = self.known.last(SECTIONS["claims"])
        appearances = claim.nested() if claim else []
        if not appearances:
            return ""
        article, quote = (str(appearances[0].values.get(name, "")) for name in ("article", "quote"))
        last = Draft(SECTIONS["appearances"], {"article": article, "quote": quote})
        verdict = self.texts.held(last) if self.texts.named and quote else None
        is_other = self.texts.named and (verdict is None or refused(verdict))
        return "" if is_other else article

    def _settling(self, flow: Flow, draft: Draft) -> set[str]:
        """Return the fields that settle what is missing in a draft, worked out once."""
        state = (*self.answers, str(len(flow.open)))
        if state not in self._settled:
            self._settled[state] = settles(flow.drafts, draft, self.known)
        return self._settled[state]

    def is_main(self, draft: Draft) -> bool:
        """Whether a draft is the record that was asked for, or stands in it and is no part.

        The fields of a part, such as the date of a review, are told by its kind.
        """
        main = self._flow.main
        parts = {field.of for field in main.section.records if field.has_parts}
        return draft.section.name not in parts and (draft is main or draft not in self._flow.drafts)

    @property
    def records(self) -> list[Draft]:
        """The record that was asked for, first, and those that it names."""
        return self._flow.records

    def question(self) -> Prompted | None:
        """Return what is asked now; None if nothing is left to ask."""
        return self._flow.question()

    def answer(self, text: str) -> Lines:
        """Take an answer, and go on. Or return why it is refused; then nothing has changed."""
        question = self.question()
        assert question is not None  # noqa: S101 - there is something to answer
        if wrong := unfit(question, text):
            return wrong
        before, found = [*self.answers], self._found
        again = self._flow.open[-1].again
        self._take(question, text)
        self.told = self._flow.told
        if wrong := self._wrong(question, again=again):
            self._replay(before)
            self._found = found
        return wrong

    def back(self) -> bool:
        """Take the last answer back; return False if there is none."""
        answers = self.answers
        self._replay(answers[:-1])
        self._found = self._judged(duplicates=False)
        return bool(answers)

    def resume(self, answers: Sequence[str]) -> None:
        """Give the answers of an interview that was broken off."""
        self._replay(answers)
        self._found = self._judged()

    def _replay(self, answers: Sequence[str]) -> None:
        self._begin()
        for text in answers:
            if (question := self.question()) is None:
                self.change(text)
            elif unfit(question, text):
                return
            else:
                self._take(question, text)

    def _take(self, question: Prompted, text: str) -> None:
        self._flow.told = []
        self._flow.take(question, text)
        self.answers.append(text)
        for called in self._flow.forgotten:
            self.answers = [answer.replace(called, UNSAID) for answer in self.answers]
        self._flow.forgotten = []
        if question.field is not None and question.field.name == "quote":
            self._place(question.draft)

    def _place(self, appearance: Draft) -> None:
        """State the place of a quote that stands in the text of its article; offer its sentence."""
        verdict = self.texts.held(appearance)
        if verdict is None or refused(verdict):
            return
        for name, value in self.texts.surroundings(appearance, verdict).items():
            if name != "wording":
                appearance.values.setdefault(name, value)
            elif name not in appearance.values:
                self._flow.offer(name, str(value))

    # Changing an answer at the end

    def changeable(self) -> list[KnownValue]:
        """Return the answers that may be given again, by the names of their fields."""
        return [KnownValue(name, field.meaning) for name, (_, field) in self._flow.values().items()]

    def change(self, name: str) -> Lines:
        """Have an answer be asked for again, or return why that is not possible."""
        known = list(self._flow.values())
        if name not in known:
            return [f"there is no '{name}'{suggestion(name, known)}"]
        self._flow.reopen(name)
        self.answers.append(name)
        return ()

    # Checking an answer

    def _wrong(self, question: Prompted, *, again: bool) -> Lines:
        """Return what is wrong since the last answer; tell what is only doubtful.

        What is missing is asked for later, unless the answer is given `again`.
        """
        field, told = question.field, []
        found = self._judged(duplicates=self._may_repeat(field))
        before = {(one.problem.code, one.problem.message) for one in self._found}
        for one in found:
            placed = one.field or (again and one.draft is question.draft)
            if placed and (one.problem.code, one.problem.message) not in before:
                if one.problem.severity is Severity.ERROR:
                    return [one.problem.message, *one.problem.advice]
                told += [one.problem.message, *one.problem.advice]
        if field is not None and field.name == "quote" and (why := self._altered(question.draft)):
            return why
        self._found = found
        self.told = [*self.told, *told]
        return ()

    def _may_repeat(self, field: Field | None) -> bool:
        """Whether an answer may make the claim like another: texts of one speaker are compared."""
        stated = {"text", "speaker"} <= self._flow.main.values.keys()
        return stated and field is not None and field.name in ("text", "speaker")

    def _judged(self, *, duplicates: bool = True) -> list[Finding]:
        return judged(self._flow.complete(), self.known, duplicates=duplicates)

    def _altered(self, appearance: Draft) -> Lines:
        """Return why a quote does not stand in the text of its article, the first time."""
        quote = str(appearance.values.get("quote", ""))
        why = refused(self.texts.held(appearance))
        if not why or quote in self._insisted:
            return ()
        self._insisted.add(quote)
        return [*why, "give it again to keep it as it is"]
