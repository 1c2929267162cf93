"""Settings of the property tests: no deadline, because the machine that runs them may be busy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("forecast", deadline=None, max_examples=60)
settings.load_profile("forecast")
