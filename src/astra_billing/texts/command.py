"""
What the command line says around a timeline.

    >>> COMMAND["demo.nothing_left"][1]
    'Nothing is left to do: {out} already holds the story up to {until}.'
"""

from __future__ import annotations

from typing import Final

COMMAND: Final = {
    "demo.written": (
        "Записано в {out}: {files} и журнал billing.sqlite (новых событий: {events}).",
        "Written to {out}: {files}, and the journal billing.sqlite (new events: {events}).",
    ),
    "demo.nothing_left": (
        "Делать больше нечего: в {out} история уже есть до {until}.",
        "Nothing is left to do: {out} already holds the story up to {until}.",
    ),
    "simulate.stored": ("{db}: новых событий: {events}.", "{db}: new events: {events}."),
    "simulate.nothing_left": (
        "{db}: делать больше нечего, история уже есть до {until}.",
        "{db}: nothing is left to do, the story is there up to {until}.",
    ),
}
