"""Tests of pages, each looked at by a client that checks every page it gets."""
