"""The register of checkpoints as people keep it: add, change, import, check, history.

``Register`` is the way in; every change goes through the same checks, is written at once or not
at all, and can be traced and taken back.
"""

from __future__ import annotations

from geo.register.findings import Finding
from geo.register.log import By, Entry
from geo.register.register import Outcome, Register

__all__ = ["By", "Entry", "Finding", "Outcome", "Register"]
