"""The list of pages for search engines (sitemaps.org); it wants addresses with a host."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from pressbox.publish.site.xml_text import written

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def make_sitemap(pages: Sequence[str], url: str) -> bytes:
    """Make the list of some pages of a site that lies at an address."""
    root = ET.Element("urlset", {"xmlns": _SITEMAP})
    for page in sorted(pages):
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = f"{url}/{page}"
    return written(root)
