"""The day used as today where a run must be repeatable: SOURCE_DATE_EPOCH (reproducible-builds.org)."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def epoch_day() -> date | None:
    """The day of SOURCE_DATE_EPOCH in UTC; None if it is unset or outside the calendar."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else None
    except (OverflowError, ValueError, OSError):
        return None
