"""Files in the layout of the ECB's daily history, of made-up rates: one that grows by a hundredth of a sen a day."""

from collections.abc import Iterable
from datetime import date, timedelta

HOLIDAYS = {(1, 1), (5, 1), (12, 25), (12, 26)}


def weekdays(first: date, last: date) -> list[date]:
    """The working days between two days, without the holidays that are on the same day every year."""
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS]


def ringgit_per_euro(day: date) -> float:
    return round(4.5 + (day - date(2020, 1, 1)).days / 10_000, 4)


def history(days: Iterable[date], *, without_rouble: bool = True) -> str:
    """Newest first, a comma at the end of each line, as the ECB prints it; a dollar is 0.8 euros on all days."""
    rouble = "N/A" if without_rouble else "100.5"
    lines = [f"{day},1.25,{ringgit_per_euro(day):.4f},{rouble}," for day in sorted(days, reverse=True)]
    return "\n".join(["Date,USD,MYR,RUB,", *lines, ""])
