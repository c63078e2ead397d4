"""The version of Passend that runs, for receipts and footers, and that of what it saves and shares."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from typing import Any

#: The version of answers as they are saved and shared, and those that are read: what an older one left out is not said.
VERSION = 2
READ_VERSIONS = (1, VERSION)


def is_read(version: Any) -> bool:
    """Whether a file of this version is read; JSON's `true` and `1.0` are no version, though Python takes them for 1.

    >>> is_read(2), is_read(True), is_read(3)
    (True, False, False)
    """
    return type(version) is int and version in READ_VERSIONS


@cache
def package_version() -> str:
    """The version of the installed package, `unknown` where it runs from loose files."""
    try:
        return metadata.version("passend")
    except metadata.PackageNotFoundError:
        return "unknown"
