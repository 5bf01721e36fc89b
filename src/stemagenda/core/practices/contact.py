"""The contact of a practice: the mailbox of a service or a team, or a page; never a person's address."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from stemagenda.core.validation import Problem

LONGEST: Final = 300
_MAIL: Final = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", re.ASCII)
#: voornaam.naam@... and v.naam@...: the shape of a person's address.
_PERSON: Final = re.compile(r"[a-z]+([._][a-z]+)+\d*@", re.IGNORECASE | re.ASCII)
#: Where private people have their mailbox. Not complete, and it need not be: a reviewer reads the address too.
_PRIVATE: Final = frozenset(
    {
        *(
            "gmail.com",
            "googlemail.com",
            "hotmail.com",
            "hotmail.be",
            "outlook.com",
            "outlook.be",
            "live.be",
            "live.com",
        ),
        *("telenet.be", "skynet.be", "proximus.be", "scarlet.be", "yahoo.com", "icloud.com", "me.com", "proton.me"),
    }
)
_NO_ADDRESS: Final = "Give the e-mail address of a service, or a web address that begins with https://"
_OF_A_SERVICE: Final = "Give the address of a service or a team"


def contact_problem(*, contact: str) -> Problem | None:
    """What is wrong with a contact; None for none given, a role's mailbox or an https address."""
    if not contact or _is_page(contact):
        return None
    if len(contact) > LONGEST or not _MAIL.fullmatch(contact):
        return _problem("is no address", _NO_ADDRESS)
    if _PERSON.match(contact) or contact.rpartition("@")[2].lower() in _PRIVATE:
        return _problem("looks like the address of a person", _OF_A_SERVICE)
    return None


def contact_address(*, contact: str) -> str:
    """The address a link to the contact has; empty where the contact is no address that can be followed safely."""
    if not contact or contact_problem(contact=contact) is not None:
        return ""
    return contact if _is_page(contact) else f"mailto:{contact}"


def _is_page(contact: str) -> bool:
    try:
        parts = urlsplit(contact)
    except ValueError:
        return False
    is_whole = parts.scheme == "https" and "." in (parts.hostname or "") and "@" not in parts.netloc
    return is_whole and len(contact) <= LONGEST and not any(sign.isspace() or sign in '<>"' for sign in contact)


def _problem(message: str, remedy: str) -> Problem:
    return Problem(file="practice", place="contact", message=message, remedy=remedy)
