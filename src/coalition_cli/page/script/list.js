/* What the list shows: a question, an order, and a window of rows. */

const section = own("claims").closest("section");
const find = (selector) => section.querySelector(selector);
const form = find(".search");
const box = form.elements.q;
const order = form.elements.sort;
const list = find(".claims");
const pager = find(".pager");

const state = { query: "", order: "", from: 0, hits: [...ids.keys()], notes: [] };
const stands = [...list.children]; // rows that stand in the page; none if the script draws them
const span = drawn ? data.window : ids.length;
const BETWEEN_LETTERS = 60; // ms, in which a person types no letter
const coming = { call: 0, rows: [] };
const numbers = new Map(ids.map((id, number) => [id, number]));

// `toLocaleString` takes 10 ms the first time.
const grouped = (number) => String(number).replace(/\B(?=(?:\d{3})+$)/gu, ",");
const counted = (number, noun) => `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;

// Many rows are searched faster without what stands below them.
for (const one of stands.length > 3 * data.window ? stands : []) {
  const details = one.querySelector("details");
  const below = details.lastElementChild;
  below.remove();
  fillLater(details, () => below);
}

/** Finds the hits anew, from the words in the box and the order. */
function ask() {
  const question = questionOf(state.query);
  state.hits = inOrder(hitsOf(question), state.order);
  state.notes = question.notes;
  if (state.query && !state.hits.length && !state.notes.length)
    state.notes.push("No claim meets all of this.");
  state.from = 0;
}

/** The rows of claims. Of those that the script has drawn, it keeps what it shows. */
function rowsOf(shown) {
  if (!drawn) return shown.map((claim) => stands[claim]);
  kept = new Map(shown.map((claim) => [claim, kept.get(claim) ?? row(claimAt(claim))]));
  return [...kept.values()];
}
let kept = new Map();

/** Shows the rows of the hits: those that one sees at once, and the others when nothing is typed. */
function paintRows() {
  const rows = rowsOf(state.hits.slice(state.from, state.from + span));
  clearTimeout(coming.call);
  coming.rows = [];
  const there = list.children;
  if (rows.length === there.length && rows.every((one, place) => one === there[place])) return;
  list.replaceChildren(...rows.slice(0, data.window));
  coming.rows = rows.slice(data.window);
  comeLater();
}

function comeLater() {
  if (!coming.rows.length) return;
  coming.call = setTimeout(() => {
    list.append(...coming.rows.splice(0, data.window));
    comeLater();
  }, BETWEEN_LETTERS);
}

/** Shows the rows that are still to come. */
function comeNow() {
  clearTimeout(coming.call);
  list.append(...coming.rows.splice(0));
}

const detailsShown = () => [...list.querySelectorAll(":scope > .claim > details")];
const areOpen = () => detailsShown().every((details) => details.open);

function paintOpenAll() {
  const button = find(".open-all");
  button.hidden = !state.hits.length || (state.hits.length > data.window && !drawn);
  button.textContent = areOpen() ? "Close all" : "Open all";
}

function paint() {
  paintRows();
  const all = ids.length;
  find(".hits .count").textContent =
    state.hits.length === all
      ? counted(all, "claim")
      : `${grouped(state.hits.length)} of ${counted(all, "claim")}`;
  find(".asked").textContent = state.query && `found by: ${state.query}`;
  find(".hint").textContent = state.notes.join(" ");
  if (document.activeElement !== box) box.value = state.query;
  order.value = state.order;
  find(".clear").disabled = !state.query && !state.order;
  paintOpenAll();
  paintPager();
  paintFacets();
}

function paintPager() {
  pager.hidden = state.hits.length <= span;
  const last = Math.min(state.from + span, state.hits.length);
  pager.querySelector("span").textContent =
    `${grouped(state.from + 1)} to ${grouped(last)} of ${grouped(state.hits.length)}`;
  previous.disabled = state.from === 0;
  next.disabled = last === state.hits.length;
}

function turn(by) {
  state.from = Math.min(Math.max(state.from + by, 0), Math.max(state.hits.length - 1, 0));
  paint();
  remember("push");
  own("claims").focus();
  own("claims").scrollIntoView();
}
