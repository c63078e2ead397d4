"""The settings of the program, all environment variables, and what each may hold (docs/contract/commands.md#settings).

A value that cannot be used is told when the server starts, with the variable's name; nothing is guessed.

>>> settings_of({"PASSEND_RATE": "120", "PASSEND_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8"}).rate
120
>>> settings_of({"PASSEND_RATE": "often"})
Traceback (most recent call last):
compensation.settings.SettingError: PASSEND_RATE: a whole number from 1 to 100000 is needed, not ‘often’
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TypeVar

from compensation.outside import shown
from compensation.texts import FALLBACK, text

#: What is laid over the rules, and (for the tests) what stands in their place; compensation.rulebook.loader reads both.
RULES, RULES_BASE = "PASSEND_RULES", "PASSEND_RULES_BASE"
CORS_ORIGINS, FRAME_ORIGINS = "PASSEND_CORS_ORIGINS", "PASSEND_FRAME_ORIGINS"
TRUSTED_PROXIES, RATE, CONTACT = "PASSEND_TRUSTED_PROXIES", "PASSEND_RATE", "PASSEND_CONTACT"
#: Where nobody asks for more a server listens on this machine only.
HERE = "127.0.0.1"
USUAL_RATE, HIGHEST_RATE = 60, 100_000

Network = IPv4Network | IPv6Network
_Made = TypeVar("_Made")
_SEPARATOR = re.compile(r"[\s,]+")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
#: An origin as a browser sends it: a scheme, a host of plain letters, perhaps a port, and nothing behind it.
_ORIGIN = re.compile(rf"https?://(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:]+\])(?::[0-9]{{1,5}})?")

_CONTACT = re.compile(r"(?:mailto:[^\s@<>]+@[^\s@<>]+|https://[^\s<>]+)")


class SettingError(ValueError):
    """A setting holds what cannot be used; `code` is that of its sentence (`settings.<code>`)."""

    def __init__(self, name: str, code: str, value: str) -> None:
        self.name, self.code, self.value = name, code, value
        super().__init__(self.said())

    def said(self, lang: str = FALLBACK) -> str:
        """Which setting, what is wrong, what may stand there."""
        return f"{self.name}: {text(f'settings.{self.code}', lang, value=shown(self.value), most=str(HIGHEST_RATE))}"


@dataclass(frozen=True)
class Settings:
    """What is set: origins that may call the API from a page, origins that may show the app in a frame, networks of
    proxies whose forwarded address is believed, requests a minute from one address, and whom to tell of a hole."""

    cors_origins: tuple[str, ...] = ()
    frame_origins: tuple[str, ...] = ()
    trusted_proxies: tuple[Network, ...] = ()
    rate: int = USUAL_RATE
    contact: str | None = None


def settings_of(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment. Raises SettingError for the first that cannot be used."""
    return Settings(
        cors_origins=tuple(_each(environ, CORS_ORIGINS, _origin)),
        frame_origins=tuple(_each(environ, FRAME_ORIGINS, _origin)),
        trusted_proxies=tuple(_each(environ, TRUSTED_PROXIES, _network)),
        rate=_rate(environ.get(RATE, "").strip()),
        contact=_contact(environ.get(CONTACT, "").strip()),
    )


def _each(environ: Mapping[str, str], name: str, made: Callable[[str, str], _Made]) -> Iterator[_Made]:
    for value in _SEPARATOR.split(environ.get(name, "")):
        if value:
            yield made(name, value)


def _origin(name: str, value: str) -> str:
    """An origin as it is compared: small letters, no path. Not `*`: who may call is named."""
    plain = value.lower()
    if not _ORIGIN.fullmatch(plain):
        raise SettingError(name, "origin", value)
    return plain


def _network(name: str, value: str) -> Network:
    try:
        return ip_network(value)
    except ValueError:
        raise SettingError(name, "network", value) from None


def _contact(value: str) -> str | None:
    if value and not _CONTACT.fullmatch(value):
        raise SettingError(CONTACT, "contact", value)
    return value or None


def _rate(value: str) -> int:
    if not value:
        return USUAL_RATE
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(HIGHEST_RATE))):
        raise SettingError(RATE, "rate", value)
    if not 1 <= int(value) <= HIGHEST_RATE:
        raise SettingError(RATE, "rate", value)
    return int(value)
