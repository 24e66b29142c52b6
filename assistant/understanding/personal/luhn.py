"""The checksum of bank cards."""

__all__ = ["passes_luhn"]


def passes_luhn(number: str) -> bool:
    """Whether the digits of a number agree with its last one (ISO/IEC 7812-1, annex B)."""
    odd = sum(int(digit) for digit in number[-1::-2])
    return (odd + sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])) % 10 == 0
