"""A made-up table for the explorer, what it says computed the long way, and a page of it opened without a network."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

CODES = ("01", "02", "TOTAL")
YEARS = (2015, 2016, 2018)
PARTNERS = ("RUS", "SGP")
# Ringgit per US dollar: none for 2016.
RATE = {2015: 4.0, 2018: 5.0}
INDEX = {2015: 80.0, 2016: 90.0, 2018: 100.0}
RATES = pd.DataFrame(
    [{"period": year, "base": "USD", "quote": "MYR", "rate": rate} for year, rate in RATE.items()]
).assign(kind="average", source="a bank")
PRICES = pd.DataFrame([{"period": year, "index": index} for year, index in INDEX.items()]).assign(
    currency="USD", name="CPI", source="an office"
)
NAMED: dict[str, Any] = {"currency": "MYR", "base_currency": "USD", "rates": RATES, "deflator": PRICES}


def made_up_rows() -> list[dict[str, Any]]:
    """Exports and imports of Malaysia with two partners: some printed in ringgit, some in dollars, some in both."""
    rows: list[dict[str, Any]] = []
    number = 0
    for partner in PARTNERS:
        for flow in ("export", "import"):
            for year in YEARS:
                for code in CODES:
                    number += 1
                    if (partner, flow, year, code) == ("SGP", "export", 2015, "02"):
                        continue  # nobody reported it
                    value = 1e6 * (100 + (37 * number) % 89)
                    same = {"period": year, "reporter": "MYS", "partner": partner, "flow": flow, "commodity_code": code}
                    said = {"quote": f"US$ {value:.0f}", "source": "a paper", "observation": None}
                    row = {**same, "value": value, "low": value - 5e5, "high": value + 5e5, "currency": "USD", **said}
                    if number % 4 == 0:  # ringgit alone
                        row |= {"currency": "MYR", "quote": f"RM {value:.0f}"}
                    if number % 4 == 1:  # both, at a rate of the paper's own
                        row["observation"] = f"fact {number}"
                        ringgit = {"value": 4.2 * value, "low": None, "high": None, "currency": "MYR"}
                        rows.append({**row, **ringgit, "quote": "in ringgit"})
                    rows.append(row)
    return rows


Figure = tuple[float, float | None, float | None]
Key = tuple[str, str, str, int]  # partner, flow, code, year


def figures_the_long_way(measure: str) -> dict[Key, Figure]:
    """Compute the figures of a measure row by row, with a value and its range."""
    currency, kind = measure.split()
    found: dict[Key, Figure] = {}
    for row in made_up_rows():
        key = (row["partner"], row["flow"], row["commodity_code"], row["period"])
        money = [row["value"], row["low"], row["high"]]
        if row["currency"] != currency:
            if kind == "printed" or key in found or row["observation"] is not None or row["period"] not in RATE:
                continue
            rate = RATE[row["period"]]
            money = [None if one is None else one * rate if currency == "MYR" else one / rate for one in money]
        if kind == "real":
            money = [None if one is None else one * INDEX[2018] / INDEX[row["period"]] for one in money]
        found[key] = (money[0], money[1], money[2])
    return found


# Sets the controls as a person would, waits until all is drawn, and gives back what stands on the page: the rows that
# Vega has behind its marks, and the words.
CHOOSE = """async (wanted) => {
  const root = document.querySelector('.tvx'), form = root.querySelector('form').elements;
  const settled = async () => {
    await new Promise((done) => setTimeout(done, 0));
    while (root.ariaBusy !== 'false') await new Promise((done) => setTimeout(done, 5));
  };
  await settled();
  const labels = (select) => [...select.options].map((option) => option.label);
  const moved = (name) => form[name].dispatchEvent(new Event('input', { bubbles: true }));
  for (const [name, value] of Object.entries(wanted)) {
    if (name === 'growth') form[name].checked = value;
    else if (name === 'start' || name === 'end') form[name].value = value;
    else for (const option of form[name].options) option.selected = value.includes(option.label);
    moved(name);
  }
  await settled();
  const drawn = (chart, mark) => root.querySelector(`.tvx-${chart}-figure`).hidden ? [] :
    [...root.querySelectorAll(`.tvx-${chart} .${mark} path`)].map((path) => path.__data__.datum)
      .map(({ name, x, y, low, high, share, is_difference }) => ({ name, x, y, low, high, share, is_difference }));
  const text = (name) => root.querySelector(`.tvx-${name}`).textContent;
  return { finding: text('finding'), note: text('note'), caption: text('caption'), table: text('table'),
    lines: drawn('lines', 'mark-symbol'), sides: drawn('balance', 'mark-symbol'), bars: drawn('balance', 'mark-rect'),
    shares: drawn('composition', 'mark-rect'), products: labels(form.products), partners: labels(form.partner),
    start: form.start_said.value, end: form.end_said.value };
}"""


@contextmanager
def open_offline(browser: Any, path: Path, width: int = 1200, **options: Any) -> Iterator[Any]:
    """Open a saved page with the network off; it fails where the page asks for anything, or reports a fault."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    asked: list[str] = []

    def refuse(route: Any) -> None:
        if route.request.url == path.as_uri():
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.set_offline(True)
    context.route("**/*", refuse)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(path.as_uri())
    page.wait_for_selector('.tvx[aria-busy="false"]')
    yield page
    assert asked == []
    assert faults == []
    context.close()
