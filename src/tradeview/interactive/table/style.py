"""The look of a table: its style sheet, in JupyterLab's colours where there are any, light or dark, and on paper.

What stands behind a figure is shown by CSS alone, where the figure is pointed at or has the focus. A page or notebook
that takes the style sheet away shows the table without it: there it is `hidden`.
"""

from typing import NamedTuple

from tradeview.words.language import spoken


class Palette(NamedTuple):
    """The colours of a table where no notebook has any: behind it, text, small print, lines, every other row, links."""

    page: str
    ink: str
    minor: str
    line: str
    band: str
    link: str


LIGHT = Palette(page="#ffffff", ink="#1f2933", minor="#52606d", line="#dde2e6", band="#f5f7f8", link="#0a3d73")
DARK = Palette(page="#14181d", ink="#e8ecf0", minor="#aab4be", line="#3a444e", band="#1c2229", link="#8ec5ff")
# JupyterLab's own, where the table stands in it. Its paler letters have too little contrast on its grey rows.
OF_JUPYTERLAB = {
    "page": "--jp-layout-color0",
    "ink": "--jp-content-font-color0",
    "minor": "--jp-content-font-color1",
    "line": "--jp-border-color2",
    "band": "--jp-rendermime-table-row-background",
    "link": "--jp-content-link-color",
}
RULES = """
.tvt{container-type:inline-size;background:var(--tvt-page);color:var(--tvt-ink);text-align:start;
font:14px/1.4 "Source Sans Pro","Source Sans 3",system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif;
padding:.25rem 0;margin:.5rem 0;max-width:72rem;box-sizing:border-box}
.tvt *{box-sizing:border-box}
.tvt.tvt table{border-collapse:collapse;border:0;margin:0;font-size:inherit;table-layout:auto;width:auto;max-width:100%;
color:inherit;background:none}
.tvt.tvt caption{caption-side:top;text-align:start;padding:0 0 .4rem;color:var(--tvt-ink);font-style:normal}
.tvt .tvt-main{min-width:min(100%,26rem)}
.tvt caption strong{font-weight:600}
.tvt.tvt thead,.tvt.tvt tbody tr,.tvt.tvt tbody tr:nth-child(n){background:none;border:0}
.tvt.tvt tbody tr:nth-child(even){background:var(--tvt-band)}
.tvt.tvt th,.tvt.tvt td{text-align:start;vertical-align:top;padding:.3rem .6rem;border:0;max-width:26rem;
border-bottom:1px solid var(--tvt-line);white-space:normal;overflow-wrap:anywhere;font-weight:400;color:inherit}
.tvt.tvt th{font-weight:600;overflow-wrap:break-word;color:var(--tvt-minor);
border-bottom:1px solid var(--tvt-ink);vertical-align:bottom}
.tvt.tvt th.tvt-long{overflow-wrap:anywhere}
.tvt.tvt th.n,.tvt.tvt td.n{text-align:end;font-variant-numeric:tabular-nums}
.tvt.tvt td.n{white-space:nowrap;position:relative}
.tvt .tvt-pad::after{content:attr(data-pad);visibility:hidden}
.tvt .tvt-unit{display:inline-block;text-align:start;white-space:pre}
.tvt q{quotes:none}
.tvt a{color:var(--tvt-link)}
.tvt td[tabindex]{cursor:help}
.tvt td[tabindex] .tvt-figure{text-decoration:underline dotted 1px;text-underline-offset:.2em}
.tvt td[tabindex]:focus{outline:2px solid var(--tvt-link);outline-offset:-2px}
.tvt .tvt-tip{position:absolute;z-index:10;top:100%;inset-inline-end:0;
width:max-content;max-width:min(26rem,90cqw);
padding:.5rem .7rem;background:var(--tvt-page);color:var(--tvt-ink);border:1px solid var(--tvt-ink);border-radius:4px;
white-space:normal;text-align:start;overflow-wrap:anywhere;font-variant-numeric:normal}
.tvt .tvt-tip span{display:block}
.tvt .tvt-tip br{display:none}
.tvt td[tabindex]:hover>.tvt-tip,.tvt td[tabindex]:focus>.tvt-tip{display:block}
.tvt td[tabindex]:focus>.tvt-tip{z-index:11}
.tvt .tvt-up>td>.tvt-tip{top:auto;bottom:100%}
.tvt .tvt-left>.tvt-tip,.tvt td:first-child>.tvt-tip{inset-inline-end:auto;inset-inline-start:0}
.tvt .tvt-gap td{text-align:center;color:var(--tvt-minor)}
.tvt.tvt .tvt-minor{color:var(--tvt-minor);margin:.4rem 0 0;font-size:.93em}
.tvt.tvt details{margin:.4rem 0 0}
.tvt summary{cursor:pointer;color:var(--tvt-link)}
.tvt .tvt-below{color:var(--tvt-minor);font-size:.93em}
.tvt-scroll{overflow-x:auto;max-width:100%;margin-top:.4rem}
.tvt-scroll:focus{outline:2px solid var(--tvt-link)}
"""
# Numbers run from left to right in every script, so that their points stand in line where their right ends do.
RIGHT_TO_LEFT = ".tvt.tvt th.n,.tvt.tvt td.n{text-align:right}"
# Where a table has not the place that its columns need, each row stands as a list.
STACKED = """
.NAME .tvt-main,.NAME .tvt-main caption,.NAME .tvt-main tbody{display:block}
.NAME .tvt-main thead{display:none}
.tvt.NAME .tvt-main tbody tr{display:block;border-bottom:1px solid var(--tvt-ink);padding:.4rem 0}
.tvt.NAME .tvt-main td,.tvt.NAME .tvt-main td.n{display:block;border:0;padding:.1rem 0;max-width:none;
text-align:start;white-space:normal;overflow-wrap:anywhere}
.NAME .tvt-main td::before{content:attr(data-label) ": ";color:var(--tvt-minor)}
.NAME .tvt-main .tvt-gap td::before{content:none}
.tvt.NAME .tvt-main td.tvt-ditto{display:none}
.NAME .tvt-main .tvt-pad::after{content:none}
.tvt.NAME .tvt-main td>.tvt-tip{inset-inline-start:0;inset-inline-end:auto}
.NAME .tvt-unit{min-width:0!important}
.NAME .tvt-main td>br{display:none}
.NAME .tvt-below::before{content:" "}
"""
OF_PAGE = """
body{margin:0;padding:1rem;background:var(--tvt-page);color:var(--tvt-ink)}
h1{font:600 1.25rem/1.3 system-ui,sans-serif;margin:0 0 .5rem;overflow-wrap:anywhere}
"""


