"""The command line: `passend assess`, `table`, `rules`, `sectors`, `app`.

Wrong input: exit code 2 and one line a fault on standard error. Faulty rule files: `rules check` exits with 1.
No input gives a traceback.
"""

from compensation.cli.app import main

__all__ = ["main"]
