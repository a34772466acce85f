"""The portal in a real browser: every page scanned, and what people do, key by key."""
