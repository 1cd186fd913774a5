"""Words and options → a question → SQL."""

from .counting import broken_down, grouped
from .fields import check_fields, parse_sort, query_field, section_named
from .narrowing import narrowing
from .question import MOST_VALUES, Beginning, Question, Sort, Term, check_size, in_order
from .statements import (
    appearing,
    counted,
    declared,
    selected,
    speakers_withheld,
    unread,
    withholding,
)
from .tables import FOREIGN, LEFT_OUT, NAMED, Statement
from .words import parse_query, parse_term, parse_word

__all__ = [
    "FOREIGN",
    "LEFT_OUT",
    "MOST_VALUES",
    "NAMED",
    "Beginning",
    "Question",
    "Sort",
    "Statement",
    "Term",
    "appearing",
    "broken_down",
    "check_fields",
    "check_size",
    "counted",
    "declared",
    "grouped",
    "in_order",
    "narrowing",
    "parse_query",
    "parse_sort",
    "parse_term",
    "parse_word",
    "query_field",
    "section_named",
    "selected",
    "speakers_withheld",
    "unread",
    "withholding",
]
