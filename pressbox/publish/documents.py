"""A preview as the JSON document of the contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressbox.preview.document import Preview


def render_json(preview: Preview) -> str:
    """Render the document of ``preview --format json``, one line break at its end."""
    return json.dumps(preview.to_dict(), ensure_ascii=False, indent=1) + "\n"
