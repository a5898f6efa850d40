"""The page: one file with the explorer, its figures and all that draws them, which asks nothing of any machine."""

import base64
import gzip
import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any

import vl_convert
from jinja2 import Environment, FunctionLoader, StrictUndefined

from tradeview.charts.layout.fonts import letters_for, scripts_of
from tradeview.charts.layout.rendering import font_faces
from tradeview.interactive.explorer.style import read_own, style_sheet
from tradeview.interactive.explorer.words import CONTROLS, LOCALE, TITLE
from tradeview.printable import escape_unprintable, utf8_bytes

# The page is set in the house font, cut down to Latin letters and signs, and in the fonts of the scripts that it names
# something in; others take the reader's own.
LETTERS = "".join(chr(code) for code in range(0x20, 0x250)) + "–—‘’“”…−×€\N{NARROW NO-BREAK SPACE}"
SCRIPTS = ("figures.js", "explorer.js")


@cache
def bundle() -> str:
    """Return the explorer's JavaScript with Vega in one module, which needs no network; it is put together once."""
    own = "".join(read_own(name) for name in SCRIPTS)
    return str(vl_convert.javascript_bundle(own))


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(read_own),
    )


def skeleton() -> str:
    """Return the markup of the controls and of what stands below them, without a word of any table."""
    said = {name: template.fill() for name, template in CONTROLS.items()}
    return _environment().get_template("skeleton.html.j2").render(said=said)


def make_page(state: Mapping[str, Any], title: str | None = None) -> bytes:
    """Make the page of a state: what the widget holds under the same names."""
    # Packed, 100,000 figures are half as large, and there is no text in the page that could end a script.
    said = json.dumps(state, ensure_ascii=False)
    packed = gzip.compress(utf8_bytes(said), mtime=0)
    script = bundle()
    page = _environment().get_template("page.html.j2")
    title = escape_unprintable(TITLE.fill() if title is None else title)
    made = page.render(
        title=title,
        language=LOCALE,
        policy=_policy(script),
        style=style_sheet() + font_faces(LETTERS + _letters_of_scripts(title + said)),
        state=base64.b64encode(packed).decode(),
        script=script,
    )
    return utf8_bytes(made)


def _letters_of_scripts(text: str) -> str:
    """List the letters of a text that are set in the font of a script."""
    letters = "".join(sorted(set(text)))
    return "".join(letters_for(font, letters) for font in scripts_of(letters))


def _policy(script: str) -> str:
    """Say what the page may do: run this one script, which makes functions of Vega's expressions, and ask nobody."""
    digest = base64.b64encode(sha256(utf8_bytes(script)).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}' 'unsafe-eval'; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:"
    )
