"""How a gap is closed: a method of moto's gives way to a function that is handed the original."""

import functools
from collections.abc import Callable
from typing import Any


def around(owner: type, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Replace the method `name` by the decorated function, which gets the bound original and `self`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        original = getattr(owner, name)

        @functools.wraps(original)
        def method(self: Any, *arguments: Any, **named: Any) -> Any:
            return function(functools.partial(original, self), self, *arguments, **named)

        setattr(owner, name, method)
        return function

    return decorate


def value(owner: type, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Replace the property `name` by the decorated function, which gets what read it before and `self`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        original = vars(owner)[name].fget
        setattr(owner, name, property(functools.partial(function, original)))
        return function

    return decorate


def added(owner: type, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give the class a method that it lacks; if a newer moto has it, the gap is closed and this must go."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        assert not hasattr(owner, name), f"moto has {owner.__name__}.{name} now"
        setattr(owner, name, function)
        return function

    return decorate


def static(owner: type, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Replace a static method altogether."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        assert isinstance(vars(owner)[name], staticmethod), f"{owner.__name__}.{name} is not static any more"
        setattr(owner, name, staticmethod(function))
        return function

    return decorate
