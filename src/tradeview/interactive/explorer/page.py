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
from tradeview.interactive.explorer.words import CONTROLS, TITLE
from tradeview.printable import escape_unprintable, utf8_bytes
from tradeview.words.language import spoken

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
    language = spoken()
    # A notebook around it may be in another language.
    code = None if language.is_english else language.code
    template = _environment().get_template("skeleton.html.j2")
    return template.render(said=said, language=code, is_rtl=language.is_right_to_left)


def make_page(state: Mapping[str, Any], title: str | None = None) -> bytes:
    """Make the page of a state: what the widget holds under the same names."""
    # Packed, 100,000 figures are half as large, and there is no text in the page that could end a script.
    said = json.dumps(state, ensure_ascii=False)
    packed = gzip.compress(utf8_bytes(said), mtime=0)
    script, language = bundle(), spoken()
    page = _environment().get_template("page.html.j2")
    title = escape_unprintable(TITLE.fill() if title is None else title)
    made = page.render(
        title=title,
        language=language.tag if language.is_english else language.code,
        is_rtl=language.is_right_to_left,
        policy=_policy(script),
        style=style_sheet() + font_faces(_letters_of(state) + _letters_of_scripts(title + said)),
        state=base64.b64encode(packed).decode(),
        script=script,
    )
    return utf8_bytes(made)


def _letters_of(state: Mapping[str, Any]) -> str:
    """List the letters that the page is to carry, in the same order whatever the words."""
    if spoken().is_english:
        return LETTERS
    words = json.loads(state["data"])
    own = set(json.dumps([state["skeleton"], words], ensure_ascii=False))
    return LETTERS + "".join(sorted(letter for letter in own - set(LETTERS) if letter.isprintable()))


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
