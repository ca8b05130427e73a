"""What a terminal is told while code is compiled: loaded by commands that compile, since numba is slow to load."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from numba.core import event
from rich.console import Console


class _Compiling(event.Listener):
    """What listens to the compiler, and says the first time that it is at work."""

    said = False

    def on_start(self, event: object) -> None:
        """Takes what the compiler tells, prints one line the first time."""
        if not self.said:
            self.said = True
            Console(stderr=True).print("Compiling once on this computer, then kept: about half a minute.")

    def on_end(self, event: object) -> None:
        """Takes what the compiler tells when a function is ready, says nothing."""


@contextmanager
def compiling() -> Iterator[None]:
    """Takes nothing, gives a while in which a terminal is told, once, that code is compiled.

    No word for half a minute looks like a fault. Nothing is said where compiled code is at hand, or where no person
    watches the error stream.
    """
    if not sys.stderr.isatty():
        yield
        return
    with event.install_listener("numba:compile", _Compiling()):
        yield
