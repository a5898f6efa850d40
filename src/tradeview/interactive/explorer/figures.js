// Figures: picked out of columns, added up, subtracted and compared. What is missing stays missing: nothing is made of a
// part of what it needs. A figure is { m, t, row, value, low, high }: m and t are places in the lists of measures and
// periods, row is null of what was added up.
const pick = (column, row) => (Array.isArray(column) ? column[row] : column) ?? null; // said once where all rows say it
const both = (one, other, compute) => (one === null || other === null ? null : compute(one, other));
const plus = (x, y) => x + y;
const minus = (x, y) => x - y;
const change = (x, y) => x / y - 1;

function read(measures, m, t, row) {
  const { value, low, high } = measures[m];
  const number = row === undefined ? null : pick(value, row);
  return number === null ? null : { m, t, row, value: number, low: pick(low, row), high: pick(high, row) };
}

function add(a, b) {
  if (a === null || b === null) return null;
  return { ...a, row: null, value: a.value + b.value, low: both(a.low, b.low, plus), high: both(a.high, b.high, plus) };
}

function subtract(a, b) {
  return { ...a, row: null, value: a.value - b.value, low: both(a.low, b.high, minus), high: both(a.high, b.low, minus) };
}

function grow(from, to) { // as tv.growth has it: nothing grows from zero
  if (from === null || to === null || from.value === 0) return null;
  if (from.t === to.t) return { ...to, value: 0, low: 0, high: 0 };
  const value = change(to.value, from.value);
  return { ...to, value, low: both(to.low, from.high, change), high: both(to.high, from.low, change) };
}
