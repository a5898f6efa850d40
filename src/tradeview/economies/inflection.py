"""Names of economies as a sentence bends them: from "Россией", "Niemczech", "Almanya'ya" or "للصين" to the names meant.

Languages with cases of nouns (Russian, Ukrainian, Polish, German) are asked the other way round: every case of every
name is made, and a form is looked up, so that no ending is cut off a word that it belongs to ("Чад" is no form). What
others glue or set beside a name (a suffix of Turkish, a postposition of Hindi, a prefix of Arabic, an article of
French) is taken off, and what is left has to be a name as it stands.

A rule is an ending of the nominative and what replaces it in the other cases; the longest ending counts. What has no
cases is replaced by nothing: Самоа, Никарагуа.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LONGEST_PHRASE = 5  # words of a name whose cases are made
SHORTEST_STEM = 2  # letters that are left of a name in Bengali or Korean

Rules = dict[str, str]

# Endings of adjectives and nouns; "0" is no ending. Of one word both may hold: "-ий" is Маврикий and Корейский.
RUSSIAN: Rules = {
    "ая": "ой ую", "яя": "ей юю", "ый": "ого ому ым ом", "ский": "ского скому ским ском", "ое": "ого ому ым ом",
    "ее": "его ему им ем", "ые": "ых ым ыми", "ие": "их им ими", "ии": "ий иям иями иях",
    "ия": "ии ию ией", "ея": "еи ее ею еей",
    "ья": "ьи ье ью ьей", "я": "и е ю ей", "ка": "ки ке ку кой", "га": "ги ге гу гой", "ха": "хи хе ху хой",
    "ща": "щи ще щу щей", "а": "ы е у ой", "ий": "ия ию ием ии", "й": "я ю ем е", "ь": "я ю ем е и ью",
    "ство": "ства ству ством стве", "овы": "овых овым овыми", "ины": "иных иным иными ин инам инами инах",
    "оа": "", "уа": "", "ы": "0 ов ам ами ах", "острова": "островов островам островами островах",
    "остров": "острова острову островом острове", "египет": "египта египту египтом египте", "ец": "ца цу цем це",
}  # fmt: skip
UKRAINIAN: Rules = {
    "ий": "ого ому им ім", "ська": "ської ській ську ською", "денна": "денної денній денну денною",
    "нічна": "нічної нічній нічну нічною", "ова": "ової овій ову овою", "лика": "ликої ликій лику ликою",
    "лучене": "лученого лученому лученим", "лучені": "лучених лученим лученими", "днані": "днаних днаним днаними",
    "ські": "ських ським ськими", "ія": "ії ію ією", "ея": "еї ею еєю", "я": "і ї ю ею єю", "ща": "щі щу щею",
    "ша": "ші шу шею", "ка": "ки ці ку кою", "га": "ги зі гу гою", "ха": "хи сі ху хою", "а": "и і у ою",
    "ство": "ства ству ством стві", "єгипет": "єгипту єгипта єгиптом єгипті", "й": "я ю єм ї єві",
    "оа": "", "уа": "", "ь": "я ю ем і еві", "и": "0 ів ам ами ах", "ти": "т тів там тами тах",
    "острови": "островів островам островами островах", "острів": "острова острову островом острові",
}  # fmt: skip
POLISH: Rules = {
    "ska": "skiej ską", "cka": "ckiej cką", "owa": "owej ową", "wielka": "wielkiej wielką", "nowa": "nowej nową",
    "czona": "czonej czoną", "nocna": "nocnej nocną", "odnia": "odniej odnią", "ski": "skiego skiemu skim",
    "owy": "owego owemu owym", "ony": "onego onemu onym", "one": "onych onym onymi onego onemu",
    "skie": "skich skim skimi skiego skiemu", "owe": "owych owym owymi", "ja": "ji ję ją", "ea": "ei eę eą",
    "nia": "nii ni nię nią", "ia": "ii i ię ią", "la": "li lę lą", "ka": "ki ce kę ką", "ga": "gi dze gę gą",
    "na": "ny nie nę ną", "da": "dy dzie dę dą", "ta": "ty cie tę tą", "ra": "ry rze rę rą", "ła": "ły le łę łą",
    "wa": "wy wie wę wą", "ba": "by bie bę bą", "pa": "py pie pę pą", "sa": "sy sie sę są", "ma": "my mie mę mą",
    "a": "y ie ę ą", "stwo": "stwa stwu stwem stwie", "niemcy": "niemiec niemcom niemcami niemczech",
    "chiny": "chin chinom chinami chinach", "włochy": "włoch włochom włochami włoszech",
    "węgry": "węgier węgrom węgrami węgrzech", "czechy": "czech czechom czechami czechach",
    "stany": "stanów stanom stanami stanach", "emiraty": "emiratów emiratom emiratami emiratach",
    "indie": "indii indiom indiami indiach", "wyspy": "wysp wyspom wyspami wyspach",
    "wyspa": "wyspy wyspie wyspę wyspą", "egipt": "egiptu egiptowi egiptem egipcie",
    "seszele": "seszeli seszelom seszelami seszelach", "ny": "n nów nom nami nach", "my": "m mów mom mami mach",
    "dy": "dów dom dami dach", "ry": "rów rom rami rach", "dywy": "dywów dywom dywami dywach",
}  # fmt: skip
# Of a noun that ends in a consonant.
RUSSIAN_NOUN, UKRAINIAN_NOUN, POLISH_NOUN = "а у ом ем е", "у а ові ом ем і", "u a owi em iem ie"
GERMAN: Rules = {
    "es": "en em", "e": "en er es", "lande": "landen", "staaten": "staaten", "inseln": "inseln", "emirate": "emiraten",
}  # fmt: skip
GERMAN_NOUN = "s es"

# Polish softens the consonant before an -ie: Katar, w Katarze; Egipt, w Egipcie.
POLISH_LOCATIVES = {"r": "rze", "t": "cie", "d": "dzie", "ł": "le", "l": "lu", "k": "ku", "g": "gu", "sz": "szu"}


class Cases(NamedTuple):
    """How a language with cases bends a name: by its endings, and a noun without one."""

    rules: Rules
    noun: str
    consonants: str


CASES = {
    "ru": Cases(RUSSIAN, RUSSIAN_NOUN, "бвгджзклмнпрстфхцчшщ"),
    "uk": Cases(UKRAINIAN, UKRAINIAN_NOUN, "бвгґджзклмнпрстфхцчшщ"),
    "pl": Cases(POLISH, POLISH_NOUN, "bcćdfghjklłmnńprsśtvwxzźż"),
    "de": Cases(GERMAN, GERMAN_NOUN, "abcdefghijklmnopqrtuvwyäöü"),
}

# What stands before a name: articles, with the prepositions that they melt into, and "country" as some write it.
WORDS_BEFORE = {
    "ar": "دولة جمهورية مملكة",
    "de": "die der das den dem des im zum zur vom",
    "en": "the",
    "es": "el la los las del al de",
    "fa": "کشور",
    "fil": "ang ng sa",
    "fr": "la le les l' d' de du des au aux en",
    "id": "negara",
    "it": "il lo la i gli le l' un' del dello della dell' dei degli delle dal dallo dalla dall' dai dagli dalle"
    " al allo alla all' ai agli alle nel nello nella nell' nei negli nelle sul sullo sulla sull' sui sugli sulle in di",
    "ms": "negara",
    "nl": "de het",
    "pt": "o a os as do da dos das no na nos nas ao à aos às pelo pela pelos pelas",
    "vi": "nước",
}
# Thai and Vietnamese write no article; "country" stands before a name of Thai without a space.
PREFIXES = {
    # The article melts into the preposition: ل + الصين is للصين.
    "ar": {"لل": "ال", "ولل": "ال", "وال": "ال", "بال": "ال", "وبال": "ال", "فال": "ال", "كال": "ال",
           "و": "", "ف": "", "ب": "", "ل": "", "ك": "", "ول": "", "وب": ""},
    "th": {"ประเทศ": "", "สาธารณรัฐ": ""},
}  # fmt: skip
WORDS_BEHIND = {
    "hi": "का के की को से में ने पर तक वाले साथ लिए ओर",
    "bn": "থেকে সঙ্গে সাথে জন্য হতে",
}
BENGALI_ENDINGS = ("ের", "র", "ে", "তে", "কে", "েও", "ও")
JAPANESE_PARTICLES = ("の", "は", "が", "を", "に", "へ", "と", "で", "から", "まで", "より")
KOREAN_PARTICLES = (
    "의", "은", "는", "이", "가", "을", "를", "에", "에서", "로", "으로", "과", "와", "도", "만", "에게", "까지",
    "부터",
)  # fmt: skip

# What is glued to the end of a name, and what stands for it: রাশিয়ায় is রাশিয়া, ইতালিয় is no Italy.
SUFFIXES = {
    "bn": {"\u09be\u09af\u09bc": "\u09be", "\u09be\u09b0": "\u09be", **dict.fromkeys(BENGALI_ENDINGS, "")},
    "ja": dict.fromkeys(JAPANESE_PARTICLES, ""),
    "ko": dict.fromkeys(KOREAN_PARTICLES, ""),
    "fa": {"\u200cی": ""},
}
# Behind an apostrophe: Almanya'ya, Çin'den, China's, China'nın.
BEHIND_APOSTROPHE = {
    "tr": re.compile("[yn]?[aeıiuü]|n?[dt][ae](?:n|ki)?|n?[ıiuü]n|yl[ae]|l[ae]r?|[dt][ıiuü]r|ca|ce"),
    "en": re.compile("s?"),
    "nl": re.compile("s?"),
    "de": re.compile(""),
}


def inflects(language: str) -> bool:
    """Whether a name may stand in another form in a language, by the rules that are known."""
    return any(
        language in table for table in (CASES, WORDS_BEFORE, PREFIXES, WORDS_BEHIND, SUFFIXES, BEHIND_APOSTROPHE)
    )


def bend_name(key: str, language: str) -> Iterator[str]:
    """Return the cases of a name of small letters, its words each as they are or bent; nothing where there are none.

    Examples
    --------
    >>> "южной кореей" in set(bend_name("южная корея", "ru")), "niemczech" in set(bend_name("niemcy", "pl"))
    (True, True)
    """
    words = key.split()
    if language not in CASES or len(words) > LONGEST_PHRASE:
        return
    forms = [_bend_word(word, CASES[language], language) for word in words]
    for phrase in itertools.product(*forms):
        bent = " ".join(phrase)
        if bent != key:
            yield bent


def _bend_word(word: str, cases: Cases, language: str) -> list[str]:
    """Return a word and its other cases; a short one, such as a conjunction, stays."""
    if len(word) <= SHORTEST_STEM:
        return [word]
    ending = next((word[start:] for start in range(len(word)) if word[start:] in cases.rules), None)
    if ending is not None:
        stem = word[: len(word) - len(ending)]
        bent = cases.rules[ending].split()
    elif word[-1] in cases.consonants:
        stem, bent = word, cases.noun.split()
    else:
        return [word]
    forms = [stem + ("" if other == "0" else other) for other in bent]
    if language == "pl" and ending is None:
        forms += [word.removesuffix(last) + soft for last, soft in POLISH_LOCATIVES.items() if word.endswith(last)]
    return [word, *forms]


def strip_name(key: str, language: str) -> Iterator[str]:
    """Return what a name of small letters may be without what a sentence glues to it or sets beside it, nearest first.

    Examples
    --------
    >>> list(strip_name("almanya'ya", "tr")), list(strip_name("aux états-unis", "fr")), list(strip_name("चीन से", "hi"))
    (['almanya'], ['états-unis'], ['चीन'])
    """
    bare = _without_words(key, language)
    if bare != key:
        yield bare
    for name in (bare, _without_apostrophe(bare, language)):
        if name != bare:
            yield name
        yield from _without_prefixes(name, language)
        yield from _without_suffixes(name, language)


def _without_words(key: str, language: str) -> str:
    """Take articles off the beginning of a name, and postpositions off its end."""
    before, behind = set(WORDS_BEFORE.get(language, "").split()), set(WORDS_BEHIND.get(language, "").split())
    words = key.replace("'", "' ").split() if any("'" in word for word in before) else key.split()
    while len(words) > 1 and words[0] in before:
        words = words[1:]
    while len(words) > 1 and words[-1] in behind:
        words = words[:-1]
    return " ".join(words).replace("' ", "'")


def _without_apostrophe(name: str, language: str) -> str:
    known = BEHIND_APOSTROPHE.get(language)
    stem, apostrophe, suffix = name.rpartition("'")
    if known is None or not apostrophe or not known.fullmatch(suffix):
        return name
    return stem


def _without_prefixes(name: str, language: str) -> Iterable[str]:
    prefixes = PREFIXES.get(language, {})
    for prefix in sorted(prefixes, key=len, reverse=True):
        if name.startswith(prefix):
            yield prefixes[prefix] + name.removeprefix(prefix)


def _without_suffixes(name: str, language: str) -> Iterable[str]:
    suffixes = SUFFIXES.get(language, {})
    for suffix in sorted(suffixes, key=len, reverse=True):
        stem = name.removesuffix(suffix) + suffixes[suffix]
        if name.endswith(suffix) and len(stem) >= SHORTEST_STEM:
            yield stem
