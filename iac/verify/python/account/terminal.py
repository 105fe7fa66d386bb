"""A terminal at which somebody has typed ahead: whoever asks next reads one line of it."""

import os
import termios
from collections.abc import Iterator
from contextlib import contextmanager

_LOCAL_MODES = 3


@contextmanager
def with_typed(text: str) -> Iterator[int]:
    """A program's standard input, on which these lines wait."""
    mine, theirs = os.openpty()
    try:
        modes = termios.tcgetattr(theirs)
        # What is typed is not written back: nobody would read it.
        modes[_LOCAL_MODES] &= ~termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, modes)
        os.write(mine, text.encode())
        yield theirs
    finally:
        os.close(theirs)
        os.close(mine)
