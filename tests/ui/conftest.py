"""Fixtures of the tests of the pages."""

from __future__ import annotations

import pytest

from compensation.ui.branch.data import BranchFile, computed
from tests.ui.branch_page import BOOK, example


@pytest.fixture(scope="module")
def whole() -> BranchFile:
    """The example file of the page Branche, computed."""
    return computed("example.csv", example(), "example", BOOK, "nl")
