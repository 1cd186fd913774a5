/* What the list shows: a question, an order, a window of rows, and the filters. */

const section = own("claims").closest("section");
const find = (selector) => section.querySelector(selector);
const form = find(".search");
const box = form.elements.q;
const order = form.elements.sort;
const list = find(".claims");
const pager = find(".pager");

const state = { query: "", order: "", from: 0, hits: [...data.ids.keys()], notes: [] };
const stands = [...list.children]; // rows that stand in the page; none if the script draws them
const span = drawn ? data.window : data.ids.length;
const coming = { call: 0, rows: [] };
const numbers = new Map(data.ids.map((id, number) => [id, number]));

const rowOf = (claim) => (drawn ? row(claimAt(claim)) : stands[claim]);
const counted = (number, noun) =>
  `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** Finds the hits anew, from the words in the box and the order. */
function ask() {
  const question = questionOf(state.query);
  state.hits = inOrder(hitsOf(question), state.order);
  state.notes = question.notes;
  state.from = 0;
}

/** Shows the rows of the hits: those that one sees at once, and the others when nothing is typed. */
function paintRows() {
  const rows = state.hits.slice(state.from, state.from + span).map(rowOf);
  cancelIdleCallback(coming.call);
  coming.rows = [];
  const there = list.children;
  if (rows.length === there.length && rows.every((one, place) => one === there[place])) return;
  list.replaceChildren(...rows.slice(0, data.window));
  coming.rows = rows.slice(data.window);
  comeLater();
}

function comeLater() {
  if (!coming.rows.length) return;
  coming.call = requestIdleCallback(() => {
    list.append(...coming.rows.splice(0, data.window));
    comeLater();
  });
}

/** Shows the rows that are still to come. */
function comeNow() {
  cancelIdleCallback(coming.call);
  list.append(...coming.rows.splice(0));
}

function paint() {
  paintRows();
  const all = data.ids.length;
  find(".hits .count").textContent =
    state.hits.length === all
      ? counted(all, "claim")
      : `${state.hits.length.toLocaleString("en")} of ${counted(all, "claim")}`;
  find(".asked").textContent = state.query && `found by: ${state.query}`;
  find(".hint").textContent = state.notes.join(" ");
  if (document.activeElement !== box) box.value = state.query;
  order.value = state.order;
  find(".clear").disabled = !state.query && !state.order;
  find(".open-all").hidden = state.hits.length > data.window && !drawn;
  paintPager();
  paintFacets();
}

function paintPager() {
  pager.hidden = state.hits.length <= span;
  const last = Math.min(state.from + span, state.hits.length);
  pager.querySelector("span").textContent =
    `${(state.from + 1).toLocaleString("en")} to ${last.toLocaleString("en")} of ${state.hits.length.toLocaleString("en")}`;
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

// ── Filters: each is a word of the query, and the query decides which are chosen

const quoted = (value) => (/[\s"']/u.test(value) ? `"${value.replaceAll('"', "")}"` : value);

/** The values that words of a query choose in a field: `topic:nato,nuclear`. */
function chosenIn(field, words) {
  const values = new Set();
  for (const word of words) {
    if (!word.startsWith(`${field}:`)) continue;
    const value = word.slice(field.length + 1);
    for (const one of [value, ...value.split(",")]) values.add(spelled(one));
  }
  return values;
}

function paintFacets() {
  const words = wordsOf(state.query);
  for (const facet of section.querySelectorAll(".facets details")) {
    const chosen = chosenIn(facet.dataset.field, words);
    let isSet = false;
    for (const input of facet.querySelectorAll("input")) {
      input.checked = chosen.has(spelled(chosenBy(input)));
      isSet ||= input.checked;
    }
    facet.classList.toggle("is-set", isSet);
    if (facet.open) paintCounts(facet);
  }
}

/** How many claims each value of a filter would find, with the rest of the query. */
function paintCounts(facet) {
  const hits = hitsOf(questionOf(without(facet.dataset.field)));
  for (const input of facet.querySelectorAll("input")) {
    const holds = termOf(input.value, []);
    const count = holds ? hits.filter(holds).length : 0;
    input.closest("label").querySelector(".count").textContent = count.toLocaleString("en");
  }
}

/** The query without its words of a field. */
function without(field) {
  const kept = wordsOf(state.query).filter((word) => !word.startsWith(`${field}:`));
  while (kept[0] === "OR") kept.shift();
  while (kept.at(-1) === "OR") kept.pop();
  return kept
    .map((word) =>
      /\s/u.test(word) && !/"/u.test(word)
        ? word.replace(/^((?:not:)?(?:\w+:)?)(.*)$/su, '$1"$2"')
        : word,
    )
    .join(" ");
}

const chosenBy = (input) => input.value.slice(input.value.indexOf(":") + 1);

/** Puts the chosen values of a filter into the query, in the place of what it had of the field. */
function choose(facet) {
  const { field } = facet.dataset;
  const values = [...facet.querySelectorAll("input:checked")].map(chosenBy);
  const listable = values.every((value) => !value.includes(","));
  const terms =
    listable && values.length
      ? [`${field}:${quoted(values.join(","))}`]
      : values.map((value) => `${field}:${quoted(value)}`);
  change([without(field), terms.join(" OR ")].filter(Boolean).join(" "), "push");
}
