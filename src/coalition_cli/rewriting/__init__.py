"""Changes to claims files: only the lines concerned differ.

A file is never written anew from its records. A change is a list of edits of its text. The new
text is read again before it replaces the old one: only what was to change may differ.
"""
