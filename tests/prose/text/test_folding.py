"""Words looked up in a text that was folded, with the way back into the text as given."""

from tradeview.prose.text.folding import Table, Word, fold_text


def test_folding_keeps_the_way_back() -> None:
    text = "a\u200bB\N{NO-BREAK SPACE}\u09dfß"  # a joiner is dropped, one letter decomposes, one folds to two
    view = fold_text(text)
    assert view.folded == "ab \u09af\u09bcss"
    assert [text[offset] for offset in view.offsets] == ["a", "B", "\N{NO-BREAK SPACE}", "\u09df", "\u09df", "ß", "ß"]
    assert len(view.printed) == len(view.folded)


def test_table_finds_the_longest_word_and_minds_case_and_wholeness() -> None:
    table = Table([Word("$", currency="USD", exact=True), Word("US$", currency="USD"), Word("M", power=6, exact=True)])
    table = Table([*(word for words in table.words.values() for word in words), Word("m", power=3, exact=True)])
    assert table.before(fold_text("in US$"), 6) == (Word("US$", currency="USD"), 3)
    assert table.before(fold_text("Z$"), 2) is None
    assert [hit and hit[0].power for hit in (table.after(fold_text(text), 0) for text in ("M", "m", "men"))] == [
        6,
        3,
        None,
    ]


def test_marks_in_either_order_fold_alike() -> None:
    assert fold_text("e\u0302\u0323").folded == fold_text("ệ").folded == "e\u0323\u0302"


def test_capitals_of_turkish_fold_as_its_small_letters() -> None:
    assert fold_text("MİLYAR DOLARI").folded == fold_text("milyar doları").folded == "milyar dolari"


def test_a_stem_takes_any_ending_and_other_words_none() -> None:
    table = Table([Word("export*", label="export"), Word("import", label="import")])
    view = fold_text("Exporting imports, the import and re-exports")
    assert [(view.folded[at : hit.edge], hit.word.label) for at, hit in table.scan(view)] == [
        ("export", "export"),
        ("import", "import"),
        ("export", "export"),
    ]


def test_a_korean_word_ends_between_syllables_only() -> None:
    table = Table([Word("다", label="end")])
    assert table.after(fold_text("다"), 0) is not None
    assert table.after(fold_text("달러"), 0) is None


def test_a_word_with_endings_begins_a_word() -> None:
    table = Table([Word("ين", currency="JPY", endings=())])
    assert table.before(fold_text("ين"), 2) is not None
    assert table.before(fold_text("الصين"), 5) is None


def test_a_part_of_a_view_leads_back_into_the_whole() -> None:
    assert fold_text("ab cd").part(3, 5).offsets == [3, 4]
