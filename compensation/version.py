"""The version of Passend that runs, for receipts, footers and files."""

from __future__ import annotations

from functools import cache
from importlib import metadata


@cache
def package_version() -> str:
    """The version of the installed package, `unknown` where it runs from loose files."""
    try:
        return metadata.version("passend")
    except metadata.PackageNotFoundError:
        return "unknown"
