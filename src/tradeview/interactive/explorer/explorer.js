// The explorer in a browser, in a notebook or in a saved page: it reads the controls, fills sentences that Python made,
// and hands figures to Vega.
const PALE = "var(--tvx-pale)"; // what has no colour of its own
const fill = (text, parts) => text.replace(/\{([\w:]+)\}/g, (part, name) => parts[name] ?? part);
async function render({ model, el }) {
  const { words, heads, specs, locale, scales, colours, tree, quote, source, how, ...lists } = JSON.parse(model.get("data"));
  el.innerHTML = model.get("skeleton"); // markup of ours alone; what a table says goes through textContent
  const part = (name) => el.querySelector(`.tvx-${name}`), controls = part("controls").elements, views = {};
  const s = Object.fromEntries(Object.entries(model.get("selection")).map(([name, keys]) => // what is chosen, as places
    [name, [keys].flat().map((key) => lists[name]?.findIndex((entry) => entry.key === key) ?? key)]));
  let parts, spans, tips; // products and periods that may be chosen, and what is said of each figure that is drawn

  const figure = (m, f, c, t) => read(lists.measure, m, t, tree[s.reporter][s.partner][f]?.[c]?.[t]);
  const total = (m, f, t) => s.products.map((c) => figure(m, f, c, t)).reduce(add);
  const level = (c) => lists.products[c].level;
  // Numbers as the language writes them, with a true minus.
  const writer = (options) => (value) => new Intl.NumberFormat(locale, options).format(value).replace("-", "−");
  const list = (texts) => new Intl.ListFormat(locale).format(new Set(texts));
  const number = writer({ maximumSignificantDigits: 4 }), share = writer({ maximumSignificantDigits: 2 });
  const whole = writer({ maximumFractionDigits: 0, roundingMode: "halfEven", signDisplay: "exceptZero" });
  const percent = (value) => fill(words.percent, { number: whole(100 * value) });
  const scale_of = (value) => scales.find(([size]) => Math.abs(value) >= size) ?? [1, ""];
  const money = (value, m) => {
    const [size, scale] = scale_of(value);
    return fill(words.amount, { money: (value < 0 ? "−" : "") + lists.measure[m].prefix + number(Math.abs(value) / size), scale }).trim();
  };

  // What may be chosen follows what is chosen: partners of that reporter, flows of the pair, its products and periods.
  function choose() {
    let node = tree;
    for (const name of ["reporter", "partner", "flow", "products"]) {
      parts = Object.keys(node).map(Number);
      s[name] = parts.filter((at) => s[name].includes(at));
      if (!s[name].length) s[name] = parts.filter((at) => name !== "products" || level(at) === level(parts[0])).slice(0, name === "products" ? colours.length : 1);
      controls[name].replaceChildren(...parts.map((at) => new Option(lists[name][at].label, at, false, s[name].includes(at))));
      if (name !== "products") node = node[s[name]];
    }
    const sought = controls.search.value.toLowerCase();
    for (const option of controls.products) option.hidden = !option.selected && !option.label.toLowerCase().includes(sought);
    spans = [...new Set(s.products.flatMap((c) => Object.keys(node[c]).map(Number)))].sort(minus);
    for (const [name, edge] of [["start", 0], ["end", -1]]) {
      if (!spans.includes(s[name][0])) s[name] = [spans.at(edge)];
      Object.assign(controls[name], { max: spans.length - 1, value: spans.indexOf(s[name][0]) });
      controls[name].ariaValueText = controls[`${name}_said`].value = lists.start[s[name]].label;
    }
  }

  // The finding: growth from start to end in every measure at once; or why there is none.
  function find(said) {
    if (new Set(s.products.map(level)).size > 1) return words.not_one_level;
    if (lists.flow[s.flow].flow === "balance") return words.no_growth_of_balance;
    if (s.start[0] >= s.end[0]) return words.start_before_end;
    const changes = [], missing = [];
    lists.measure.forEach(({ unit }, m) => {
      const grown = grow(total(m, s.flow, s.start[0]), total(m, s.flow, s.end[0]));
      if (grown === null) return missing.push(unit);
      const hardly = both(grown.low, grown.high, (low, high) => low * high <= 0) || Math.round(100 * grown.value) === 0;
      changes.push(fill(words.change, { change: hardly ? words.hardly : percent(grown.value), unit }));
    });
    part("note").textContent = missing.length ? fill(words.not_compared, { ...said, units: list(missing) }) : "";
    return fill(changes.length ? words.finding : words.nothing_compared, { ...said, changes: list(changes) });
  }

  // A figure as Vega draws it, and what is said of it: on hover, and in the table of all that are shown.
  function tell(name, one, more) {
    const known = (texts, column) => (one.row === null ? null : texts[pick(column, one.row)]), of = lists.measure[one.m];
    const write = more.growth ? percent : (value) => money(value, one.m), { label, short, x } = lists.start[one.t];
    const said = { title: fill(words.figure, { period: label, name }), [heads.value]: write(one.value),
      [heads.range]: both(one.low, one.high, (low, high) => fill(words.range, { low: write(low), high: write(high) })),
      [heads.share]: more.share && fill(words.percent, { number: share(100 * more.share) }), [heads.quote]: known(quote, of.quote),
      [heads.how]: known(how, of.how), [heads.source]: one.row === null ? null : known(source, of.source) ?? words.not_stated };
    const tip = Object.fromEntries(Object.entries(said).filter(([, text]) => text));
    tips.push(tip);
    return { name, x, y: one.value, low: one.low, high: one.high, tip, end: lists.start[s.end].x,
      label: more.is_alone ? write(one.value) : fill(words.end_label, { value: write(one.value), name }), said: said[heads.share], ...more };
  }
  // Colours go by size at the end, in all charts alike; what comes after the last colour is pale.
  const colour_of = (c, m) => {
    if (s.products.length === 1) return lists.measure[m].colour;
    const size = (c) => figure(m, s.flow, c, s.end[0])?.value ?? -1, larger = s.products.filter((other) => size(other) > size(c) || (size(other) === size(c) && other < c));
    return colours[larger.length] ?? PALE;
  };
  function lines_of(shown, m, growth) {
    const of_measures = growth && s.products.length === 1;
    const series = of_measures ? lists.measure.map((of, at) => [of.unit, at, s.products[0], of.colour])
      : s.products.map((c) => [lists.products[c].label, m, c]);
    const runs = series.map(([name, m, c, colour]) => [name, colour ?? colour_of(c, m), shown.map((t) => figure(m, s.flow, c, t))
      .map((one) => (growth ? grow(figure(m, s.flow, c, s.start[0]), one) : one)).filter((one) => one !== null)]);
    const size = shown.length > 12 ? 14 : 60, is_alone = runs.filter(([, , run]) => run.length).length === 1;
    return runs.flatMap(([name, colour, run]) => run.map((one) => tell(name, one,
      { growth, colour, size, is_alone, wide: colour !== PALE, is_last: one === run.at(-1) })));
  }
  function balance_of(shown, m) {
    const { exports, imports } = lists.flow[s.flow], only = (kinds, t) => kinds.map((f) => total(m, f, t)).filter((one) => one !== null);
    return shown.map((t) => [only(exports, t), only(imports, t)]).filter((sides) => sides.every((found) => found.length === 1))
      .flatMap(([[out], [back]], at, all) => { const more = { wide: true, size: shown.length > 12 ? 14 : 40, is_last: at === all.length - 1 };
        return [tell(words.export, out, { colour: colours[0], label: words.export, ...more }), tell(words.import, back, { colour: colours[1], label: words.import, ...more }),
          tell(words.difference, subtract(out, back), { colour: PALE, is_difference: true })]; });
  }
  function shares_of(m) {
    const codes = level(s.products[0]) === "TOTAL" ? parts.filter((c) => level(c) !== "TOTAL") : s.products;
    if (new Set(codes.map(level)).size > 1) return [];
    const found = codes.map((c) => [lists.products[c].label, figure(m, s.flow, c, s.end[0]), c]).filter(([, one]) => one !== null);
    found.sort(([, a], [, b]) => b.value - a.value);
    const rest = found.splice(colours.length);
    if (rest.length) found.push([words.other, rest.map(([, one]) => one).reduce(add), null]);
    const sum = found.reduce((sum, [, one]) => sum + one.value, 0);
    return sum && found.length > 1 ? found.map(([name, one, c], order) => tell(name, one, { order, share: one.value / sum, colour: c === null ? PALE : colour_of(c, m) })) : [];
  }

  async function show(name, rows, growth) {
    const box = part(name), most = rows.length ? Math.max(...rows.map((row) => Math.abs(row.y))) : 1;
    part(`${name}-figure`).hidden = !rows.length;
    if (!rows.length) return;
    const shown = lists.start.filter((at, t) => spans.includes(t) && t >= s.start[0] && t <= s.end[0]), years = shown.filter((at) => at.tick);
    const width = box.clientWidth;
    const room = 0.4 * width;
    views[name] ??= (await vegaEmbed(box, specs[name], { actions: false, renderer: "svg", tooltip: { id: "tvx-tip" } })).view;
    const signals = { growth, room, scale: scale_of(most)[0], names: Object.fromEntries(lists.start.map((at) => [at.x, at.short])),
      ticks: (years.length > 2 ? years : shown).map((at) => at.x), first: shown[0].x, last: shown.at(-1).x };
    for (const [signal, value] of Object.entries(signals)) views[name].signal(signal, value);
    await views[name].width(width).data("rows", rows).runAsync();
  }
  async function draw() {
    const m = s.measure[0], flow = lists.flow[s.flow], growth = s.growth[0], one = lists.products[s.products[0]];
    const said = { start: lists.start[s.start].label, end: lists.start[s.end].label, unit: lists.measure[m].unit, count: s.products.length,
      flow: flow.label, product: one.label, reporter: lists.reporter[s.reporter].name, "reporter:possessive": lists.reporter[s.reporter].possessive,
      partner: lists.partner[s.partner].name };
    said.series = fill(flow.series, said);
    if (level(s.products[0]) !== "TOTAL") said.series = fill(s.products.length > 1 ? words.products_added : words.one_product, said);
    tips = [];
    const is_clear = new Set(s.products.map(level)).size === 1, shown = spans.filter((t) => t >= s.start[0] && t <= s.end[0]);
    const lines = is_clear ? lines_of(shown, m, growth) : [], balance = is_clear ? balance_of(shown, m) : [], shares = is_clear ? shares_of(m) : [];
    part("note").textContent = "";
    part("finding").textContent = find(said);
    if (!lines.length) part("note").textContent = fill(words.nothing_to_draw, said);
    said.money = (rows) => fill(words.amount, { money: lists.measure[m].prefix.trim(), scale: scale_of(Math.max(0, ...rows.map((row) => Math.abs(row.y))))[1] }).trim();
    part("lines-head").textContent = fill(growth ? words.lines_growth : words.lines, { ...said, money: said.money(lines) });
    part("balance-head").textContent = fill(balance.length ? words.balance : words.no_balance, { ...said, money: said.money(balance) });
    part("composition-head").textContent = fill(shares.length ? words.composition : words.no_composition, said);
    part("search").hidden = parts.length < 12;
    const all = (head) => [...new Set(tips.map((tip) => tip[head]).filter(Boolean))], ways = all(heads.how);
    part("caption").textContent = [
      lines.some((row, at) => lines[at - 1]?.name === row.name && row.x - lines[at - 1].x > 1) && words.gap,
      lines.some((row) => row.wide && row.low !== null && row.low !== row.high) && words.ranges,
      ways.length && fill(words.computed, { ways: ways.length > 4 ? fill(words.and_more, { first: ways[0], last: ways.at(-1) }) : list(ways) }),
      ...lists.measure[m].notes, fill(words.sources, { sources: list(all(heads.source)) })].filter(Boolean).join(" ");
    const columns = Object.values(heads).filter((head) => tips.some((tip) => tip[head]));
    const line = (tag, cells) => { const tr = document.createElement("tr"); cells.forEach((text) => { tr.appendChild(document.createElement(tag)).textContent = text ?? ""; }); return tr; };
    part("table").replaceChildren(line("th", ["", ...columns]), ...tips.map((tip) => line("td", [tip.title, ...columns.map((head) => tip[head])])));
    await show("lines", lines, growth);
    await show("balance", balance, false);
    await show("composition", shares, false);
  }

  function take() {
    for (const name of ["reporter", "partner", "flow", "measure"]) s[name] = [Number(controls[name].value)];
    s.products = [...controls.products.selectedOptions].map((option) => Number(option.value));
    for (const name of ["start", "end"]) s[name] = [spans[controls[name].value]];
    s.growth = [controls.growth.checked];
    choose();
    const keys = Object.entries(s).map(([name, places]) => [name, places.map((at) => (lists[name] ? lists[name][at].key : at))]);
    model.set("selection", Object.fromEntries(keys.map(([name, keys]) => [name, name === "products" ? keys : keys[0]])));
    model.save_changes();
    draw();
  }
  controls.measure.replaceChildren(...lists.measure.map(({ label }, m) => new Option(label, m, false, m === s.measure[0])));
  controls.growth.checked = s.growth[0];
  choose();
  await document.fonts.ready; // Vega measures labels
  part("controls").addEventListener("input", take);
  new ResizeObserver(() => draw()).observe(el);
}
const saved = globalThis.document?.getElementById("tradeview-saved"); // in a page without a kernel this stands in for it
if (saved) {
  const state = JSON.parse(saved.textContent), get = (name) => state[name], set = (name, value) => { state[name] = value; };
  render({ model: { get, set, save_changes() {} }, el: document.querySelector("main") });
}
export default { render };
