"""The look of a marked text: colours, light and dark, and the style sheet that is made of them.

No state is told by its colour alone: each has a sign, a word, and a line under the text of its own, which stay on paper
and in grey. Text and signs have a contrast of 4.5 and more to what they stand on (WCAG AA; a test computes it).
"""

from typing import NamedTuple


class Shade(NamedTuple):
    """The colours of a state: behind its text, and of its sign and the line under it."""

    ground: str
    sign: str


class Palette(NamedTuple):
    """The colours of a page: behind it, of its text, of small print, of links, and of each state."""

    page: str
    ink: str
    minor: str
    link: str
    states: dict[str, Shade]


LIGHT = Palette(
    page="#ffffff",
    ink="#1f2933",
    minor="#52606d",
    link="#0a3d73",
    states={
        "matches": Shade("#d9f0df", "#176b33"),
        "revised": Shade("#fff1b8", "#7a5600"),
        "contradicts": Shade("#fbd9d7", "#a61b12"),
        "cannot tell": Shade("#e4e7eb", "#4a5661"),
        "read": Shade("#e0ecfb", "#1d5594"),
        "rate": Shade("#ece4f7", "#5f3692"),
        "open": Shade("#f6dcec", "#932a63"),
        "not in the text": Shade("#fbd9d7", "#a61b12"),
        "read differently": Shade("#fff1b8", "#7a5600"),
        "second alone": Shade("#f6dcec", "#932a63"),
        "first alone": Shade("#e4e7eb", "#4a5661"),
        "left open": Shade("#e0ecfb", "#1d5594"),
        "read alike": Shade("#d9f0df", "#176b33"),
    },
)
DARK = Palette(
    page="#14181d",
    ink="#e8ecf0",
    minor="#aab4be",
    link="#8ec5ff",
    states={
        "matches": Shade("#173d24", "#7ddc9a"),
        "revised": Shade("#453707", "#f2cf5b"),
        "contradicts": Shade("#571c18", "#ffb0a8"),
        "cannot tell": Shade("#343c45", "#c8d0d8"),
        "read": Shade("#1b3a5c", "#a5cdfd"),
        "rate": Shade("#3a2a55", "#d6c2f7"),
        "open": Shade("#521f3f", "#f7b3d8"),
        "not in the text": Shade("#571c18", "#ffb0a8"),
        "read differently": Shade("#453707", "#f2cf5b"),
        "second alone": Shade("#521f3f", "#f7b3d8"),
        "first alone": Shade("#343c45", "#c8d0d8"),
        "left open": Shade("#1b3a5c", "#a5cdfd"),
        "read alike": Shade("#173d24", "#7ddc9a"),
    },
)
# The line under a mark, by state: they differ in grey, too.
LINES = {
    "matches": "2px solid",
    "revised": "2px dashed",
    "contradicts": "4px double",
    "cannot tell": "2px dotted",
    "read": "1px solid",
    "rate": "1px dashed",
    "open": "2px dotted",
    "not in the text": "4px double",
    "read differently": "2px dashed",
    "second alone": "2px dotted",
    "first alone": "1px dotted",
    "left open": "1px dashed",
    "read alike": "2px solid",
}
RULES = """
.tvm{background:var(--page);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif;
padding:1rem;max-width:46rem;box-sizing:border-box;overflow-wrap:anywhere;text-align:start}
.tvm *{box-sizing:border-box}
.tvm a{color:var(--link)}
.tvm-sum{margin:0 0 .5rem;font-weight:600}
.tvm-legend{list-style:none;margin:0 0 1rem;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.875rem}
.tvm-legend li{margin:0}
.tvm-text{white-space:pre-wrap;unicode-bidi:plaintext;line-height:2;margin:0 0 1.5rem}
.tvm mark{color:var(--ink);padding:.1em 0;border-radius:.15em}
.tvm .tvm-badge{unicode-bidi:isolate;display:inline-block;font-size:.75rem;line-height:1.35;font-weight:600;
padding:0 .3em;margin-inline:.25em;border:1px solid;border-radius:.3em;text-decoration:none;white-space:nowrap;
vertical-align:baseline}
.tvm a.tvm-badge:hover,.tvm a.tvm-badge:focus-visible{text-decoration:underline;outline:2px solid var(--link)}
.tvm-head{font-weight:600;margin:0 0 .5rem}
.tvm-list{margin:0;padding-inline-start:2.2em}
.tvm-list>li{margin:0 0 .75rem;break-inside:avoid}
.tvm-list>li:target{outline:2px solid var(--link);outline-offset:.25em}
.tvm-list p{margin:.1rem 0}
.tvm-minor{color:var(--minor);font-size:.875rem}
"""
OF_PAGE = """
body{margin:0;padding:0 .25rem;font-family:system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif}
main,h1{max-width:46rem;margin:1rem auto}h1{font-size:1.25rem;padding:0 1rem;overflow-wrap:anywhere}
"""
PAPER = "@media print{.tvm mark,.tvm .tvm-badge{-webkit-print-color-adjust:exact;print-color-adjust:exact}}"


def style_sheet() -> str:
    """Return the style sheet of a marked text: as the reader's system has it, or the notebook, and light on paper."""
    light, dark = _set_colours(LIGHT), _set_colours(DARK)
    return "".join(
        [
            f".tvm{{{light};color-scheme:light}}",
            f"@media (prefers-color-scheme:dark){{.tvm{{{dark};color-scheme:dark}}}}",
            # Notebooks have a theme of their own, whatever the system has.
            f'[data-jp-theme-light="true"] .tvm,.vscode-light .tvm{{{light};color-scheme:light}}',
            f'[data-jp-theme-light="false"] .tvm,.vscode-dark .tvm{{{dark};color-scheme:dark}}',
            f"@media print{{.tvm,[data-jp-theme-light] .tvm{{{light};color-scheme:light}}}}",
            RULES,
            *(_style_state(state) for state in LINES),
            PAPER,
        ]
    )


def style_of_page() -> str:
    """Return the style sheet of the page around a marked text, in the colours of that."""
    light = f"body{{background:{LIGHT.page};color:{LIGHT.ink}}}"
    dark = f"@media (prefers-color-scheme:dark){{body{{background:{DARK.page};color:{DARK.ink}}}}}"
    return f"{OF_PAGE}{light}{dark}@media print{{{light}}}"


def class_of(state: str) -> str:
    """Name the class of a state.

    Examples
    --------
    >>> class_of("cannot tell")
    'tvm-cannot-tell'
    """
    return f"tvm-{state.replace(' ', '-')}"


def _set_colours(palette: Palette) -> str:
    """Write the colours of a palette as variables."""
    named = {"page": palette.page, "ink": palette.ink, "minor": palette.minor, "link": palette.link}
    for state, shade in palette.states.items():
        name = state.replace(" ", "-")
        named[f"{name}-ground"] = shade.ground
        named[f"{name}-sign"] = shade.sign
    return ";".join(f"--{name}:{colour}" for name, colour in named.items())


def _style_state(state: str) -> str:
    """Write how marks and signs of a state look."""
    name = state.replace(" ", "-")
    marked = f".tvm mark.{class_of(state)}{{background:var(--{name}-ground);border-bottom:{LINES[state]} "
    sign = f".tvm .tvm-badge.{class_of(state)}{{background:var(--page);color:var(--{name}-sign)}}"
    return f"{marked}var(--{name}-sign)}}{sign}"
