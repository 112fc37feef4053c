"""Amounts of money and numbers of people as sentences have them."""

from __future__ import annotations

from data.language import say

_MILLION = 1e6


def dollars(amount: float) -> str:
    """Return an amount of money as a sentence has it.

    >>> dollars(10000), dollars(12_538_052)
    ('$10,000', '$12.5 million')
    """
    if abs(amount) >= 2 * _MILLION:
        return say("${amount} million", amount=f"{amount / _MILLION:,.1f}")
    return f"${amount:,.0f}"


def persons(count: float) -> str:
    """Return a number of people, in tenths where there are few.

    >>> persons(445.8), persons(1.3), persons(1.0)
    ('446 people', '1.3 people', '1 person')
    """
    shown = figure(count)
    return say("{count} person" if shown == "1" else "{count} people", count=shown)


def figure(value: float) -> str:
    """Return a number, in tenths where it is small and not whole."""
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"


def more_people(count: float) -> str:
    """Return “1.3 more people”."""
    number = figure(max(0.0, count))
    return say("{count} more person" if number == "1" else "{count} more people", count=number)


def fewer_people(count: float) -> str:
    """Return “1.3 fewer people”."""
    number = figure(max(0.0, count))
    return say("{count} fewer person" if number == "1" else "{count} fewer people", count=number)
