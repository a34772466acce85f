"""Numbers of the standards that pages are held to. The accessibility statement gives them as they stand here."""

# Level AAA of the Web Content Accessibility Guidelines: contrast of words with their ground (1.4.6), and how many CSS
# pixels high and wide anything to press is (2.5.5).
LEAST_CONTRAST = 7
LEAST_TARGET = 44
