"""Style: the explorer's colours, light and dark, as variables of its style sheet.

Marks name variables (`var(--tvx-usd)`), so that a chart that is drawn already follows a theme that changes. In light
they are those of all charts; in dark they are lighter ones of the same hue. Letters have a contrast of 4.5 and more to
what they stand on, also labels in the colour of their line, which is mixed with ink for them (tests compute it).
"""

from importlib.resources import files

from tradeview.charts.layout.colours import (
    CURRENCY_COLOURS,
    GREY,
    INK,
    OTHER_CURRENCY,
    PALE,
    REAL,
    SERIES_COLOURS,
)

REAL_COLOUR, OTHER_COLOUR = "--tvx-real", "--tvx-other"
CURRENCY_VARIABLES = {code: f"--tvx-{code.lower()}" for code in CURRENCY_COLOURS}
SERIES_VARIABLES = tuple(f"--tvx-{place}" for place in range(len(SERIES_COLOURS)))
OF_LINE = 0.6  # of a label's colour: the rest is ink
LIGHT = {
    "--tvx-ground": "#FFFFFF",
    "--tvx-ink": INK,
    "--tvx-grey": GREY,
    "--tvx-pale": PALE,
    **{CURRENCY_VARIABLES[code]: colour for code, colour in CURRENCY_COLOURS.items()},
    OTHER_COLOUR: OTHER_CURRENCY,
    REAL_COLOUR: REAL,
    **dict(zip(SERIES_VARIABLES, SERIES_COLOURS, strict=True)),
}
DARK = {
    "--tvx-ground": "#14181D",
    "--tvx-ink": "#E8ECF0",
    "--tvx-grey": "#AAB4BE",
    "--tvx-pale": "#7B8794",
    **dict(zip(CURRENCY_VARIABLES.values(), ("#7DB3F2", "#F0A63C"), strict=True)),
    OTHER_COLOUR: "#63CFA0",
    REAL_COLOUR: "#C4A2EE",
    **dict(
        zip(
            SERIES_VARIABLES,
            ("#5CC4BC", "#EE9CC3", "#F08C8C", "#E0BE74", "#8FA0FF", "#A9C27C", "#CFC6EA"),
            strict=True,
        )
    ),
}


def currency_variable(currency: str) -> str:
    """Name the colour of money in a currency, as the style sheet knows it."""
    return CURRENCY_VARIABLES.get(currency, OTHER_COLOUR)


def label_colour(colour: str) -> str:
    """Mix a colour for letters, as CSS and Vega's expressions have it: some colours of lines are too pale for them."""
    return f"'color-mix(in srgb, ' + {colour} + ' {OF_LINE:.0%}, var(--tvx-ink))'"


def read_own(name: str) -> str:
    """Read a file that lies beside this module."""
    return files("tradeview.interactive.explorer").joinpath(name).read_text(encoding="utf-8")


def style_sheet() -> str:
    """Return the style of the explorer: as the reader's system has it, or the notebook."""
    light, dark = _set_colours(LIGHT), _set_colours(DARK)
    where = ".tvx,#tvx-tip"
    return "".join(
        [
            f"{where}{{{light}}}",
            f"@media (prefers-color-scheme:dark){{{where}{{{dark}}}}}",
            # Notebooks have a theme of their own, whatever the system has.
            _in_notebook("true", light),
            _in_notebook("false", dark),
            read_own("explorer.css"),
        ]
    )


def _in_notebook(is_light: str, colours: str) -> str:
    theme = f'[data-jp-theme-light="{is_light}"]'
    # The ground is the notebook's own.
    return f"{theme} .tvx,{theme} #tvx-tip{{{colours};--tvx-ground:var(--jp-layout-color0,Canvas)}}"


def _set_colours(colours: dict[str, str]) -> str:
    return ";".join(f"{name}:{colour}" for name, colour in colours.items())
