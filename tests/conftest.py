"""What every test may use: the tests' own rule book, the live one, and short ways to make placements."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from compensation import Assessment, RuleBook, assess, load_rulebook, read_placement
from compensation.placement.cases import case_of
from compensation.reading.tables import Results, cases_of, read_table
from tests.differences import as_json
from tests.rulebooks import LIVE_RULES, TEST_RULES

Data = dict[str, Any]

# Whatever asks for the rules without a name, here or in a process that a test starts, gets the tests' own.
os.environ["PASSEND_RULES_BASE"] = str(TEST_RULES)

# The same examples on every machine, and no clock: a busy machine makes no test fail.
settings.register_profile("passend", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("passend")

#: A month of February 2026 with 16 working days at 32 hours a week, no cao, nothing offered.
PLAIN: Mapping[str, Any] = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-03-01",
    "hours_per_week": 32,
    "workdays": ["mon", "tue", "wed", "thu"],
    "norm": "national",
}
WAGE: Mapping[str, Any] = {**PLAIN, "route": "bbl", "birth_date": "2000-01-01"}


@pytest.fixture(scope="session")
def book() -> RuleBook:
    """The tests' own rule book (tests/rulebooks.py)."""
    return load_rulebook(base=TEST_RULES)


@pytest.fixture(scope="session")
def live_book() -> RuleBook:
    """The rule book of this repository: the facts, for the few tests that are about them."""
    return load_rulebook(base=LIVE_RULES)


@pytest.fixture(scope="session", params=[TEST_RULES, LIVE_RULES], ids=["test rules", "live rules"])
def each_book(request: pytest.FixtureRequest) -> RuleBook:
    """Both rule books, one after the other: for what must hold whatever the amounts are."""
    return load_rulebook(base=request.param)


@pytest.fixture(scope="session")
def plain() -> Callable[..., Data]:
    """A small bol placement without a cao, with changes; `wage=True` makes it a bbl placement of an adult."""

    def make(wage: bool = False, **changes: Any) -> Data:
        return {**(WAGE if wage else PLAIN), **changes}

    return make


@pytest.fixture(scope="session")
def assessed(book: RuleBook, plain: Callable[..., Data]) -> Callable[..., Assessment]:
    """The assessment of the small placement, with changes."""

    def make(**changes: Any) -> Assessment:
        return assess(read_placement(plain(**changes)), book)

    return make


@pytest.fixture(scope="session")
def evaluated(book: RuleBook) -> Callable[[Sequence[Data]], Results]:
    """Many placements, evaluated as one table."""

    def make(placements: Sequence[Data]) -> Results:
        return read_table(cases_of([case_of(read_placement(data), book) for data in placements]), book)

    return make


@pytest.fixture(scope="session")
def json_of() -> Callable[[Assessment], Data]:
    """See tests/differences.py."""
    return as_json


def pytest_configure() -> None:
    """Ctrl-C works in every process that a test starts, also where this one was started with SIGINT ignored.

    A shell starts `make test &` so, and so do nohup and some CI; a child inherits what is ignored.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """One process runs all tests with a browser: two browsers with two servers would wait for each other's processor.

    pytest-xdist has groups for this (--dist loadgroup), which say nothing and do nothing under pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class BrowserTogether(LoadScopeScheduling):
        """The examples of a test function in one process, and all of tests/e2e."""

        def _split_scope(self, nodeid: str) -> str:
            return "tests/e2e" if nodeid.startswith("tests/e2e/") else nodeid.split("[")[0]

    return BrowserTogether(config, log)


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Streamlit's AppTest leaves its page as `__main__`, which processes that start later would run again."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
