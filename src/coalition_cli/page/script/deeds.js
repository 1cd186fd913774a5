/* What people do: they type, choose, open, turn, print, and go back. */

// What is typed in one go is one entry of the history.
let isTyping = false;
box.addEventListener("input", () => {
  change(box.value, isTyping ? "replace" : "push");
  isTyping = true;
});
for (const end of ["change", "blur"]) {
  box.addEventListener(end, () => {
    isTyping = false;
  });
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  isTyping = false;
});
order.addEventListener("change", () => {
  state.order = order.value;
  ask();
  paint();
  remember("push");
});
find(".clear").addEventListener("click", () => {
  state.order = "";
  change("", "push");
  box.focus();
});
for (const facet of facets) {
  facet.addEventListener("change", () => choose(facet));
  facet.addEventListener("toggle", () => {
    if (!facet.open) return;
    paintCounts(facet);
    for (const other of facets) if (other !== facet) other.open = false;
  });
}
document.addEventListener("click", (event) => {
  for (const facet of facets) {
    if (!facet.contains(event.target)) facet.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const facet = section.querySelector(".facets details[open]");
  if (event.key === "Escape" && facet) {
    facet.open = false;
    facet.querySelector("summary").focus();
  } else if (
    event.key === "/" &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.target.closest("input, select, textarea")
  ) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});
// A claim that is opened by hand gets its address, so that it can be copied and gone back from.
list.addEventListener("click", (event) => {
  const summary = event.target.closest("summary");
  const details = summary?.parentElement;
  if (!details?.parentElement.matches(".claim") || details.open) return;
  details.fill?.();
  const address = `#${encodeURIComponent(details.parentElement.id)}`;
  remember("push", address);
  opened = numbers.get(details.parentElement.id);
});
const [previous, next] = pager.querySelectorAll("button");
previous.addEventListener("click", () => turn(-span));
next.addEventListener("click", () => turn(span));
window.addEventListener("popstate", () => {
  isTyping = false;
  follow();
});

for (const label of document.querySelectorAll("[data-query]")) {
  const button = element("button", { type: "button" }, label.textContent);
  button.addEventListener("click", () => {
    change(asQuery([[label.dataset.query]]), "push");
    own("claims").scrollIntoView();
    own("claims").focus({ preventScroll: true });
  });
  label.replaceChildren(button);
}

list.addEventListener("toggle", paintOpenAll, { capture: true });
find(".open-all").addEventListener("click", () => {
  const isOpen = areOpen();
  for (const details of detailsShown()) {
    details.fill?.();
    details.open = !isOpen;
  }
  paintOpenAll();
});

find(".download").addEventListener("click", () => {
  const text = `${JSON.stringify(records(), null, 1)}\n`;
  const file = new Blob([text], { type: "application/json" });
  const address = URL.createObjectURL(file);
  element("a", { href: address, download: "claims.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
});

// On paper all hits stand, each open.
let wasOpen = [];
window.addEventListener("beforeprint", () => {
  if (drawn) list.replaceChildren(...rowsOf(state.hits));
  else comeNow();
  const all = detailsShown();
  wasOpen = all.filter((details) => details.open);
  for (const details of all) {
    details.fill?.();
    details.open = true;
  }
});
window.addEventListener("afterprint", () => {
  for (const details of detailsShown()) details.open = wasOpen.includes(details);
  paint();
});

for (const [value, text] of [
  ["", "as in the data"],
  ...data.sorts.flatMap((one) => [
    [one.field, `${one.title}, up`],
    [`-${one.field}`, `${one.title}, down`],
  ]),
]) {
  order.append(new Option(text, value));
}
find(".waiting")?.remove();
find(".tools").hidden = false;
find(".deeds").hidden = false;
follow();
performance.mark("ready"); // for who measures how long that takes
setTimeout(everything); // the first letter need not wait for it
