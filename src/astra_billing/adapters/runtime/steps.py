"""
One logic, two ways to run it.

The logic is a generator.  It does nothing to the world by itself: it yields
steps, each a call to the store or to somebody outside, and is sent what they
answer.  `run` makes the calls one after another; `arun` makes the calls to the
store in a thread, and awaits those outside whose answer can be awaited.

    >>> def logic() -> Steps[int]:
    ...     one = yield Step(lambda: 1)
    ...     two = yield Step(lambda: 2)
    ...     return one + two
    >>> run(logic())
    3
    >>> import asyncio
    >>> asyncio.run(arun(logic()))
    3
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from attrs import frozen

T = TypeVar("T")

Steps = Generator["Step", Any, T]
"""A computation that asks for steps and ends in a value."""


@frozen
class Step:
    """
    A call that touches the world.

    Attributes:
        is_outside: whether it goes to a gateway or a notifier, which may answer with something to await.
    """

    call: Callable[[], Any]
    is_outside: bool = False


def run(steps: Steps[T]) -> T:
    """Make every call here and now."""
    answer, fault = None, None
    while True:
        try:
            step = steps.send(answer) if fault is None else steps.throw(fault)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # the generator's own type says T
        answer, fault = None, None
        try:
            answer = step.call()
        except Exception as error:  # noqa: BLE001  # the logic decides what to do about it
            fault = error


async def arun(steps: Steps[T]) -> T:
    """Make the calls to the store in a thread, and await those outside."""
    answer, fault = None, None
    while True:
        try:
            step = steps.send(answer) if fault is None else steps.throw(fault)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # as above
        answer, fault = None, None
        try:
            answer = await _awaited(step)
        except Exception as error:  # noqa: BLE001  # as above
            fault = error


async def _awaited(step: Step) -> Any:  # whatever the step answers
    if not step.is_outside:
        return await asyncio.to_thread(step.call)
    answer = step.call()
    return await answer if inspect.isawaitable(answer) else answer
