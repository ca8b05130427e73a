"""Takes what the rooms made of a project, gives it ready to be looked at: rows, searches, neighbours, pictures."""

from accounted.viewing.making import make_view
from accounted.viewing.noting import view_key
from accounted.viewing.sentences import copy_sentence
from accounted.viewing.view import Found, View

__all__ = ["Found", "View", "copy_sentence", "make_view", "view_key"]
