"""The version that receipts, footers and files name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata

import pytest

from compensation.version import package_version


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    package_version.cache_clear()
    yield
    package_version.cache_clear()


def test_the_version_is_that_of_the_installed_package() -> None:
    assert package_version() == metadata.version("passend")


def test_a_copy_that_is_not_installed_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", absent)
    assert package_version() == "unknown"
