/* Addresses: #red-lines is a claim, #?q=nato&sort=-date a question. Going back goes back. */

const addressOf = () => {
  const asked = new URLSearchParams();
  if (state.query) asked.set("q", state.query);
  if (state.order) asked.set("sort", state.order);
  if (state.from) asked.set("from", state.from + 1);
  return `#${asked.size ? `?${asked}` : ""}`;
};

/** Writes what is shown into the address: as a new entry of the history, or in the place of its last. */
function remember(way, address = addressOf()) {
  const seen = { query: state.query, order: state.order, from: state.from };
  if (way === "push" && address !== location.hash) history.pushState(seen, "", address);
  else history.replaceState(seen, "", address);
}

function change(query, way) {
  state.query = query;
  box.value = query;
  ask();
  paint();
  remember(way);
}

function restored(fragment) {
  if (history.state?.query !== undefined) return history.state;
  const asked = new URLSearchParams(fragment.startsWith("?") ? fragment.slice(1) : "");
  return {
    query: asked.get("q") ?? "",
    order: asked.get("sort") ?? "",
    from: Math.max(Number(asked.get("from")) - 1, 0) || 0,
  };
}

/** Shows what the address says. */
function follow() {
  let fragment = location.hash.slice(1);
  try {
    fragment = decodeURIComponent(fragment);
  } catch {
    // It is no address that the page has made: it names nothing.
  }
  const claim = numbers.get(fragment);
  const isLink = claim !== undefined && history.state?.query === undefined;
  if (!isLink && (claim !== undefined || !fragment || fragment.startsWith("?"))) {
    const seen = restored(fragment);
    Object.assign(state, { query: seen.query, order: seen.order });
    box.value = state.query;
    ask();
    state.from = seen.from;
    paint();
  }
  for (const one of list.querySelectorAll(".is-target")) one.classList.remove("is-target");
  if (claim !== undefined) open(claim);
  else if (!fragment || fragment.startsWith("?")) closed();
}

/** Opens a claim in the list: of all claims if the query does not find it, in its window. */
function open(claim) {
  let place = state.hits.indexOf(claim);
  if (place < 0) {
    Object.assign(state, { query: "", order: "" });
    box.value = "";
    ask();
    place = state.hits.indexOf(claim);
  }
  if (place < state.from || place >= state.from + span)
    state.from = Math.floor(place / span) * span;
  paint();
  comeNow();
  remember("replace", location.hash);
  const there = document.getElementById(ids[claim]);
  there.classList.add("is-target");
  const details = there.querySelector("details");
  details.open = true;
  opened = claim;
  afterwards(() => {
    there.scrollIntoView();
    details.querySelector("summary").focus({ preventScroll: true });
  });
}

/** Does something when the browser has gone to an address: it takes the focus then. */
function afterwards(act) {
  if (document.readyState === "complete") setTimeout(act);
  else addEventListener("load", () => setTimeout(act), { once: true });
}

/** Closes the claim that an address had opened, when one goes back from it. */
function closed() {
  if (opened === null) return;
  const details = document.getElementById(ids[opened])?.querySelector("details");
  opened = null;
  if (details) details.open = false;
}
let opened = null;
