"""Tables of placements: frames in, frames out; files in, files out, a chunk at a time.

>>> import pandas as pd
>>> from compensation.table import assess_table
>>> frame = pd.DataFrame({"route": ["bol"], "start": ["2026-02-02"], "end": ["2026-07-03"], "hours_per_week": ["32"],
...                       "workdays": ["mon,tue,wed,thu"], "norm": ["own"], "own_norm.amount": ["400"],
...                       "own_norm.base_hours": ["40"], "stagevergoeding": ["250,00"]})
>>> results, errors = assess_table(frame)
>>> results["totals.gap"].tolist(), len(errors)
([Decimal('354.28')], 0)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compensation.table.faults import TableError
    from compensation.table.files import FileReport, Progress, assess_file
    from compensation.table.frames import assess_table

__all__ = ["FileReport", "Progress", "TableError", "assess_file", "assess_table"]
_HOME = {
    "TableError": "faults",
    "FileReport": "files",
    "Progress": "files",
    "assess_file": "files",
    "assess_table": "frames",
}


def __getattr__(name: str) -> Any:
    """Each name is fetched when it is asked for: the child that reads a foreign file needs none of them."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
