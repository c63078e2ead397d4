"""The command line: `passend assess`, `table`, `letter`, `agreement`, `rules`, `sectors`, `app`.

Wrong input: exit code 2 and one line a fault on standard error. Faulty rule files: `rules check` exits with 1.
No input gives a traceback.
"""

from compensation.cli.run import main

__all__ = ["main"]
