"""Keys, tokens and passwords: made, hashed, compared.

Keys and tokens carry 256 random bits, so a fast hash protects them; a password is a person's
choice and gets argon2id with the library's defaults (RFC 9106).
"""

import hashlib
import hmac
import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

__all__ = ["Passwords", "hash_of", "new_key", "new_token", "same"]

KEY_PREFIX = "hk_"
PURPOSE = b"hearken access"


def new_key() -> str:
    """An API key, to be shown once."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def new_token() -> str:
    """A token for a cookie or a form."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """HMAC-SHA-256 of a key or token, 64 hex digits."""
    return hmac.new(PURPOSE, secret.encode(), hashlib.sha256).hexdigest()


def same(given: str, expected: str) -> bool:
    """Compares in a time that tells nothing about where the two differ."""
    return hmac.compare_digest(given.encode(), expected.encode())


class Passwords:
    """Hashes passwords; two at once at most, as each takes 64 MB."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._seats = BoundedSemaphore(2)
        self._nobody = self._hasher.hash(new_token())

    def hash(self, password: str) -> str:
        with self._seats:
            return self._hasher.hash(password)

    def fits(self, password: str, hashed: str | None) -> bool:
        """Whether it is the password; for nobody (None) it takes as long and does not fit."""
        with self._seats:
            try:
                self._hasher.verify(hashed or self._nobody, password)
            except (VerificationError, InvalidHashError):
                return False
        return hashed is not None
