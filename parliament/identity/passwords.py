"""Passwords: argon2id, long rather than odd, and the same time spent whether or not the account exists.

Length and a list of common ones instead of rules about signs: NIST SP 800-63B-4 §3.1.1, ASVS 5.0 §6.2 (S4).
"""

import secrets
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from parliament.rules.refusals import Code, Refused

LEAST, MOST = 15, 128
LEAST_DIFFERENT = 5
LEAST_NAME = 4  # shorter names occur inside ordinary words

# Long passwords that are on every list; compared without case, spaces and signs. Repeats of a short word
# or number are found by `_repeats`, so they need no line here.
COMMON = frozenset(
    {
        "correcthorsebatterystaple", "thequickbrownfox", "thequickbrownfoxjumpsoverthelazydog",
        "qwertyuiopasdfghjklzxcvbnm", "qwertyuiopasdfgh", "qwertyuiopasdfghjkl", "qwertyuiop123456", "qwertyuiop12345",
        "1qaz2wsx3edc4rfv", "1qaz2wsx3edc4rfv5tgb", "1q2w3e4r5t6y7u8i", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8",
        "123456789012345", "1234567890123456", "12345678901234567890", "12345678910111213", "123456789101112",
        "987654321987654", "abcdefghijklmno", "abcdefghijklmnop", "abcdefghijklmnopqrstuvwxyz", "zxcvbnmasdfghjkl",
        "iloveyousomuch", "iloveyouforever", "letmeinletmeinplease", "letmeinpleasenow", "trustno1trustno1",
        "passwordpassword1", "passwordpassword123", "mypasswordispassword", "thisismypassword", "thisismypassword1",
        "thisisapassword", "password123456789", "password1234567", "password12345678", "changemeplease123",
        "administrator123", "administrator1234", "welcometotheparliament", "parliamentofmayors", "parliamentofmayors1",
        "theparliamentofmayors", "globalparliamentofmayors", "mayorofthecity123", "mayormayormayor1", "bismillahirrahmanirrahim",
    }
)  # fmt: skip

# RFC 9106's second recommended option (64 MiB) is the library's default.
_hasher = PasswordHasher()

# Each hash takes 64 MiB for its time: four at once bound what a flood of sign-ins can cost the machine.
_at_once = threading.BoundedSemaphore(4)


def check_strength(password: str, *, login: str = "", name: str = "") -> None:
    """Refuse a password that is short, long, common, of few signs, or made of the account's own names."""
    password = _normal(password)
    bare = _bare(password)
    own = {_bare(word) for word in (login, login.partition("@")[0], name)}
    weak = (
        not LEAST <= len(password) <= MOST
        or len(set(password)) < LEAST_DIFFERENT
        or bare in COMMON
        or _repeats(bare)
        or any(len(word) >= LEAST_NAME and word in bare for word in own)
    )
    if weak:
        raise Refused(Code.WEAK_PASSWORD, field="password")


def hash_password(password: str) -> str:
    """The argon2id hash, with its parameters and salt."""
    with _at_once:
        return _hasher.hash(_normal(password))


def is_password(password_hash: str | None, password: str) -> bool:
    """Whether they go together. Without a hash (unknown, never invited) the same work is done for nothing."""
    try:
        with _at_once:
            _hasher.verify(password_hash or prepare(), _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


@cache
def prepare() -> str:
    """A hash that no password fits. Made at start, or the first unknown name would take longer than the others."""
    return _hasher.hash(secrets.token_hex(32))


def _normal(password: str) -> str:
    # The same key press gives different code points on different systems; lone surrogates cannot be encoded.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()


def _bare(words: str) -> str:
    """Letters and digits alone, without case."""
    return "".join(sign for sign in _normal(words).casefold() if sign.isalnum())


def _repeats(bare: str) -> bool:
    """Whether it is one short piece over and over: it then turns up inside its own double before the end."""
    length = (bare + bare).find(bare, 1)
    return length < LEAST and length <= len(bare) // 2
