"""Lets ``python -m pressbox`` run the command line."""

from pressbox.cli import main

if __name__ == "__main__":
    main()
