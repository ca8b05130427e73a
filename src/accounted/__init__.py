"""Casualty recording from documents and lists to figures that anyone can trace, check and dispute."""

__version__ = "0.1.0"
