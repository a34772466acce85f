"""The rules that a page, a text or a file must keep."""
