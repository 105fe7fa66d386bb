"""When AWS works on the database: at no time at two things."""

from collections.abc import Mapping
from typing import Any

from end_to_end.stage import Stage

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOUR, _DAY = 60, 24 * 60
_WEEK = 7 * _DAY
# AWS Backup starts its own (`copies.py`) within an hour from 15:00 on, but not where RDS is about to work.
_COPIES = (15 * _HOUR, 16 * _HOUR)


def check(stage: Stage, described: list[Mapping[str, Any]]) -> None:
    for each in described:
        name = each.get("DBInstanceIdentifier") or each["DBClusterIdentifier"]
        backup, maintenance = each["PreferredBackupWindow"], each["PreferredMaintenanceWindow"]
        daily, weekly = _minutes(backup), _minutes(maintenance)
        apart = not (daily & weekly or (_before(daily) | _before(weekly)) & _every_day(*_COPIES))
        stage.expect.true(f"windows of {name} are apart", apart, (backup, maintenance))


def _minutes(window: str) -> set[int]:
    """The minutes of a week that a window takes, daily (`03:00-03:30`) or weekly (`sun:04:00-sun:05:00`)."""
    start, end = (_minute(text) for text in window.split("-"))
    if window.startswith(_DAYS):
        return {minute % _WEEK for minute in range(start, end if end > start else end + _WEEK)}
    return _every_day(start, end if end > start else end + _DAY)


def _minute(text: str) -> int:
    *day, hour, minute = text.split(":")
    return (_DAYS.index(day[0]) * _DAY if day else 0) + int(hour) * _HOUR + int(minute)


def _every_day(start: int, end: int) -> set[int]:
    return {(day * _DAY + minute) % _WEEK for day in range(7) for minute in range(start, end)}


def _before(minutes: set[int]) -> set[int]:
    """With the hour before."""
    return minutes | {(minute - _HOUR) % _WEEK for minute in minutes}
