"""Colours that mean the same on every chart."""

INK, GREY, PALE, BAND = "#1F2933", "#52606D", "#9AA5B1", "#F1F3F5"
GRID = "#DFE3E8"  # of lines behind a plot: seen on white and on a band, and fainter than anything that is drawn
# Colour means one thing in the whole report. Lightness differs by 15 or more (CIE L*: 26, 42, 58), so that the colours
# stay apart in greyscale and for the three common kinds of colour blindness (tests compute both).
CURRENCY_COLOURS = {"USD": "#0A3D73", "MYR": "#C97A00"}
OTHER_CURRENCY, OTHER_BASE = "#339C6B", "#612C05"
REAL = "#7C48B8"
PAIR_COLOURS = ("#0F5E59", "#C75F96")  # what the first and what the second economy of a pair sends
# Lines of one chart in the order in which they take them; those of the pair come first, since exports and imports have
# them everywhere. Seven cannot be 15 of lightness apart and dark enough for letters: the first three are, all are 7
# apart, and the shapes of their marks differ, too.
SERIES_COLOURS = (*PAIR_COLOURS, "#470707", "#BF9643", "#3314CC", "#5F7238", "#332C58")


def currency_colour(currency: str, *, base: bool = False) -> str:
    """Colour of money in a currency, the same in every chart; `base` tells the deflated of two other currencies."""
    if currency in CURRENCY_COLOURS:
        return CURRENCY_COLOURS[currency]
    return OTHER_BASE if base else OTHER_CURRENCY
