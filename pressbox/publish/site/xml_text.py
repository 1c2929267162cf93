"""XML as text: without the characters that no XML document may hold."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    r"""Leave out what XML cannot hold.

    >>> clean("Ajax\x00")
    'Ajax'
    """
    return _FORBIDDEN.sub("", text)


def written(root: ET.Element) -> bytes:
    """A whole document in UTF-8, indented."""
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
