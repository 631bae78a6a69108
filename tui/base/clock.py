"""The day that stands for today where a run must be repeatable: that of SOURCE_DATE_EPOCH (reproducible-builds.org)."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def epoch_day() -> date | None:
    """The day of SOURCE_DATE_EPOCH in UTC; None where it is not set, or is no moment that a calendar has."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else None
    except (OverflowError, ValueError, OSError):
        return None
