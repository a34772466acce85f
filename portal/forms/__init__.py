"""WTForms, one file a page family: shape only, no queries."""
