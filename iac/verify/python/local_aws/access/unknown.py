"""What is not known here: it is refused, and the run in which it happens fails."""


class Unknown(Exception):
    """A key, an operator, an operation or an element that nothing here knows how to judge."""
