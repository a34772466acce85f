"""Where records come from and contributions go: one file for each kind of case system.

The files named `contract*.py` are the strict reader of record format 1, which every way in shares.
"""
