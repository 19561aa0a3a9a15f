"""Answers that live with what they are about: found once, kept as long as it is, and forgotten with it.

An edit replaces one article of many; whatever was found of the others stays true, for this build and the next.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class _Knows(Protocol):
    """What carries the answers about itself."""

    @property
    def known(self) -> dict[Any, Any]: ...


_S = TypeVar("_S", bound=_Knows)
_P = ParamSpec("_P")
_T = TypeVar("_T")


def once(function: Callable[Concatenate[_S, _P], _T]) -> Callable[Concatenate[_S, _P], _T]:
    """Ask a function once for each subject and further arguments, which must be hashable.

    The answer must depend on nothing else, and nobody may change it.
    """

    @wraps(function)
    def ask(subject: _S, /, *more: _P.args, **named: _P.kwargs) -> _T:
        key, known = (function, *more, *named.items()) if more or named else function, subject.known
        try:
            answer: _T = known[key]
        except KeyError:
            answer = known[key] = function(subject, *more, **named)
        return answer

    return ask
