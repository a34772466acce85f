"""The words themselves, in Welsh and English. Nothing in here knows about any person, page or database."""
