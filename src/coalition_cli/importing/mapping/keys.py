"""The keys of a mapping: reading one, its schema and the documentation follow these tables."""

from collections.abc import Mapping
from types import MappingProxyType

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "from": "the form of the data, if it is not to be recognised",
        "separator": "the character between the cells of a row",
        "columns": "the names of the columns, if no row has them",
        "skip": "how many rows stand before the first that counts",
        "sheet": "the sheet of a spreadsheet",
        "rows": "the path of the list whose items are the rows, in JSON",
        "empty": "values that mean nothing, such as N/A",
        "date": "the order of day, month and year: dmy, mdy or ymd",
        "where": "only rows with one of these values, by column",
        "where-not": "no rows with one of these values, by column",
        "record": "what a row becomes; by default a claim",
        "ignore": "columns or paths that may be lost",
        "fields": "what each field is filled from",
    }
)
OF_VALUES: Mapping[str, str] = MappingProxyType(
    {
        "from": "a column or a path; or several, of which the first with a value counts",
        "is": "the value itself, for all rows",
        "split": "what parts several values in one text, such as a comma",
        "values": "what a text stands for, by the text; null is nothing",
        "date": "the order of day, month and year in this column: dmy, mdy or ymd",
    }
)
EACH = "each"
OF_EACH = "the path of a list: one record for each of its items, in which paths then begin"
