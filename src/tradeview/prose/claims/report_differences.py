"""By how much one economy's report is above another's, which is no growth: 45 % more than Malaysia.

A language lists patterns under `[report_differences]`, in which `{percent}` is the percentage, the multiple or the
range of two that it stands in (64 % to 72 %), and `{economy}` an economy that is named: `compared`, in which a word
joins what compares to an economy (45 % more than Malaysia), and `reported`, in which the percentage is all that an
economy reports (Russia reports 45 % more.), in a sentence without a flow and a time. Data that show something are no
such report: they stand beside nearly every growth.
"""

import re
from functools import lru_cache

from tradeview.prose.claims.around import Around
from tradeview.prose.claims.bases import list_bases
from tradeview.prose.claims.economy_names import find_economy_names, find_namings
from tradeview.prose.claims.place import CLAUSE_END
from tradeview.prose.facts.sentence import within
from tradeview.prose.languages import MARKS, script_of_character
from tradeview.prose.lexicon import GAP, NOTHING, RUN_ON, Lexicon
from tradeview.prose.text.folding import fold_word

SECTION = "report_differences"  # of the files
ECONOMY, SHARE = "\ue000", "\ue001"  # what stands for an economy and for the percentage in a text that is searched
# A percentage before it or behind it, of which it is the other end: 64 % to 72 %, 64 to 72 %.
END_OF_RANGE = r"\d{1,3}(?:[.,٫]\d{1,2})?"
AROUND = 160  # characters around a percentage that are searched
NEXT = 25  # characters behind an economy within which a time is of what it is compared with


class DifferenceWords:
    """How some languages print by how much one economy's report is above another's."""

    def __init__(self, lexicon: Lexicon) -> None:
        files = [file.get(SECTION, {}) for file in lexicon.files[:2]]
        share = _share_pattern(lexicon)
        self.compared = _any_form([form for file in files for form in file.get("compared", ())], share)
        self.reported = _any_form([form for file in files for form in file.get("reported", ())], share)


def _share_pattern(lexicon: Lexicon) -> str:
    """Return a pattern of the percentage, alone or as one end of a range."""
    percent = lexicon.any_of("percent")
    other = f"{END_OF_RANGE}(?:{GAP}{percent})?"
    joined = f"{GAP}(?:[-–—]|{lexicon.any_of('to', 'and')}){GAP}"
    return f"(?:{SHARE}{joined}{other}{GAP}{percent}|(?:{other}{joined})?{SHARE})"


def _any_form(forms: list[str], share: str) -> re.Pattern[str]:
    """Return a pattern of any of some forms, which stand apart where their script has words."""
    return re.compile("|".join(_form_pattern(form, share) for form in forms) or NOTHING)


def _form_pattern(form: str, share: str) -> str:
    pattern = fold_word(form).replace("{economy}", ECONOMY).replace("{percent}", share)
    letters = re.sub(r"\\[a-z]|\{[a-z]+\}", "", form)
    if any(script_of_character(letter) in {*RUN_ON, "HANGUL"} for letter in letters if letter.isalpha()):
        return f"(?:{pattern})"
    end = "" if form.endswith("{economy}") else rf"(?![^\W\d_]|[{MARKS}])"
    return rf"(?<![^\W\d_])(?<![{MARKS}])(?:{pattern}){end}"


@lru_cache(maxsize=64)
def find_difference_words(lexicon: Lexicon) -> DifferenceWords:
    """Return how the languages of a lexicon print such differences, built once."""
    return DifferenceWords(lexicon)


def is_between_reports(around: Around) -> bool:
    """Whether a percentage or a multiple is by how much one report is above or below another."""
    words, sentence = find_difference_words(around.reader.lexicon), around.place.sentence
    start, end = max(sentence.start, around.figure.start - AROUND), min(sentence.end, around.figure.end + AROUND)
    text, places = _mask(around, start, end)
    compared = words.compared.search(text)
    found = compared or _find_alone(words.reported, text)
    if found is None:
        return False
    first, last = places[found.start()], places[found.end()]
    # What rose or fell has changed, whoever reports it; and so has what is more than it was.
    behind = CLAUSE_END.search(around.folded, max(last, around.end), end)
    moves = around.list_moves(around.clause_start, behind.start() if behind else end)
    if any(one.start < first or last < one.end for one in moves):
        return False
    if list_bases(around.reader, sentence.start, sentence.end) or sentence.bases:
        return False
    times = within(sentence.times, sentence.start, sentence.end)
    if any(time.compared for time in times):
        return False
    if compared is None:
        return not times and not around.list_flows()
    # In May 8 % higher than Canada's figure of April: the time behind is of what it is counted from.
    has_others = len(times) > 1
    return not (has_others and any(last <= time.start < last + NEXT for time in times))


def _find_alone(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return what a pattern finds that ends its sentence."""
    return next((match for match in pattern.finditer(text) if not text[match.end() :].strip(" .।。!\n")), None)


def _mask(around: Around, start: int, end: int) -> tuple[str, list[int]]:
    """Return a stretch with one letter for each economy and for the percentage, and where its letters stand."""
    figure = around.figure
    spans = [(figure.start, figure.end, SHARE)]
    for one in find_namings(find_economy_names(around.reader.lexicon), around.view.part(start, end)):
        first, last = start + one.start, start + one.end
        if one.code is not None and (last <= figure.start or figure.end <= first):
            spans.append((first, last, ECONOMY))
    letters: list[str] = []
    places: list[int] = []
    at = start
    for first, last, letter in sorted(spans):
        letters += [*around.folded[at:first], letter]
        places += [*range(at, first), first]
        at = last
    letters += around.folded[at:end]
    places += range(at, end + 1)
    return "".join(letters), places
