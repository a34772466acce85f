"""How fast and how big the portal is, on the machine at hand: `make bench`. No test depends on any of it."""
