"""The root of all errors: facts as fields, a message that names the fix, and safe travel between processes."""

from __future__ import annotations

import pickle

from astra_billing.errors import BillingError, InvalidValue


def test_an_invalid_value_names_the_value_and_the_fix() -> None:
    """An exception carries its facts; the message is built in its class."""
    error = InvalidValue(13, expected="a month number", fix="pass 1 to 12")

    assert (error.value, error.expected, error.fix) == (13, "a month number", "pass 1 to 12")
    assert str(error) == "13 is not a month number; pass 1 to 12"
    assert isinstance(error, BillingError)
    assert isinstance(error, ValueError)


def test_an_invalid_value_survives_the_way_to_another_process() -> None:
    """A worker's error arrives whole."""
    error = pickle.loads(pickle.dumps(InvalidValue(13, expected="a month number", fix="pass 1 to 12")))  # noqa: S301  # our own bytes

    assert str(error) == "13 is not a month number; pass 1 to 12"
    assert error.fix == "pass 1 to 12"
