"""What relative times are told from: the day on which a text was published, and the times that it stated before."""

from datetime import date
from typing import NamedTuple

from tradeview.errors import FigureError
from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.figure import Months

LAST_IN_YEAR = 10  # month of which is told within its year: what November brought may be told in January


class Anchor(NamedTuple):
    """What relative times are told from: the day of the publication, and the times stated before a sentence."""

    published: date | None = None
    stated: Months | None = None
    known: Months | None = None  # stated before that, or over a list
    month: Months | None = None  # the single month stated last
    foretold: Months | None = None  # the latest part of a year that the text dates anywhere, if only further on
    with_measures: bool = False  # whether measures are read beside money, and more is told for them
    main: Months | None = None  # what the text speaks of
    is_of_paragraph: bool = True  # whether the time stated before was so in the paragraph of the sentence
    reporter: str | None = None  # alpha-2 of the economy that the text is said to be of

    @property
    def this_year(self) -> int | None:
        """The year of the publication; where its day is not known, that of the months the text speaks of, if one is.

        A text of a month is of the year that it is printed in, unless the next may have begun by then.
        """
        if self.published:
            return self.published.year
        latest = self.foretold
        if not self.with_measures or latest is None or latest.first[0] != latest.last[0]:
            return None
        is_year = latest.month_count == MONTHS_IN_YEAR  # told by the year before, with which all is compared
        return latest.last[0] if is_year or latest.last[1] <= LAST_IN_YEAR else None


def read_day(published: object) -> date:
    """Read the day of a publication, as text or as any day of Python's or pandas'.

    Examples
    --------
    >>> read_day("2024-05-16")
    datetime.date(2024, 5, 16)
    >>> read_day("May 2024")
    Traceback (most recent call last):
    tradeview.errors.FigureError: the day that a text was published was asked for; found: 'May 2024'; do: write it ...
    """
    try:
        if isinstance(published, date):
            # A moment is a day, too; pandas' NaT, which is a datetime, has no year of its own.
            return date(published.year, published.month, published.day)
        return date.fromisoformat(published if isinstance(published, str) else "")
    except (TypeError, ValueError):
        asked = "the day that a text was published was asked for"
        remedy = "write it as 2024-05-16, or pass a date or a Timestamp"
        raise FigureError(asked, repr(published)[:60], remedy) from None
