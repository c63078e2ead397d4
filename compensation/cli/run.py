"""Running a command: its exit code, and every failure told in lines, never in a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from typer.exceptions import Abort, Exit, TyperException

from compensation.cli.app import app
from compensation.cli.files import InputError
from compensation.cli.process import Stopped, heard
from compensation.texts import FIRST, LANGUAGES, text

WRONG_INPUT, INTERRUPTED = 2, 130


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return _run(lambda: app(args=arguments, standalone_mode=False), _asked_language(arguments))


def stopped(stop: BaseException | None, arguments: list[str] | None = None) -> int:
    """Say that the command was stopped; the exit code."""
    return _stopped(stop, _asked_language(arguments))


def _stopped(stop: BaseException | None, lang: str) -> int:
    code = stop.code if isinstance(stop, Stopped) else INTERRUPTED
    return _fail(code, f"passend: {text('cli.errors.interrupted', lang)}")


def _asked_language(arguments: list[str] | None) -> str:
    """The language that was asked for, also where the call itself went wrong."""
    arguments = sys.argv[1:] if arguments is None else arguments
    spaced = [value for name, value in pairwise(arguments) if name == "--lang"]
    joined = [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    return next((lang for lang in (*spaced, *joined) if lang in LANGUAGES), FIRST)


def _run(command: Callable[[], Any], lang: str = FIRST) -> int:
    """Exit code of a command; every failure is told in lines, never in a traceback."""
    try:
        code = command()
        if (stop := heard()) or code == INTERRUPTED:
            return _stopped(stop, lang)
        if sys.stdout is not None:  # who closed it wants to hear nothing
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except InputError as error:
        return _fail(WRONG_INPUT, *error.lines)
    except Exit as stop:
        return int(stop.exit_code)
    except TyperException as error:
        return _fail(WRONG_INPUT, f"passend: {_usage(error)}")
    except (KeyboardInterrupt, Abort) as stop:
        return _stopped(stop, lang)
    except BrokenPipeError:
        return _unread()
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # typer makes an error of it
            return _unread()
        raise
    except OSError as error:  # a full disk behind the output
        reason = error.strerror or type(error).__name__
        _leave_nothing_behind()
        return _fail(WRONG_INPUT, f"passend: {text('cli.errors.refused', lang, reason=reason)}")
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        return _fail(WRONG_INPUT, f"passend: {text('cli.errors.unexpected', lang, reason=reason)}")


def _unread() -> int:
    """The reader of our output went away (passend ... | head): not an error."""
    _throw_away()
    return 0


def _leave_nothing_behind() -> None:
    """What cannot be written now is not tried again when Python ends, which would say so in its own words."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _throw_away()


def _throw_away() -> None:
    sys.stdout = sys.__stdout__  # typer puts another in its place
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(error: TyperException) -> str:
    """The message of a wrong call on one line; a call without a command has shown its help already."""
    return " ".join(error.format_message().split()) or "passend --help"


def _fail(code: int, *lines: str) -> int:
    for line in lines if sys.stderr is not None else ():  # print would take the other stream
        print(line, file=sys.stderr)
    return code
