"""One query: counts, and first and last values, of the rows of a table, whatever engine holds it.

What is asked of a trade table before anything is computed are questions of one kind: how many rows lack a value, and
whether all rows say the same, which they do where the first and the last value are one. All of them are asked together.
A lazy frame is asked one aggregate query. A frame in memory is asked less, since part of the answer is found sooner
there.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw

from tradeview.table.engines import (
    Frame,
    as_categories,
    as_places,
    as_text,
    collect,
    collect_rows,
    is_lazy,
    is_missing,
    names_present,
    said_by_all,
)
from tradeview.table.schema import MONEY

Answers = list[dict[str, Any]]  # one row, or one a period
# Where rows count: an expression; True for all rows and False for none, where that is known without asking.
Where = nw.Expr | bool


class Query:
    """One aggregate query on a table, put together question by question.

    Parameters
    ----------
    table : narwhals frame
        The table, which has a column `period`.
    texts : sequence of str
        Columns of text that are asked about or grouped by; those that the table lacks are left out.
    unstated : dict
        What a row means that says nothing in such a column, by its name.
    """

    def __init__(self, table: Frame, texts: Sequence[str], unstated: dict[str, str]) -> None:
        there = names_present(table, tuple(dict.fromkeys(texts)))
        self.unstated = unstated
        # What all rows of an eager frame say: text is dear to group by, and mostly the same.
        self.alike: dict[str, Any] = {}
        if not is_lazy(table):
            self.alike = _find_uniform_text(table, there)
        self.texts = [name for name in there if name not in self.alike]
        self.is_pandas = table.implementation.is_pandas()
        if self.is_pandas:
            self.table = as_categories(table, self.texts)
        else:  # what all rows say is asked as text, too: how many digits a code has
            self.table = as_text(table, there)
        self.counted: dict[str, Where] = {}
        self.told_by: dict[str, str] = {}
        self.marked: dict[str, nw.Expr] = {}
        self.numbers: dict[str, nw.Expr] = {}
        self.words: dict[str, tuple[str, Where]] = {}
        self.vocabularies: dict[str, set[Any]] = {}
        self.apart: list[str] = []  # text of which each figure has one word, as it was told apart by it
        self.dictionary: dict[str, list[Any]] = {}  # of text that was asked in numbers

    def says(self, name: str, word: str) -> Where:
        """Tell the rows that say a word in a column of text."""
        if name in self.alike:
            return bool(self.alike[name] == word)
        if self.is_pandas and word not in self.vocabulary(name):
            return False
        return nw.col(name) == word

    def vocabulary(self, name: str) -> set[Any]:
        """Return the words of a column of an eager frame; pandas' categories are soon looked through."""
        if name not in self.vocabularies:
            column = collect(self.table)[name]
            if self.is_pandas and name in self.texts:
                words = column.to_native().cat.categories.to_list()
            else:
                words = column.unique().to_list()
            self.vocabularies[name] = {word for word in words if not is_missing(word)}
        return self.vocabularies[name]

    def count(self, name: str, where: Where, *, of_key: str = "") -> None:
        """Ask how many rows there are of a kind, which is told by one column if `of_key` is named."""
        self.counted[name] = where
        self.told_by[name] = of_key

    def mark(self, name: str, where: nw.Expr) -> None:
        """Ask whether any row is of a kind: 1 where one is. Engines find the highest sooner than they add up."""
        self.marked[name] = where

    def count_missing(self, names: Iterable[str]) -> None:
        """Ask for rows that lack a cell of each of these columns, as `no_period` and so on; of money a mark will do."""
        for name in names:
            if not is_lazy(self.table) and not collect(self.table)[name].null_count():
                self.count(f"no_{name}", where=False, of_key=name)
            elif name in MONEY:
                self.mark(f"no_{name}", nw.col(name).is_null())
            else:
                self.count(f"no_{name}", nw.col(name).is_null(), of_key=name)

    def ask_ends_of_number(self, name: str, number: nw.Expr) -> None:
        """Ask for the lowest and the highest of a number, as `_first` and `_last`."""
        self.numbers[name] = number

    def ask_ends_of_text(self, name: str, column: str, *, among: Where = True) -> None:
        """Ask for the first and the last word of a column, if it is there, in the rows of `among`."""
        if among is not False and names_present(self.table, (column,)):
            self.words[name] = (column, among)

    def figures(self, keys: Sequence[str] = ()) -> Frame:
        """Return the sums and ends that are asked for each period and what else tells figures apart.

        Figures are told apart by the text that is asked, too: engines group by text in less time than they find the
        first and the last of it in many groups. Ask therefore for what is mixed before what stands twice.
        """
        keys = [name for name in keys if name in self.texts]
        counted, told_by_key = self._counts_to_ask(keys)
        words = {name: word for name, word in self.words.items() if word[0] not in self.alike}
        # Rows of other months are other figures even where nothing else tells rows apart.
        self.apart = list(words) if keys or "months" in words else []
        asked = self._columns_asked(keys, counted, words)
        columns: dict[str, nw.Expr] = {}
        found = [nw.col(name).sum() for name in counted]
        found += [nw.col(name).max() for name in self.marked]
        for name, end in self._ends_sought(words).items():
            columns[f"{name}_first"] = end
            if name not in self.apart:
                columns[f"{name}_last"] = end
                found += [nw.col(f"{name}_first").min(), nw.col(f"{name}_last").max()]
        asked = asked.select("period", *keys, *counted, *self.marked, **columns)
        apart = [f"{name}_first" for name in self.apart]
        figures = asked.group_by("period", *keys, *apart).agg(*found, rows=nw.len())
        known = _last_as_first(self.apart)
        for name, where in told_by_key.items():
            known[name] = where * nw.col("rows")
        return figures.with_columns(**known) if known else figures

    def _counts_to_ask(self, keys: Sequence[str]) -> tuple[dict[str, nw.Expr], dict[str, nw.Expr]]:
        """Return the counts that every row is asked for, and those that a key tells once all is grouped."""
        asked: dict[str, nw.Expr] = {}
        told_by_key: dict[str, nw.Expr] = {}
        for name, where in self.counted.items():
            if isinstance(where, bool):
                continue
            column = self.told_by[name]
            is_key = column in ("period", *keys) and column not in self.unstated
            if is_key and not self.is_pandas:  # there a key is the number of a word by then, and tells nothing
                told_by_key[name] = as_number(where)
            else:
                asked[name] = as_number(where)
        return asked, told_by_key

    def _columns_asked(
        self, keys: Sequence[str], counted: dict[str, nw.Expr], words: dict[str, tuple[str, Where]]
    ) -> Frame:
        """Return the columns that are asked about, with what text leaves unsaid; in pandas text is numbers of words."""
        texts = list(dict.fromkeys([*keys, *(column for column, _ in words.values())]))
        among = {f"among_{name}": where for name, (_, where) in words.items() if not isinstance(where, bool)}
        marks = {name: where.cast(nw.Int8) for name, where in self.marked.items()}
        asked = self.table.select("period", *texts, **counted, **marks, **self.numbers, **among)
        if self.is_pandas:
            asked, self.dictionary = as_places(asked, {name: self.unstated.get(name) for name in texts})
            return asked
        stated = [nw.col(name).fill_null(self.unstated[name]) for name in texts if name in self.unstated]
        if stated:
            asked = asked.with_columns(*stated)
        # Polars may plan all that follows ahead, which halves its time.
        return asked.lazy() if asked.implementation.is_polars() else asked

    def _ends_sought(self, words: dict[str, tuple[str, Where]]) -> dict[str, nw.Expr]:
        """Return what the first and the last are sought of: numbers, and words in the rows where they count."""
        ends = {name: nw.col(name) for name in self.numbers}
        for name, (column, where) in words.items():
            ends[name] = nw.col(column)
            if not isinstance(where, bool):
                ends[name] = nw.when(nw.col(f"among_{name}")).then(nw.col(column))
        return ends

    def says_as_key(self, name: str, word: str) -> nw.Expr:
        """Tell the figures that say a word in a column which they were told apart by."""
        where = self.says(name, word)
        if isinstance(where, bool):
            return nw.lit(value=where)
        if self.is_pandas:
            return nw.col(name) == self.dictionary[name].index(word)
        return nw.col(name) == word

    def with_ends(self, figures: Frame, name: str, column: str, *, among: nw.Expr) -> Frame:
        """Add the first and the last word of a column that figures were told apart by, in those of `among`."""
        if not names_present(self.table, (column,)):
            return figures
        self.words[name] = (column, True)
        if column in self.alike:
            return figures
        said = nw.when(among).then(nw.col(column))
        return figures.with_columns(**{f"{name}_first": said, f"{name}_last": said})

    def count_of(self, name: str) -> nw.Expr:
        """Return the sum that `count` asked for, as a column of the figures."""
        where = self.counted[name]
        if isinstance(where, bool):
            return nw.col("rows") if where else nw.lit(0)
        return nw.col(name)

    def gather(self, figures: Frame, keys: Sequence[str], sums: Sequence[str], mixed: Sequence[str] = ()) -> Frame:
        """Gather figures that share keys, into series or wholes: their sums, and the first and last of what they say.

        Parameters
        ----------
        figures : narwhals frame
            Of `figures`, or of this.
        keys : sequence of str
            What is the same in all figures of one series or whole; without `period` its ends are found, too.
        sums : sequence of str
            What is added up beside the counts that were asked for.
        mixed : sequence of str
            Text that may differ within a series or whole: its ends are sought. All other text that told figures apart
            tells series apart, too. Where none is named, the ends of all text are sought.
        """
        names = figures.collect_schema().names()
        keys = self._keys_there(keys)
        same = [name for name in self.apart if mixed and name not in mixed]
        found = [nw.col(name).sum() for name in ("rows", *self.counted, *sums) if name in names]
        found += [nw.col(name).max() for name in self.marked if name in names]
        for column in names:
            name, _, end = column.rpartition("_")
            if end == "first" and name not in same:
                found.append(nw.col(column).min())
            elif end == "last" and name not in same:
                found.append(nw.col(column).max())
        if "period" not in keys and "period" in names:
            found += [nw.col("period").min().alias("period_first"), nw.col("period").max().alias("period_last")]
        keys += [f"{name}_first" for name in same]
        if not keys:
            return figures.select(*found)
        gathered = figures.group_by(*keys).agg(*found)
        return gathered.with_columns(**_last_as_first(same)) if same else gathered

    def over(self, expression: nw.Expr, keys: Sequence[str]) -> nw.Expr:
        """Aggregate gathered figures over those that share keys."""
        apart = [f"{name}_first" for name in self.apart if name in keys]
        keys = [*self._keys_there(keys), *apart]
        return expression.over(*keys) if keys else expression

    def _keys_there(self, keys: Sequence[str]) -> list[str]:
        """Return those keys that figures have; what else told them apart stands in their ends."""
        return [name for name in keys if name == "period" or (name in self.texts and name not in self.apart)]

    def answers(self, figures: Frame, sums: Sequence[str] = ()) -> Answers:
        """Send the query, and return its answer: one row a period, or one row where periods were gathered."""
        found = collect_rows(self.gather(figures, names_present(figures, ("period",)), sums))
        return [self._in_words(answer) for answer in found]

    def _in_words(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Add to an answer what was known without asking, and say in words what was asked in numbers."""
        if "period" in answer:
            answer["period_first"] = answer["period_last"] = answer["period"]
        for name, where in self.counted.items():
            if isinstance(where, bool):
                answer[name] = answer["rows"] if where else 0
        for name, (column, _) in self.words.items():
            for end in (f"{name}_first", f"{name}_last"):
                if column in self.alike:
                    said = self.alike[column]
                    answer[end] = self.unstated.get(column) if said is None else said
                elif column in self.dictionary and not is_missing(answer[end]):
                    answer[end] = self.dictionary[column][int(answer[end])]
        return answer


def as_number(where: nw.Expr) -> nw.Expr:
    """Make 1 of true and 0 of false, which add up."""
    return where.cast(nw.Int64)


def _last_as_first(names: Sequence[str]) -> dict[str, nw.Expr]:
    """Return the last word of text by which figures were told apart: it is the first, since each has one alone."""
    return {f"{name}_last": nw.col(f"{name}_first") for name in names}


def _find_uniform_text(table: Frame, names: Sequence[str]) -> dict[str, Any]:
    """Return what columns of an eager frame say in every row, None for nothing; columns of several words are out."""
    found = {}
    for name in names:
        column = collect(table)[name]
        said = said_by_all(table, name)
        if said is not None or column.null_count() == len(column):
            found[name] = said
    return found
