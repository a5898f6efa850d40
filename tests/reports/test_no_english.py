"""No English is left on a page in another language: what it shows is messages, or is told to be in another language.

A made-up language, each message of which is in Cyrillic letters, stands for all: what is in Latin letters there is no
message, and no catalogue could translate it. The catalogues themselves are asked one by one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from other_letters import speaking_other_letters
from pair_file import pair_records
from shown_words import ShownWords, pieces
from tradeview.sources.reference_lists import load_sources
from tradeview.words.language import ENGLISH, Language, languages

# Scripts whose letters are not Latin: a Latin word on such a page is a code, a name, or English.
OTHER_SCRIPTS = {"ru", "bn", "th", "ar"}
# Words that a page in any language may have: codes, currencies as they are written, names of series and of files.
CODES = re.compile(
    r"(?<![A-Za-z])(?:[A-Z]{2,3}|SITC|JSON|CPI-U, all\s+items|CPI-U|all items|tradeview)(?![A-Za-z])"
    r"|[\w.]*\.(?:png|svg|pdf|csv|xlsx|html|txt)\b|\b\w+(?=\.\w{3}\b)"
)
PRINTED = re.compile("“[^”]*”|«[^»]*»")  # within a sentence, where no element can say its language
WORD = re.compile(r"[A-Za-z]{2,}")
# Of English, and of no language that is written in the same letters here.
STOP_WORDS = frozenset(
    {
        *("the", "of", "and", "is", "are", "was", "were", "which", "with", "from", "that", "this", "by", "for", "not"),
        *("its", "at", "on", "as", "been", "than", "has", "have", "they", "their", "them", "what", "who", "when"),
        *("where", "there", "other", "same", "both", "each"),
    }
)
PAGES = ("report", "annex")
KINDS = ("ledger", "pair", "partners")


def titles_of_sources() -> list[str]:
    """Titles and names of sources, and whoever publishes them, the longest first."""
    known = load_sources()
    said = {str(cell) for name in ("short", "title", "publisher", "document", "source") for cell in known[name]}
    said |= {str(cell) for cell in tv.statements.load()["publisher"].dropna()}
    return sorted((title for title in said if len(title) > 3), key=len, reverse=True)


def without_names(piece: str, titles: list[str]) -> str:
    """A piece of text without what is the same in every language."""
    piece = PRINTED.sub(" ", piece)
    for title in titles:
        piece = piece.replace(title, " ")
        short = title[:49]  # a long one is cut within a sentence
        piece = piece.replace(short, " ") if len(title) > 49 else piece
    return CODES.sub(" ", piece)


def english_in(page: str, *, has_latin_letters: bool = False) -> Iterator[str]:
    """Pieces of a page that have English words."""
    titles = titles_of_sources()
    words_of_titles = {word for title in titles for word in WORD.findall(title)}
    for piece in pieces(page):
        words = WORD.findall(without_names(piece, titles))
        if has_latin_letters:
            english = [word for word in words if word.lower() in STOP_WORDS]
        else:
            # A title that is broken over lines of a chart is known by its words.
            english = [word for word in words if word not in words_of_titles]
        if english:
            yield f"{english}: {piece[:200]}"


def made_up(folder: Path, language: str | Language, *kinds: str) -> Iterator[tuple[str, str]]:
    """The pages of the ledger's report, of a pair's and of several partners', as asked for."""
    trade = tv.read_comtrade(pair_records()).assign(source="ZZ")
    pairs: dict[str, tuple[pd.DataFrame, dict[str, object]]] = {
        "ledger": (tv.load(), {}),
        "pair": (trade, {"pair": ("MYS", "RUS")}),
        "partners": (trade, {"pair": ("MYS", ["RUS", "CHN"])}),
    }
    for name in kinds:
        table, how = pairs[name]
        tv.report(table, out=folder / name, language=language, **how)  # type: ignore[arg-type]
        for page in PAGES:
            yield f"{name}/{page}", (folder / name / f"{page}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["ledger", "pair", pytest.param("partners", marks=pytest.mark.slow)])
def test_every_word_of_a_page_is_a_message_or_a_name(kind: str, tmp_path: Path) -> None:
    left: list[str] = []
    with speaking_other_letters() as language:
        for name, page in made_up(tmp_path, language, kind):
            assert ShownWords(page).language == language.code
            left += [f"{name} {piece}" for piece in english_in(page)]
            if name == "ledger/report":  # printed words keep their language
                assert re.search(r'<q[^>]* lang="bn"', page)
                assert "১,১৩৩ মিলিয়ন মার্কিন ডলার" in page
    assert left == []


@pytest.mark.slow
@pytest.mark.parametrize("code", [code for code in languages() if code != ENGLISH])
def test_no_english_is_left_of_a_catalogue(code: str, tmp_path: Path) -> None:
    left: list[str] = []
    for name, page in made_up(tmp_path, code, *KINDS):
        found = ShownWords(page)
        assert (found.language, found.direction) == (code, "rtl" if code == "ar" else None)
        left += [f"{name} {piece}" for piece in english_in(page, has_latin_letters=code not in OTHER_SCRIPTS)]
    assert left == []


def test_judgements_and_marked_texts_are_messages() -> None:
    about = {"reporter": "MYS", "partner": "WLD", "flow": "export", "commodity_code": "TOTAL", "currency": "MYR"}
    official = pd.DataFrame({"period": [201911, 202011], "value": [80.95e9, 84.72e9], **about})
    text = (
        "In November 2020, exports rose 4.3 per cent to RM84.43 billion. In November 2019 they were RM8.095 bn. "
        "Imports were US$3 billion in 2020."
    )
    with speaking_other_letters() as language:
        found = tv.fact_check(text, against=official, reporter="MYS", language=language)
        for column in ("explanation", "computation", "proposal"):
            for said in found[column].dropna():
                assert WORD.findall(CODES.sub("", PRINTED.sub("", said))) == [], said
        for marked in (tv.highlight(text, found, language="ru"), tv.highlight(text, tv.read_claims(text))):
            page = marked.page()
            assert ShownWords(page).language == "ru"
    # A page that is made later is in the language that was spoken then.
    later = ShownWords(tv.highlight(text, found).page()).language
    assert later == ENGLISH
    checked = tv.statements.load()
    with speaking_other_letters() as language:
        for sentence in tv.check_claims(checked, rates=None, language=language)["sentence"].head(20):
            assert re.search("[а-я]{4}", sentence), sentence
    english = tv.check_claims(checked, rates=None)["sentence"].head(20)
    assert not english.str.contains("[а-я]{4}").any()  # nothing that was kept of the other language
