// The explorer in a browser, in a notebook or in a saved page: it reads the controls, picks, sums and rebases columns,
// fills sentences that Python made, and hands rows to Vega. What is missing stays missing: no sum is made of a part.
const pick = (column, row) => (Array.isArray(column) ? column[row] : column) ?? null; // said once where all rows say it
const fill = (text, parts) => text.replace(/\{([\w:]+)\}/g, (part, name) => parts[name] ?? part);
const both = (one, other, compute) => (one === null || other === null ? null : compute(one, other));
const add = (a, b) => a && b && { ...a, row: null, value: a.value + b.value, // of a sum no one row tells the source
  low: both(a.low, b.low, (x, y) => x + y), high: both(a.high, b.high, (x, y) => x + y) };
const growth = (from, to) => ({ ...to, value: to.value / from.value - 1,
  low: to.t === from.t ? 0 : both(to.low, from.high, (x, y) => x / y - 1),
  high: to.t === from.t ? 0 : both(to.high, from.low, (x, y) => x / y - 1) });
const ascending = (places) => [...new Set(places)].sort((a, b) => a - b);

async function render({ model, el }) {
  const { rows, words, heads, specs, locale, scales, most, quotes, sources, hows, ...lists } = JSON.parse(model.get("data"));
  const { reporter: reporters, partner: partners, flow: flows, products, measure: measures, start: periods } = lists;
  el.innerHTML = model.get("skeleton"); // our own markup; what a table says goes through textContent alone
  const part = (name) => el.querySelector(`.tvx-${name}`), controls = part("controls").elements;
  const key_of = (r, p, f, c, t) =>
    (((r * partners.length + p) * flows.length + f) * products.length + c) * periods.length + t;
  const row_at = new Map(rows.start.map((t, i) =>
    [key_of(rows.reporter[i], rows.partner[i], rows.flow[i], rows.products[i], t), i]));
  const views = {}, s = {}; // s: what is chosen, as places in the lists
  let spans = [];

  // One figure of a measure, and the sum of the products chosen.
  const figure = (m, f, c, t) => {
    const row = row_at.get(key_of(s.reporter, s.partner, f, c, t)), of = measures[m];
    const value = row === undefined ? null : pick(of.value, row);
    return value === null ? null : { m, f, c, t, row, value, low: pick(of.low, row), high: pick(of.high, row) };
  };
  const total = (m, f, t) => s.products.map((c) => figure(m, f, c, t)).reduce(add);

  // Numbers as the language writes them, with a true minus.
  const format = (options) => (value) => new Intl.NumberFormat(locale, options).format(value).replace("-", "−");
  const number = format({ maximumSignificantDigits: 4 });
  const signed = format({ maximumFractionDigits: 0, roundingMode: "halfEven", signDisplay: "exceptZero" });
  const percent = (value) => fill(words.percent, { number: signed(100 * value) });
  const list = (texts) => new Intl.ListFormat(locale).format(new Set(texts));
  const money = (value, m) => {
    const [size, scale] = scales.find(([size]) => Math.abs(value) >= size) ?? [1, ""];
    return fill(words.amount, { number: measures[m].prefix + number(value / size), scale }).trim();
  };

  // What may be chosen follows what is: partners of the reporter, flows of the pair, products of the flow, periods.
  function choose() {
    let left = [...rows.start.keys()];
    for (const name of ["reporter", "partner", "flow", "products"]) {
      const there = ascending(left.map((i) => rows[name][i])), kept = there.filter((at) => [s[name]].flat().includes(at));
      const first = name === "products" && lists.products[there[0]].level !== "TOTAL" ? most : 1;
      const taken = kept.length ? kept : there.slice(0, first);
      controls[name].replaceChildren(...there.map((at) => new Option(lists[name][at].label, at, false, taken.includes(at))));
      s[name] = name === "products" ? taken : taken[0];
      left = left.filter((i) => taken.includes(rows[name][i]));
    }
    spans = ascending(left.map((i) => rows.start[i]));
    for (const name of ["start", "end"]) {
      if (!spans.includes(s[name])) s[name] = spans.at(name === "start" ? 0 : -1);
      Object.assign(controls[name], { max: spans.length - 1, value: spans.indexOf(s[name]) });
      controls[name].ariaValueText = controls[`${name}_said`].value = periods[s[name]].label;
    }
  }

  // The finding: growth from start to end in every measure at once, or why there is none.
  function find() {
    const said = { start: periods[s.start].label, end: periods[s.end].label };
    const levels = new Set(s.products.map((c) => products[c].level)), flow = flows[s.flow];
    if (levels.size > 1) return fill(words.not_one_level, { levels: list(levels) });
    if (spans.indexOf(s.start) >= spans.indexOf(s.end)) return words.start_before_end;
    if (flow.flow === "balance") return words.balance_has_no_growth;
    const changes = [], missing = [];
    measures.forEach((measure, m) => {
      const from = total(m, s.flow, s.start), to = total(m, s.flow, s.end);
      if (!from || !to || !from.value) return missing.push(measure.unit);
      const { value, low, high } = growth(from, to);
      const hardly = both(low, high, (x, y) => x * y <= 0) || Math.round(100 * value) === 0;
      changes.push(fill(words.change, { change: hardly ? words.hardly : percent(value), unit: measure.unit }));
    });
    const series = fill(flow.series, { flow: flow.label, reporter: reporters[s.reporter].name,
      "reporter:possessive": reporters[s.reporter].possessive, partner: partners[s.partner].name });
    const finding = changes.length ? fill(words.finding, { ...said, series, changes: list(changes) }) : "";
    return finding + (missing.length ? " " + fill(words.not_compared, { ...said, units: list(missing) }) : "");
  }

  // Rows of the lines: a series each product, or, as growth of one, each measure.
  function draw_lines() {
    const shown = spans.filter((t) => t >= s.start && t <= s.end), drawn = [];
    for (const c of s.products) {
      for (const t of shown) {
        const one = figure(s.measure, s.flow, c, t);
        if (one) drawn.push({ series: products[c].label, x: periods[t].x, y: one.value, low: one.low, high: one.high,
          tip: { title: periods[t].label, [heads.value]: money(one.value, s.measure), [heads.quote]: words.not_stated } });
      }
    }
    return drawn;
  }
  async function draw() {
    part("finding").textContent = find();
    const width = part("lines").clientWidth;
    views.lines ??= (await vegaEmbed(part("lines"), specs.lines, { actions: false, renderer: "svg" })).view;
    await views.lines.width(width).data("rows", draw_lines()).runAsync();
  }
  function changed() {
    for (const name of ["reporter", "partner", "flow", "measure"]) s[name] = Number(controls[name].value);
    s.products = [...controls.products.selectedOptions].map((option) => Number(option.value));
    for (const name of ["start", "end"]) s[name] = spans[controls[name].value];
    s.growth = controls.growth.checked;
    choose();
    const told = Object.entries(lists).map(([name, list]) => [name, name === "products" ? s.products.map((c) => list[c].key) : list[s[name]].key]);
    model.set("selection", { ...Object.fromEntries(told), growth: s.growth });
    model.save_changes();
    draw();
  }
  const wanted = model.get("selection");
  for (const [name, list] of Object.entries(lists)) {
    const places = [wanted[name]].flat().map((key) => list.findIndex((entry) => entry.key === key));
    s[name] = name === "products" ? places : places[0];
  }
  controls.measure.replaceChildren(...measures.map((measure, m) => new Option(measure.label, m, false, m === s.measure)));
  controls.growth.checked = s.growth = wanted.growth;
  choose();
  part("controls").addEventListener("input", changed);
  await draw();
}
// A saved page has no kernel: a small model stands in.
const saved = globalThis.document?.getElementById("tradeview-saved");
if (saved) {
  const state = JSON.parse(saved.textContent);
  render({ model: { get: (name) => state[name], set: (name, value) => { state[name] = value; }, save_changes() {} }, el: document.querySelector("main") });
}
export default { render };
