"""The rules that the API answers by: the last sound ones, looked at again every two seconds."""

from __future__ import annotations

import logging
from time import monotonic

from compensation.api.problems import ProblemError
from compensation.rulebook import RuleBook, RuleBookError, told
from compensation.rulebook.loader import LOOK_SECONDS, rulebook_in_use

_LOG = logging.getLogger("passend.api")


class LastGood:
    """The rule book in use; while the files have faults it is the one of before, and the faults stand in the log."""

    def __init__(self) -> None:
        self._book: RuleBook | None = None
        self._failed_at: float | None = None
        self._logged = ""

    def __call__(self) -> RuleBook:
        """The rules. Raises ProblemError when there have been no sound ones yet."""
        waiting = self._failed_at is not None and monotonic() - self._failed_at < LOOK_SECONDS
        if not waiting:
            self._look()
        if self._book is None:
            raise ProblemError("rules")
        return self._book

    def _look(self) -> None:
        try:
            self._book, self._failed_at, self._logged = rulebook_in_use(), None, ""
        except RuleBookError as error:
            self._fail("\n".join(told(error.faults)))
        except OSError as error:
            self._fail(f"{error.filename}: {error.strerror}")

    def _fail(self, said: str) -> None:
        self._failed_at = monotonic()
        if said != self._logged:  # a rule file holds nothing of visitors: it may be quoted
            self._logged = said
            _LOG.error("the rule files are not taken over:\n%s", said)
