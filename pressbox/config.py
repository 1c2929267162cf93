"""Where Pressbox keeps its data: settled when asked, never at import."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

HOME_VARIABLE = "PRESSBOX_HOME"


@dataclasses.dataclass(frozen=True)
class Config:
    """Settings of a run.

    Attributes
    ----------
    home : Path
        The data home: the store, and below ``live`` the files that ``pull`` fetched.
    """

    home: Path

    @classmethod
    def resolve(cls, home: str | os.PathLike[str] | None = None) -> Config:
        """Settings from an argument, the environment, or the platform's folder for user data, in this order."""
        named = home or os.environ.get(HOME_VARIABLE)
        if named:
            return cls(Path(named).expanduser())
        import platformdirs

        return cls(Path(platformdirs.user_data_dir("pressbox")))

    @property
    def live(self) -> Path:
        """Folder of the files that ``pull`` fetched, laid out like a data folder."""
        return self.home / "live"
