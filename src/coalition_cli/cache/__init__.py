"""The cache: a folder of the user's own, where indexes are kept from one run to the next.

What makes an index stands aside: only what reads files needs it.
"""
