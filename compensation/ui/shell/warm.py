"""What the first visitor would wait for, made ready while the server starts: modules, rules, texts, words of CLDR.

What stays as long as the server does is then put where Python's collector of garbage looks no more: Streamlit has it
look at everything after every run of every visitor, which took a third of the processor time of an action, and more
than the rest of it where the compiled law is in memory.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from threading import Thread

from compensation.rulebook import RuleBookError, load_rulebook, told
from compensation.rulebook.frozen import freeze
from compensation.texts import LANGUAGES, catalogue, text

#: What a page of one person imports; nothing of files or charts.
_MODULES = (
    "compensation.ui.calculator.page",
    "compensation.ui.calculator.result_employer",
    "compensation.ui.calculator.result_student",
    "compensation.ui.calculator.document_downloads",
    "streamlit.elements.lib.image_utils",
)


def warm_up() -> Thread:
    """Begin, beside the server; a visitor who comes at once waits no longer than without it."""
    thread = Thread(target=_prepare, name="passend-warm-up", daemon=True)
    thread.start()
    return thread


def _prepare() -> None:
    _make_ready()
    stay()


def stay() -> None:
    """All that is in memory now is looked at no more; what a visitor's run made meanwhile goes when it is let go."""
    gc.collect()
    gc.freeze()


def _make_ready() -> None:
    for name in _MODULES:
        import_module(name)
    for code, language in LANGUAGES.items():
        catalogue(code)
        _ = language.money, language.thousands
    try:
        freeze(load_rulebook())
    except RuleBookError as error:  # the app waits for sound ones: whoever starts it is told, and the log
        for lang in LANGUAGES:
            print(
                f"passend: {text('cli.errors.rules_broken', lang)}",
                *told(error.faults, lang),
                sep="\n",
                file=sys.stderr,
            )
    except OSError as error:
        print(f"passend: {error.filename}: {error.strerror or type(error).__name__}", file=sys.stderr)
