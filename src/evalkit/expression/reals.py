"""Roots, powers, logarithms: computed to 60 digits, rounded half up to 40 decimals, exact from there on."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, Overflow
from fractions import Fraction

CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP, Emax=60, Emin=-200)
CONTEXT.traps[Overflow] = True
DECIMALS = 40
LARGEST = Fraction(10) ** 30
"""What a power or exp may reach; beyond, the result is undefined. Scores are never that large."""
LARGEST_WHOLE_EXPONENT = 64
"""Up to here a whole power is exact."""


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """`base ** exponent`, or None where it is not a real number or too large."""
    if base == 0 and exponent <= 0:
        return Fraction(1) if exponent == 0 else None
    if exponent.denominator == 1 and abs(exponent) <= LARGEST_WHOLE_EXPONENT:
        result = base**exponent.numerator
        return result if abs(result) <= LARGEST else None
    if base < 0:
        return None
    if base == 0:
        return Fraction(0)
    try:
        result = _rounded(CONTEXT.power(_decimal(base), _decimal(exponent)))
    except (Overflow, InvalidOperation):
        return None
    return result if abs(result) <= LARGEST else None


def real(function: str, x: Fraction) -> Fraction | None:
    """`sqrt`, `ln`, `log` (of 10), `exp` or `normal_cdf` of `x`, or None where it is undefined."""
    if (function in ("ln", "log") and x <= 0) or (function == "sqrt" and x < 0) or (function == "exp" and x > 69):
        return None
    match function:
        case "sqrt":
            return _rounded(CONTEXT.sqrt(_decimal(x)))
        case "ln":
            return _rounded(CONTEXT.ln(_decimal(x)))
        case "log":
            return _rounded(CONTEXT.log10(_decimal(x)))
        case "exp":
            return _rounded(CONTEXT.exp(_decimal(x))) if x > -150 else Fraction(0)
    return _normal_cdf(x)


def _normal_cdf(x: Fraction) -> Fraction:
    """Φ(x) = 1/2 + φ(x) · Σ x^(2k+1) / (1·3·…·(2k+1)) (Abramowitz & Stegun 26.2.11)."""
    size = _decimal(abs(x))
    if size > 15:  # 1 - Φ(15) < 1e-50
        return Fraction(int(x > 0))
    term = total = size
    odd = 1
    while term > Decimal("1e-60"):
        odd += 2
        term = CONTEXT.divide(CONTEXT.multiply(term, CONTEXT.multiply(size, size)), Decimal(odd))
        total = CONTEXT.add(total, term)
    two_pi = Decimal("6.28318530717958647692528676655900576839433879875021164194988918")
    exponent = CONTEXT.divide(CONTEXT.multiply(size, size), Decimal(-2))
    density = CONTEXT.divide(CONTEXT.exp(exponent), CONTEXT.sqrt(two_pi))
    half = CONTEXT.multiply(density, total)
    return _rounded(CONTEXT.add(Decimal("0.5"), half if x > 0 else half.copy_negate()))


def _decimal(x: Fraction) -> Decimal:
    return CONTEXT.divide(Decimal(x.numerator), Decimal(x.denominator))


def _rounded(x: Decimal) -> Fraction:
    return Fraction(x) if x.as_tuple().exponent >= 0 else Fraction(round_decimal(x))  # type: ignore[operator]


def round_decimal(x: Decimal) -> Decimal:
    """`x` at 40 decimals; a number so large that 60 digits do not reach them is kept as it is."""
    try:
        return x.quantize(Decimal(1).scaleb(-DECIMALS), context=Context(prec=100, rounding=ROUND_HALF_UP))
    except InvalidOperation:
        return x
