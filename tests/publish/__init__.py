"""Tests of the pages that every number walks home from."""
