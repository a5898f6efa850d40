"""Words looked up in a text that was folded, with the way back into the text as given."""

from tradeview.figures.words import Table, Word, fold


def test_folding_keeps_the_way_back() -> None:
    text = "a\u200bB\N{NO-BREAK SPACE}\u09dfß"  # a joiner is dropped, one letter decomposes, one folds to two
    view = fold(text)
    assert view.folded == "ab \u09af\u09bcss"
    assert [text[offset] for offset in view.offsets] == ["a", "B", "\N{NO-BREAK SPACE}", "\u09df", "\u09df", "ß", "ß"]
    assert len(view.printed) == len(view.folded)


def test_table_finds_the_longest_word_and_minds_case_and_wholeness() -> None:
    table = Table([Word("$", currency="USD", exact=True), Word("US$", currency="USD"), Word("M", power=6, exact=True)])
    table = Table([*(word for words in table.words.values() for word in words), Word("m", power=3, exact=True)])
    assert table.before(fold("in US$"), 6) == (Word("US$", currency="USD"), 3)
    assert table.before(fold("Z$"), 2) is None
    assert [hit and hit[0].power for hit in (table.after(fold(text), 0) for text in ("M", "m", "men"))] == [6, 3, None]
