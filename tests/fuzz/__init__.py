"""Any input gives an answer or problems: files mutated without end, and the laws that hold.

`python -m tests.fuzz --minutes 60` runs it for an hour, `tests/test_fuzzing.py` for seconds.
"""
