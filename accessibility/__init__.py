"""The same words in forms people can use. Knows nothing about the portal, Flask or any person."""
