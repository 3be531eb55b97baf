"""A value that an object derives from itself once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class derived(Generic[T]):  # noqa: N801  (a decorator, named as ``property`` is)
    """As ``functools.cached_property``, without the lock that Python takes there before 3.12.

    The lock costs more than most of what is derived from a line, of which an article has hundreds.
    """

    def __init__(self, function: Callable[[Any], T]):
        self._function = function
        self._name = function.__name__
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, holder: None, kind: type) -> derived[T]: ...

    @overload
    def __get__(self, holder: object, kind: type) -> T: ...

    def __get__(self, holder: object | None, kind: type) -> derived[T] | T:
        if holder is None:
            return self
        # From now on the object's own attribute is found before this one.
        value = holder.__dict__[self._name] = self._function(holder)
        return value
