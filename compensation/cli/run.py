"""Running a command: its exit code, and every failure told in lines, never in a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from typer.exceptions import Abort, Exit, TyperException

from compensation.cli.app import app
from compensation.cli.files import InputError
from compensation.texts import FIRST, text

WRONG_INPUT, INTERRUPTED = 2, 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_run(lambda: app(args=arguments, standalone_mode=False)))


def _run(command: Callable[[], Any]) -> int:
    """Exit code of a command; every failure is told in lines, never in a traceback."""
    try:
        code = command()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except InputError as error:
        return _fail(WRONG_INPUT, *error.lines)
    except Exit as stop:
        return int(stop.exit_code)
    except TyperException as error:
        return _fail(WRONG_INPUT, f"passend: {_usage(error)}")
    except (KeyboardInterrupt, Abort):
        return _fail(INTERRUPTED, f"passend: {text('cli.errors.interrupted', FIRST)}")
    except BrokenPipeError:
        # The reader of our output went away (passend ... | head): not an error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        return _fail(WRONG_INPUT, f"passend: {text('cli.errors.unexpected', FIRST, reason=reason)}")


def _usage(error: TyperException) -> str:
    """The message of a wrong call on one line; a call without a command has shown its help already."""
    return " ".join(error.format_message().split()) or "passend --help"


def _fail(code: int, *lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return code
