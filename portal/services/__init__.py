"""Verbs on one noun, one file each; the first argument is the person asking."""
