"""What nothing in the text bears out of a row: a quote that stands nowhere, a time or a flow that is not named."""

from collections.abc import Collection

from tradeview.readings.fields import flow_of
from tradeview.readings.given import GivenRow
from tradeview.readings.matching import Located
from tradeview.readings.named import NamedFlows, NamedTimes
from tradeview.readings.standing import Place, TextAsked

PERIOD, FLOW, QUOTE = "period", "flow", "quote"
# That its value or its currency cannot be read, a row says by not standing in the text.
NO_FIELDS = {"value", "currency"}


class Bearing:
    """A text that is asked what it bears out, beside amounts."""

    def __init__(self, asked: TextAsked, times: NamedTimes, flows: NamedFlows) -> None:
        self.asked = asked
        self.times = times
        self.flows = flows

    def list_not_found(self, located: Located, place: Place | None, agreed: Collection[str]) -> list[str]:
        """Return the fields of a row that nothing in the text bears out.

        Parameters
        ----------
        located : Located
            The row.
        place : (int, int), optional
            Where its figure stands in the text as given; what stands behind its sentence bears nothing out.
        agreed : collection of str
            Fields that we read alike, which the text bears out.
        """
        row = located.row
        sentence: tuple[int, int] | None = None
        limit = len(self.asked.view.folded)
        if place is not None:
            sentence = self.asked.sentence_at(self.asked.fold_place(place)[0])
            limit = sentence[1]
        not_found = [QUOTE] if located.has_lost_quote else []
        if PERIOD not in agreed and row.time is not None and not self.times.bears_out(row.time, limit):
            not_found.append(PERIOD)
        flow = flow_of(row)
        if FLOW not in agreed and flow is not None and not self.flows.bears_out(flow, sentence):
            not_found.append(FLOW)
        return not_found + _list_unreadable(row, not_found)


def _list_unreadable(row: GivenRow, found: Collection[str]) -> list[str]:
    return [name for name in row.unreadable if name not in found and name not in NO_FIELDS]
