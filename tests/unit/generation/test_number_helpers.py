"""Numbers as the runtimes of dialects have them: 32 bits, and reals as Java shows them."""

from __future__ import annotations

import pytest

from pseudocode_translator.generation.prelude_source.numbers import int32, real_text


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (1.0, "1.0"),
        (0.1, "0.1"),
        (0.001, "0.001"),
        (-2.5, "-2.5"),
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (9999999.0, "9999999.0"),
        (10000000.0, "1.0E7"),
        (12345678.0, "1.2345678E7"),
        (-123456789.125, "-1.23456789125E8"),
        (0.0001, "1.0E-4"),
        (0.00012345, "1.2345E-4"),
        (1e300, "1.0E300"),
        (float("inf"), "Infinity"),
        (float("-inf"), "-Infinity"),
        (float("nan"), "NaN"),
        (7, "7"),
    ],
)
def test_a_real_is_shown_as_java_does(number: float, wanted: str) -> None:
    # Expected texts: java.lang.Double.toString, Java SE 19 API.
    assert real_text(number) == wanted


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (5, 5),
        (2**31 - 1, 2**31 - 1),
        (2**31, -(2**31)),
        (-(2**31) - 1, 2**31 - 1),
        (2**32 + 7, 7),
        (6227020800, 1932053504),
    ],
)
def test_a_whole_number_wraps_around_at_32_bits(number: int, wanted: int) -> None:
    assert int32(number) == wanted
