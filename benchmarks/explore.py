"""The explorer on 100,000 rows: how long it takes to make, how large its page is, and how soon a change is drawn.

Run: .venv/bin/python benchmarks/explore.py [rows]
"""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from playwright.sync_api import Page, sync_playwright

import tradeview as tv

ROWS = 100_000
YEARS, PARTNERS = range(2005, 2025), ("RUS", "SGP", "CHN", "USA", "JPN", "THA", "IDN", "DEU", "GBR", "IND")
CHANGES = 20
MOVE = """async (start) => {
  const root = document.querySelector('.tvx'), slider = root.querySelector('[name=start]');
  const before = performance.now();
  slider.value = start;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  while (root.ariaBusy !== 'false') await new Promise((done) => setTimeout(done, 1));
  return performance.now() - before;
}"""


def make_trade(rows: int) -> pd.DataFrame:
    """Make up exports and imports of one economy, by partner, year and code of four digits, with ranges."""
    random = np.random.default_rng(1)
    codes = [f"{number:04d}" for number in range(100, 100 + rows // (2 * len(YEARS) * len(PARTNERS)))]
    keys = pd.MultiIndex.from_product(
        [YEARS, PARTNERS, ("export", "import"), codes], names=["period", "partner", "flow", "commodity_code"]
    )
    frame = keys.to_frame(index=False).assign(reporter="MYS", currency="USD", source="made up")
    value = random.lognormal(15, 2, len(frame)).round()
    return frame.assign(value=value, low=value * 0.995, high=value * 1.005)


def time_changes(page: Page) -> list[float]:
    """Move the start again and again; return milliseconds from the event to the last chart."""
    page.wait_for_selector('.tvx[aria-busy="false"]')
    return [float(page.evaluate(MOVE, number % 10)) for number in range(CHANGES)]


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    trade = make_trade(rows)
    rates, deflator = tv.rates.ecb(base="USD"), tv.deflators.us_cpi()
    named = {"currency": "MYR", "base_currency": "USD", "rates": rates, "deflator": deflator, "start": 2010}
    tv.explore(trade.head(10), currency="USD")  # puts the JavaScript together, once a session
    begun = time.perf_counter()
    explorer = tv.explore(trade, **named)
    made = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        path = explorer.save(Path(folder) / "explore.html")
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        begun = time.perf_counter()
        page.goto(path.as_uri())
        changes = time_changes(page)
        opened = time.perf_counter() - begun - sum(changes) / 1000
        sizes = f"{path.stat().st_size / 1e6:.1f} MB"
        browser.close()
    print(f"{len(trade):,} rows, {len(explorer.selection)} controls: made in {made:.1f} s, a page of {sizes}")
    print(
        f"opened in {opened:.1f} s; a change drawn in {statistics.median(changes):.0f} ms, {max(changes):.0f} at most"
    )


if __name__ == "__main__":
    main()
