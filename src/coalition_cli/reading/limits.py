"""How much of anything is read. More than that is a problem, and never a strain on memory.

A claim has some hundred characters, and the format nests five deep: no real claims file comes near
these limits. They stop a file early that has no claims in it, or was made to do harm.
"""

MAX_DEPTH = 32  # of nesting
MAX_EXPANSION = 100_000  # values that the anchors of a file, or its aliases, may stand for
TEXT_OF_ONE = 100  # characters of text that count as one more of these values
MAX_SCALAR = 1 << 18  # characters of one text
MAX_RECORD = 1 << 20  # bytes of YAML or JSON Lines, characters of JSON: a record, or the header
MAX_FILE = 1 << 30  # bytes of a file; a million claims have 400 MB
MAX_FOREIGN = 1 << 25  # bytes of a file that is looked at to see whether it is another tool's
MAX_ONCE = 1 << 28  # bytes of input that can be read only once, such as a pipe: memory keeps them
MAX_CHANGED = 1 << 26  # bytes of a file that is changed: memory keeps some twenty times as much
MAX_PROBLEMS = 100_000  # that are reported
MAX_CHECKED = 850_000_000  # bytes, about, that are kept of records while all are checked

TOO_DEEP = f"values are nested more than {MAX_DEPTH} deep"
TOO_LONG_SCALAR = f"a text has more than {MAX_SCALAR:,} characters"
TOO_LONG_RECORD = f"a record is longer than {MAX_RECORD >> 20} MiB"

FLATTEN = "use fewer levels"
SHORTEN = "move long texts to another file, and write in a claim only what was claimed"
CLOSE = "check for a missing quotation mark or bracket at an end; write each claim by itself"
