// The explorer in a browser, in a notebook or in a saved page: it reads the controls, fills sentences that Python made
// with figures (figures.js), and hands these to Vega.
const PALE = "var(--tvx-pale)"; // of what has no colour of its own
const FEW = 12; // periods up to which points are large; products from which on they can be searched
const is_there = (one) => one !== null;

async function render({ model, el }) {
  const { words, forms, heads, specs, locale, digits: own_digits, scales, is_rtl, is_sorted, colours, tree, quote, source, how,
    compiler, ...lists } = JSON.parse(model.get("data"));
  el.innerHTML = model.get("skeleton"); // markup of ours alone; what a table says goes through textContent
  const part = (name) => el.querySelector(`.tvx-${name}`), controls = part("controls").elements, views = {};
  const s = {}; // what is chosen, of each control one or several places in its list
  for (const [name, keys] of Object.entries(model.get("selection")))
    s[name] = [keys].flat().map((key) => lists[name]?.findIndex((entry) => entry.key === key) ?? key);
  let parts, spans, tips; // products and periods that may be chosen; what is said of each figure that is drawn
  let is_drawing = false, is_stale = false;

  const figure = (m, f, c, t) => read(lists.measure, m, t, tree[s.reporter][s.partner][f]?.[c]?.[t]);
  const total = (m, f, t) => s.products.map((c) => figure(m, f, c, t)).reduce(add);
  const level = (c) => lists.products[c].level;
  const product = (c) => lists.products[c].label;

  // Numbers as the language writes them, with true signs and the digits that were asked for.
  // Marks of direction, which Arabic has beside a sign, stand in the language's own arrangements if anywhere.
  const signs = { minusSign: "−", plusSign: "+" };
  const writer = (options) => (value) => new Intl.NumberFormat(locale, options).formatToParts(value)
    .map(({ type, value }) => signs[type] ?? value).join("").replace(/[\u200e\u200f\u061c]/g, "").replace(/\d/g, (digit) => own_digits[digit]);
  // Thai writes words without blanks, but sets one before a sign, as Python does.
  const list = (texts) => new Intl.ListFormat(locale).format(new Set(texts)).replace(/[\u0e01-\u0e7f](?=[+−])/g, "$& ");

  // Parts of a sentence, in the forms that it asks for: Python made those of words; what is filled here knows its own.
  const capital = (text) => text.replace(/^./u, (letter) => letter.toUpperCase());
  const inflect = (value, asked) => {
    const form = asked.filter((one) => one !== "capital").join(" ");
    const say = (one) => (typeof one === "number" ? writer()(one) : typeof one === "function" ? one(form) : forms[form]?.[one] ?? one);
    const said = Array.isArray(value) ? list(value.map(say)) : say(value);
    return asked.includes("capital") ? capital(said) : said;
  };
  const fill = (text, parts) => text.replace(/\{(\w+)(?::([\w ]+))?\}/g, (part, name, asked) =>
    parts[name] == null ? part : inflect(parts[name], asked?.split(" ") ?? []));
  const digits = writer({ maximumSignificantDigits: 4 });
  const fine = writer({ maximumSignificantDigits: 6 }); // ends of ranges, which differ in their last digits
  const tenths = writer({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });
  const signed = (value) => { // what has fallen by 99.7% is not gone
    const maximumFractionDigits = value > -100 && value <= -99.5 ? 4 : 0;
    return writer({ maximumFractionDigits, roundingMode: "halfEven", signDisplay: "exceptZero" })(value);
  };
  const percent = (ratio, write = signed) => fill(words.percent, { number: write(100 * ratio) });
  const scale_of = (value) => scales.find(([size]) => Math.abs(value) >= size) ?? [1, ""];
  const money = (value, m, write = digits) => {
    const [size, scale] = scale_of(value);
    const parts = { minus: value < 0 ? "−" : "", currency: lists.measure[m].prefix, number: write(Math.abs(value) / size), scale };
    return fill(scale ? words.amount_in_scale : words.amount, parts);
  };
  const unit_of = (value, m) => {
    const [, scale] = scale_of(value), { sign } = lists.measure[m];
    return scale ? fill(words.unit_of_money, { currency: sign, scale }) : sign;
  };

  // Economies in the order of the language's letters, the world first.
  const collator = new Intl.Collator(locale);
  const in_order = (a, b) => (b.key === "WLD") - (a.key === "WLD") || collator.compare(a.label, b.label);

  // What may be chosen follows what is chosen: partners of that reporter, flows of the pair, its products and periods.
  function choose() {
    let node = tree;
    for (const name of ["reporter", "partner", "flow", "products"]) {
      parts = Object.keys(node).map(Number);
      if (!is_sorted && (name === "reporter" || name === "partner")) parts.sort((a, b) => in_order(lists[name][a], lists[name][b]));
      s[name] = parts.filter((at) => s[name].includes(at));
      if (!s[name].length && name === "products")
        s[name] = parts.filter((c) => level(c) === level(parts[0])).slice(0, colours.length);
      if (!s[name].length) s[name] = [parts[0]];
      const options = parts.map((at) => new Option(lists[name][at].label, at, false, s[name].includes(at)));
      controls[name].replaceChildren(...options);
      if (name !== "products") node = node[s[name]];
    }
    const sought = controls.search.value.toLowerCase();
    for (const option of controls.products)
      option.hidden = !option.selected && !option.label.toLowerCase().includes(sought);
    part("search").hidden = parts.length < FEW;
    spans = [...new Set(s.products.flatMap((c) => Object.keys(node[c]).map(Number)))].sort(minus);
    for (const [name, edge] of [["start", 0], ["end", -1]]) {
      if (!spans.includes(s[name][0])) s[name] = [spans.at(edge)];
      Object.assign(controls[name], { max: spans.length - 1, value: spans.indexOf(s[name][0]) });
      controls[name].ariaValueText = controls[`${name}_said`].value = lists.start[s[name]].label;
    }
  }

  // The finding: growth from start to end in every measure at once; or why there is none.
  function find(said) {
    part("note").textContent = "";
    if (new Set(s.products.map(level)).size > 1) return words.not_one_level;
    if (lists.flow[s.flow].flow === "balance") return words.no_growth_of_balance;
    if (s.start[0] >= s.end[0]) return words.start_before_end;
    const changes = [], missing = [];
    lists.measure.forEach(({ unit }, m) => {
      const grown = grow(total(m, s.flow, s.start[0]), total(m, s.flow, s.end[0]));
      if (grown === null) return missing.push(unit);
      const flips = both(grown.low, grown.high, (low, high) => low * high <= 0);
      const is_hardly = flips || Math.round(100 * grown.value) === 0;
      changes.push(fill(words.change, { change: is_hardly ? words.hardly : percent(grown.value), unit }));
    });
    if (missing.length) part("note").textContent = fill(words.not_compared, { ...said, units: missing });
    return fill(changes.length ? words.finding : words.nothing_compared, { ...said, changes });
  }

  // A figure as Vega draws it, and what is said of it: on hover, and in the table of all that are shown.
  function tell(name, one, more) {
    const of = lists.measure[one.m], { label, x } = lists.start[one.t];
    const known = (texts, column) => (one.row === null ? null : texts[pick(column, one.row)]);
    const write = (value) => (more.growth ? percent(value) : money(value, one.m));
    const write_end = (value) => (more.growth ? percent(value, tenths) : money(value, one.m, fine));
    const said = {
      title: fill(words.figure, { period: label, name }),
      [heads.value]: write(one.value),
      [heads.range]: both(one.low, one.high, (low, high) => fill(words.range, { low: write_end(low), high: write_end(high) })),
      [heads.share]: more.share && percent(more.share, writer({ maximumSignificantDigits: 2 })),
      [heads.quote]: known(quote, of.quote),
      [heads.how]: known(how, of.how),
      [heads.compiler]: known(compiler, of.compiler),
      [heads.source]: one.row === null ? null : known(source, of.source) ?? words.not_stated,
    };
    const tip = Object.fromEntries(Object.entries(said).filter(([, text]) => text));
    tips.push(tip);
    const at = one.t === s.end[0] ? write(one.value) : fill(words.ended, { value: write(one.value), period: lists.start[one.t].short });
    const end_label = more.is_alone ? at : fill(words.end_label, { value: at, name });
    const drawn = { name, x, y: one.value, low: one.low, high: one.high, end: lists.start[s.end].x };
    return { ...drawn, tip, label: end_label, said: said[heads.share], wide: more.colour !== PALE, ...more };
  }

  // Colours go by size at the end, in all charts alike; of one product they are those of the measure.
  function colour_of(c, m) {
    if (s.products.length === 1) return lists.measure[m].colour;
    const size = (c) => figure(m, s.flow, c, s.end[0])?.value ?? -1;
    const larger = s.products.filter((other) => size(other) > size(c) || (size(other) === size(c) && other < c));
    return colours[larger.length] ?? PALE;
  }

  // A line each product; as growth of one product, a line each measure.
  function lines_of(shown, m, growth) {
    let series = s.products.map((c) => [product(c), m, c, colour_of(c, m)]);
    if (growth && s.products.length === 1)
      series = lists.measure.map(({ unit, colour }, at) => [unit, at, s.products[0], colour]);
    const runs = series.map(([name, m, c, colour]) => {
      const start = figure(m, s.flow, c, s.start[0]), run = shown.map((t) => figure(m, s.flow, c, t));
      return [name, colour, run.map((one) => (growth ? grow(start, one) : one)).filter(is_there)];
    });
    const is_alone = runs.filter(([, , run]) => run.length).length === 1, size = shown.length > FEW ? 14 : 60;
    return runs.flatMap(([name, colour, run]) => run.map((one) =>
      tell(name, one, { growth, colour, size, is_alone, is_last: one === run.at(-1) })));
  }

  // Exports, imports and their difference, of periods that have one figure of each.
  function balance_of(shown, m) {
    const { exports, imports } = lists.flow[s.flow];
    const only = (kinds, t) => kinds.map((f) => total(m, f, t)).filter(is_there);
    const pairs = shown.map((t) => [only(exports, t), only(imports, t)]).filter(([a, b]) => a.length === 1 && b.length === 1);
    return pairs.flatMap(([[out], [back]], at) => {
      const more = { size: shown.length > FEW ? 14 : 40, is_last: at === pairs.length - 1 };
      return [
        tell(words.export, out, { ...more, colour: colours[0], label: words.export }),
        tell(words.import, back, { ...more, colour: colours[1], label: words.import }),
        tell(words.difference, subtract(out, back), { colour: PALE, is_difference: true }),
      ];
    });
  }

  // Shares at the end: of the products chosen, or of all there are; the largest by name, the rest as one.
  function shares_of(m) {
    const codes = level(s.products[0]) === "TOTAL" ? parts.filter((c) => level(c) !== "TOTAL") : s.products;
    if (new Set(codes.map(level)).size > 1) return [];
    let found = codes.map((c) => [product(c), figure(m, s.flow, c, s.end[0]), colour_of(c, m)]);
    found = found.filter(([, one]) => one !== null).sort(([, a], [, b]) => b.value - a.value);
    const rest = found.splice(colours.length).map(([, one]) => one), sum = [...rest, ...found.map(([, one]) => one)]
      .reduce((sum, one) => sum + one.value, 0);
    if (rest.length) found.push([words.other, rest.reduce(add), PALE]);
    if (found.length < 2 || sum <= 0) return [];
    return found.map(([name, one, colour]) => tell(name, one, { share: one.value / sum, colour }));
  }

  async function show(name, rows, growth) {
    part(`${name}-figure`).hidden = !rows.length;
    if (!rows.length) return;
    const box = part(name), width = box.clientWidth, most = Math.max(...rows.map((row) => Math.abs(row.y)));
    const shown = lists.start.filter((at, t) => spans.includes(t) && t >= s.start[0] && t <= s.end[0]);
    const years = shown.filter((at) => at.tick), ticks = (years.length > 2 ? years : shown).map((at) => at.x);
    const names = Object.fromEntries(lists.start.map((at) => [at.x, at.short]));
    const first = shown[0].x, last = shown.at(-1).x, bar = Math.max(1, Math.min(30, (0.5 * width) / (last - first + 1)));
    const options = { actions: false, renderer: "svg", tooltip: { id: "tvx-tip", theme: is_rtl ? "rtl" : "light" } };
    views[name] ??= (await vegaEmbed(box, specs[name], options)).view;
    const signals = { growth, room: 0.4 * width, scale: scale_of(most)[0], names, ticks, first, last, bar };
    for (const [signal, value] of Object.entries(signals)) views[name].signal(signal, value);
    await views[name].width(width).data("rows", rows).runAsync();
  }

  function write_table() {
    const columns = Object.values(heads).filter((head) => tips.some((tip) => tip[head]));
    const line = (tag, cells) => {
      const row = document.createElement("tr");
      for (const text of cells) row.appendChild(document.createElement(tag)).textContent = text ?? "";
      return row;
    };
    const lines = tips.map((tip) => line("td", [tip.title, ...columns.map((head) => tip[head])]));
    part("table").replaceChildren(line("th", ["", ...columns]), ...lines);
  }

  function write_caption(lines, m) {
    const all = (head) => [...new Set(tips.map((tip) => tip[head]).filter(Boolean))], ways = all(heads.how);
    const said = [...lists.measure[m].notes];
    if (lines.some((row, at) => lines[at - 1]?.name === row.name && row.x - lines[at - 1].x > 1)) said.push(words.gap);
    if (lines.some((row) => row.wide && row.low !== row.high)) said.push(words.ranges);
    const few = ways.length > 4 ? fill(words.and_more, { first: ways[0], last: ways.at(-1) }) : ways;
    if (ways.length) said.push(fill(words.computed, { ways: few }));
    const compilers = all(heads.compiler), by = (row) => row.tip[heads.compiler];
    if (lines.some((row, at) => lines[at - 1]?.name === row.name && by(lines[at - 1]) !== by(row))) said.push(words.mixed);
    said.push(fill(words.whose, { compilers: compilers.length ? compilers : words.not_stated }));
    if (tips.length) said.push(fill(words.sources, { sources: all(heads.source) }));
    part("caption").textContent = said.join(" ");
  }

  async function draw() {
    const m = s.measure[0], growth = s.growth[0], flow = lists.flow[s.flow], reporter = lists.reporter[s.reporter];
    const said = {
      flow: flow.label, reporter: reporter.name,
      partner: lists.partner[s.partner].name, product: product(s.products[0]), count: s.products.length,
      all: parts.filter((c) => level(c) === level(s.products[0])).length,
      start: lists.start[s.start].label, end: lists.start[s.end].label, unit: lists.measure[m].unit,
    };
    const ends = { ...said };
    said.series = (form) => fill(flow.series[form] ?? flow.series[""], ends);
    if (level(s.products[0]) !== "TOTAL") {
      const whole = { ...said }, words_of = s.products.length > 1 ? words.products_added : words.one_product;
      said.series = () => fill(words_of, whole);
    }
    tips = [];
    const shown = spans.filter((t) => t >= s.start[0] && t <= s.end[0]);
    const is_clear = new Set(s.products.map(level)).size === 1; // else goods would be counted twice
    const rows = { lines: [], balance: [], composition: [] };
    if (is_clear && shown.length) Object.assign(rows, { lines: lines_of(shown, m, growth), balance: balance_of(shown, m), composition: shares_of(m) });
    part("finding").textContent = capital(find(said));
    if (!rows.lines.length) part("note").textContent = fill(words.nothing_to_draw, said);
    const heads_of = { lines: growth ? words.lines_growth : words.lines, balance: words.balance, composition: words.composition };
    const is_one = s.products.length === 1 && level(s.products[0]) !== "TOTAL";
    if (level(s.products[0]) !== "TOTAL" && said.count < said.all) heads_of.composition = words.composition_chosen;
    const none = { lines: "", balance: words.no_balance, composition: is_one ? words.no_composition_of_one : words.no_composition };
    for (const name in rows) {
      const most = Math.max(0, ...rows[name].map((row) => Math.abs(row.y)));
      part(`${name}-head`).textContent = fill(rows[name].length ? heads_of[name] : none[name], { ...said, money: unit_of(most, m) });
      part(name).ariaLabel = `${part(`${name}-head`).textContent}. ${part("finding").textContent}`;
    }
    write_table();
    write_caption(rows.lines, m);
    for (const name in rows) await show(name, rows[name], growth && name === "lines");
  }

  async function redraw() { // one drawing at a time; what changes meanwhile is drawn after it
    is_stale = true;
    if (is_drawing) return;
    is_drawing = el.firstElementChild.ariaBusy = true;
    try {
      while (is_stale) {
        is_stale = false;
        await draw();
      }
    } finally {
      is_drawing = el.firstElementChild.ariaBusy = false;
    }
  }

  function take(event) {
    for (const name of ["reporter", "partner", "flow", "measure"]) s[name] = [Number(controls[name].value)];
    s.products = [...controls.products.selectedOptions].map((option) => Number(option.value));
    for (const name of ["start", "end"]) s[name] = [spans[controls[name].value]];
    if (s.start[0] > s.end[0]) // the one that is moved takes the other along
      s[event.target === controls.start ? "end" : "start"] = event.target === controls.start ? s.start : s.end;
    s.growth = [controls.growth.checked];
    choose();
    const told = {};
    for (const name in s) told[name] = s[name].map((at) => (lists[name] ? lists[name][at].key : at));
    for (const name in s) if (name !== "products") [told[name]] = told[name];
    model.set("selection", told);
    model.save_changes();
    redraw();
  }

  controls.measure.replaceChildren(...lists.measure.map(({ label }, m) => new Option(label, m, false, m === s.measure[0])));
  controls.growth.checked = s.growth[0];
  choose();
  await document.fonts.ready; // Vega measures labels
  part("controls").addEventListener("input", take);
  part("controls").addEventListener("submit", (event) => event.preventDefault());
  new ResizeObserver(redraw).observe(el);
}

// In a page without a kernel a small model stands in for it, of a state that is packed since it may be large.
async function open_saved(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const state = await new Response(unpacked).json(), set = (name, value) => { state[name] = value; };
  render({ model: { get: (name) => state[name], set, save_changes() {} }, el: document.querySelector("main") });
}
const saved = globalThis.document?.getElementById("tradeview-saved");
if (saved) open_saved(saved.textContent);
export default { render };