def style_sheet(width: int, root: str = ".tvt") -> str:
    """Return the style sheet of a table: in the colours of the notebook, or as the reader's system has it.

    Parameters
    ----------
    width : int
        What its columns need, in rem; with less, its rows stand as lists.
    root : str
        The selector of what gets the colours.
    """
    return "".join(
        [
            f"{root}{{{_set_colours(LIGHT)};color-scheme:light}}",
            f"@media (prefers-color-scheme:dark){{{root}{{{_set_colours(DARK)};color-scheme:dark}}}}",
            # Notebooks have a theme of their own, whatever the system has.
            f'[data-jp-theme-light="true"] .tvt,.vscode-light .tvt{{{_set_colours(LIGHT)};color-scheme:light}}',
            f'[data-jp-theme-light="false"] .tvt,.vscode-dark .tvt{{{_set_colours(DARK)};color-scheme:dark}}',
            f"@media print{{{root},[data-jp-theme-light] .tvt{{{_set_own_colours(LIGHT)};color-scheme:light}}}}",
            _rules(),
            style_of_width(width),
        ]
    )


def _rules() -> str:
    return RULES + RIGHT_TO_LEFT if spoken().is_right_to_left else RULES


def style_of_width(width: int) -> str:
    """Return the rules of tables that need a width, in rem, where they have less."""
    return f"@container (max-width:{width}rem){{{STACKED.replace('NAME', class_of_width(width))}}}"


def class_of_width(width: int) -> str:
    """Name the class of tables that need a width.

    Examples
    --------
    >>> class_of_width(36)
    'tvt-36'
    """
    return f"tvt-{width}"


def style_of_page() -> str:
    """Return the style sheet of the page around a table."""
    light = f"body{{{_set_own_colours(LIGHT)}}}"
    dark = f"@media (prefers-color-scheme:dark){{body{{{_set_own_colours(DARK)}}}}}"
    return f"{light}{dark}@media print{{{light}}}{OF_PAGE}"


def style_of_report() -> str:
    """Return the style sheet of tables on a page of a report, light or dark as the reader's system is."""
    dark = f"@media screen and (prefers-color-scheme:dark){{.tvt{{{_set_own_colours(DARK)}}}}}"
    return f".tvt{{{_set_own_colours(LIGHT)}}}{dark}{_rules()}{OF_REPORT}{style_of_width(WIDTH_IN_REPORT)}"


# Below which tables of a report stand as lists, in rem, as its others do.
WIDTH_IN_REPORT = 36
OF_REPORT = """
.tvt{max-width:none;font:inherit;font-size:.9rem;line-height:1.35}
.tvt.tvt table{width:100%}
.tvt.tvt tbody tr:nth-child(even){background:none}
.tvt.tvt tbody tr:target{background:var(--tvt-band)}
.tvt.tvt th,.tvt.tvt td{padding:.4rem .7rem .4rem 0;overflow-wrap:break-word}
@media print{.tvt .tvt-figure{text-decoration:none!important}}
"""


def _set_colours(palette: Palette) -> str:
    """Write the colours of a palette as variables that yield to those of JupyterLab."""
    return ";".join(f"--tvt-{name}:var({OF_JUPYTERLAB[name]},{colour})" for name, colour in palette._asdict().items())


def _set_own_colours(palette: Palette) -> str:
    return ";".join(f"--tvt-{name}:{colour}" for name, colour in palette._asdict().items())
