"""The command line: `passend assess`, `table`, `letter`, `agreement`, `rules`, `sectors`, `app`.

Wrong input: exit code 2 and one line a fault on standard error. Faulty rule files: `rules check` exits with 1.
No input gives a traceback, and no signal does.
"""

from __future__ import annotations

import sys

from compensation.cli.process import Stopped, listen

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code; also who stops it while it is still being loaded gets a sentence."""
    try:
        listen()
        from compensation.cli.run import run  # a second's work, in which somebody may already press Ctrl-C

        code = run(arguments)
    except Stopped as stop:
        from compensation.cli.run import stopped

        code = stopped(stop, arguments)
    sys.exit(code)
