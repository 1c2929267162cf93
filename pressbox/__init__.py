"""Football match previews you can check."""

__version__ = "0.1.0"
