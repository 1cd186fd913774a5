"""How much of anything is read: what goes beyond is a problem, and never a strain on memory.

A claim has some hundred characters, and the format nests five deep: who keeps claims meets none
of these. They stop what is no claims file, or was made to do harm, before it takes long.
"""

MAX_DEPTH = 32  # of nesting
MAX_EXPANSION = 100_000  # values that the anchors of a file, or its aliases, may stand for
TEXT_OF_ONE = 100  # characters of text that weigh as much as another value, there
MAX_SCALAR = 1 << 18  # characters of one text
MAX_RECORD = 1 << 20  # bytes of YAML or JSON Lines, characters of JSON: a record, or the header
MAX_FILE = 1 << 30  # bytes of a file; a million claims have 400 MB
MAX_ONCE = 1 << 28  # bytes of what can be read only once, such as a pipe: they are kept in memory
MAX_PROBLEMS = 100_000  # that are told of the data
MAX_CHECKED = 850_000_000  # bytes, about, of what is remembered of records that are checked at once

TOO_DEEP = f"values are nested more than {MAX_DEPTH} deep"
TOO_LONG_SCALAR = f"a text has more than {MAX_SCALAR:,} characters"
TOO_LONG_RECORD = f"a record is longer than {MAX_RECORD >> 20} MiB"

FLATTEN = "use fewer levels"
SHORTEN = "move long texts to another file, and write in a claim only what was claimed"
CLOSE = "check for a missing quotation mark or bracket at an end; write each claim by itself"
