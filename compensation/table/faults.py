"""What is wrong with a table: one TableError for the whole, or faults of rows, each with its column and value."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt

from compensation.outside import one_line
from compensation.texts import FALLBACK, text

Mask = npt.NDArray[np.bool_]
ERROR_COLUMNS = ("row", "id", "column", "value", "problem")


class TableError(ValueError):
    """A table or file that cannot be read or written at all; `code` names a text in the catalogue (`table.errors`)."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code = code
        self.values: Mapping[str, Any] = values
        super().__init__(self.message())

    def message(self, lang: str = FALLBACK) -> str:
        """What is wrong and what to do."""
        told = {name: _told(value, lang) for name, value in self.values.items()}
        return text(f"table.errors.{self.code}", lang, **told)

    def __reduce__(self) -> Any:
        """Errors come back whole from a worker process."""
        return _again, (self.code, dict(self.values))


def _told(value: Any, lang: str) -> Any:
    """A value as it stands in the sentence; faults of a file of rules or a mapping are sentences themselves."""
    if isinstance(value, tuple):
        return one_line("; ".join(fault.said(lang) for fault in value))
    return one_line(value) if isinstance(value, str) else value


def _again(code: str, values: dict[str, Any]) -> TableError:
    return TableError(code, **values)


@contextmanager
def foreign(code: str) -> Iterator[None]:
    """Whatever a damaged file makes a parser say is one message, by its code; what the disk says stays what it is.

    Parsers raise anything over a damaged file (zlib.error, UnicodeDecodeError, OverflowError, KeyError, ...), so no
    list of them is ever whole.
    """
    try:
        yield
    except TableError:
        raise
    except MemoryError:
        raise TableError("too_heavy") from None
    except Exception as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):  # a seek to where no file is
            raise
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise TableError(code, reason=reason[:200]) from None
