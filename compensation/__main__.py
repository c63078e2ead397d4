"""`python -m compensation` is the command `passend`."""

from compensation.cli import main

if __name__ == "__main__":
    main()
