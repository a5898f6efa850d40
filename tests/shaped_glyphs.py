"""What matplotlib sets a text in: each glyph from the left, its font, and the letters that it stands for."""

from types import SimpleNamespace
from typing import Any

from matplotlib import font_manager
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from tradeview.charts.layout.fonts import font_properties, prepare_letters


def paths_of(weight: str) -> Any:
    """Return the paths of the fonts that a text may be set in, in their order: nothing public of matplotlib tells."""
    return font_manager.fontManager._find_fonts_by_props(font_properties(20, weight))  # noqa: SLF001


def shape(text: str, weight: str = "normal") -> list[tuple[str, int, str]]:
    """Return the family, the number and the letters of each glyph."""
    prepare_letters(text)
    font = get_font(paths_of(weight))
    font.set_size(20, 72)
    items = font._layout(text, LoadFlags.NO_HINTING)  # noqa: SLF001
    return [(item.ft_object.family_name, item.glyph_index, item.char) for item in items]


def language_of(code: str) -> Any:
    """Return what the page of a chart asks of its language, also of one that there is no catalogue of."""
    return SimpleNamespace(code=code, is_right_to_left=code == "ar")
