"use strict";

/* The one script of a page of claims: plain JavaScript that no tool has built. Without it everything
   can be read, if the page has few claims. It searches, filters and sorts with the words that the
   command `coalition claims` takes. It draws the rows itself where there are too many for a page,
   and shows a window of them.

   Text of data reaches the page only by `textContent` and `setAttribute`: no text is markup. */

(() => {
  // Ids of the page's own elements begin with a blank of Unicode, which no claim's id has.
  const own = (name) => document.getElementById(`\u00a0${name}`);
  const data = JSON.parse(own("data").textContent);

  const section = own("claims").closest("section");
  const find = (selector) => section.querySelector(selector);
  const form = find(".search");
  const box = form.elements.q;
  const order = form.elements.sort;
  const list = find(".claims");
  const pager = find(".pager");

  // ── Words: a query is folded as the program folds the text that it searches ──────────────────

  const SURE = ",'’ʼ٬，\u00a0\u2007\u2009\u202f";
  const POINTS = ".．";
  const letters = {
    gone: new RegExp(`[${data.letters.gone}]`, "gu"),
    gaps: new RegExp(`[${data.letters.gaps}]`, "gu"),
    alone: new RegExp(`[${data.letters.alone}]`, "gu"),
    others: data.letters.others,
  };

  /** The number 1,000 without its separators; 3.14, 1,2,3 and addresses stay as they are. */
  function joined(text, separators) {
    const indian = "\\d{1,2}(?:,\\d\\d)+,\\d{3}(?!,?\\d)";
    const usual = `\\d{1,3}([${separators}])\\d{3}(?:\\1\\d{3})*(?!\\1?\\d)`;
    const number = new RegExp(`(?<!\\d)(?<!\\d[,.'’٬])(?:${indian}|${usual})`, "gu");
    return text.replace(number, (whole, separator) => {
      const parts = whole.split(".");
      const isAddress = separator === "." && parts.length === 4 && parts.every((part) => part[0] !== "0" && part <= 255);
      return whole[0] === "0" || isAddress ? whole : whole.replace(/\D/gu, "");
    });
  }

  /** The words of a text with single blanks between them, as the page has those of its claims. */
  function folded(text) {
    const parted = text
      .replace(/\p{So}+/gu, " $& ")
      .replace(/\p{Nd}(?=\p{No})/gu, "$& ");
    let bare = "";
    for (const letter of parted.toLowerCase().normalize("NFKD").toLowerCase().replace(letters.gone, "")) {
      bare += letters.others[letter] ?? letter;
    }
    const spaced = bare.replace(letters.gaps, " ").normalize("NFC").replace(letters.alone, " $& ");
    return (spaced.match(/[a-z0-9\u0080-\u{10ffff}]+/gu) ?? []).join(" ").replace(/[\s\u00a0]+/gu, " ").trim();
  }

  /** What a text may be read as: a number with separators is one word or several. */
  function readings(text) {
    const open = folded(joined(text, SURE).replace(/[\u200b\u200c]/gu, " "));
    const unbroken = text.replace(/(?<=\p{L})[-‐‑]\s+(?=\p{L})/gu, "").replace(/[\u200b\u200c]/gu, "");
    const closed = folded(joined(unbroken, `${SURE}${POINTS} `));
    const words = [...new Set([open, closed])].filter(Boolean);
    return words.length ? words : [signs(text)].filter(Boolean);
  }

  /** The signs of a text, which count if it has no word: + and § and 🎉. */
  function signs(text) {
    const found = text.normalize("NFKC").match(/[\p{S}&@†‡※#%§¶‰‱]/gu) ?? [];
    const wide = (sign) => (sign < "\u0080" ? String.fromCodePoint(sign.codePointAt(0) + 0xfee0) : sign);
    return found.map(wide).join(" ");
  }

  /** The form that an id or a name shares with its other spellings. */
  function spelled(text) {
    return text
      .replace(/[\p{Default_Ignorable_Code_Point}\u0640]/gu, "")
      .replace(/[’‘‚‛ʼʹʻʽ′´᾽＇`]/gu, "'")
      .replace(/[“”„‟«»‹›″＂]/gu, '"')
      .replace(/[‐‑‒–—―−﹘﹣－]/gu, "-")
      .normalize("NFC").toLowerCase().normalize("NFC")
      .trim().replace(/\s+/gu, " ");
  }

  // ── The query: words and terms, as for the commands ──────────────────────────────────────────

  /** The words of a query; blanks within quotation marks part nothing. */
  function wordsOf(query) {
    const words = [];
    for (const [word] of query.matchAll(/(?:[^\s"']|(?<=[^\s:])'|"[^"]*"?|'[^']*'?)+/gu)) {
      const bare = word.replace(/^(not:)?/u, "");
      const isPhrase = /^"[^"]*"$/u.test(bare);
      words.push(isPhrase ? word : word.replace(/"([^"]*)"?/gu, "$1").replace(/(^|:)'([^']*)'?/gu, "$1$2"));
    }
    return words;
  }

  /** What is asked: groups, of each of which one term has to hold, and what is to be said of it. */
  function questionOf(query) {
    const groups = [];
    const notes = [];
    let joins = false;
    for (const word of wordsOf(query)) {
      if (word === "OR") {
        joins = groups.length > 0;
        continue;
      }
      const term = termOf(word, notes);
      if (!term) continue;
      if (joins) groups.at(-1).push(term);
      else groups.push([term]);
      joins = false;
    }
    return { groups, notes };
  }

  /** The test of a claim's number that a word stands for; null, and a note, if it stands for none. */
  function termOf(word, notes) {
    const negated = word.startsWith("not:");
    const rest = negated ? word.slice(4) : word;
    const comparison = /^([A-Za-z_]\w*):(?!\/\/|\s)(.*)$/su.exec(rest);
    if (!rest) return null; // it is being typed
    let holds;
    if (/^"[^"]*"$/u.test(rest) && rest.length > 2) {
      holds = searching(data.search, rest.slice(1, -1), negated, notes);
    } else if (!comparison) {
      holds = searching(data.search, rest, negated, notes);
    } else {
      const name = comparison[1].toLowerCase();
      const field = data.fields.find((one) => one.names.includes(name));
      if (!field) {
        notes.push(`There is no field ‘${name}’. The fields: ${data.fields.map((one) => one.names.at(-1)).join(", ")}.`);
        return null;
      }
      if (!comparison[2]) return null;
      holds = comparing(field, comparison[2], negated, notes);
    }
    return holds && (negated ? (claim) => !holds(claim) : holds);
  }

  /** A test for words in texts. A word that no text has is taken as a beginning, as one types. */
  function searching(texts, words, negated, notes) {
    const starred = words.endsWith("*");
    const phrases = readings(words);
    if (!phrases.length) {
      notes.push(`‘${words}’ cannot be searched for: it has no letter, digit or sign.`);
      return () => false;
    }
    const has = (end) => (claim) => phrases.some((phrase) => texts[claim] !== null && ` ${texts[claim]} `.includes(` ${phrase}${end}`));
    const whole = has(" ");
    const begun = has("");
    if (starred) return begun;
    if (negated || texts.some((_, claim) => whole(claim))) return whole;
    if (!texts.some((_, claim) => begun(claim))) return whole;
    notes.push(`No claim has the word ‘${words}’; these have words that begin so.`);
    return begun;
  }

  /** The folded text that each claim has in a field: in its column, or as values that recur. */
  function textsOf(field) {
    field.texts ??= field.column === null
      ? field.values.map((numbers) => numbers.map((number) => field.known[number].spellings[0]).join(data.between))
      : data.search.map((text) => text.split(data.between)[field.column].trim());
    return field.texts;
  }

  function comparing(field, value, negated, notes) {
    const known = (claim) => {
      const there = field.column === null ? field.values[claim] : textsOf(field)[claim];
      return Array.isArray(there) ? there.length > 0 : there !== null && there !== "";
    };
    if (value === "*") return known;
    switch (field.kind) {
      case "words": {
        const tests = listed(value).map((one) => searching(textsOf(field), one, negated, notes));
        return (claim) => tests.some((test) => test(claim));
      }
      case "value": return havingValue(field, value, negated, notes);
      case "flag": return havingFlag(field, value, notes);
      default: return within(field, value, notes);
    }
  }

  /** The texts of a comma list; the comma of 1,000 separates nothing. */
  const listed = (value) => value.split(/,(?!\d{3}(?!\d))|(?<!\d),/u).map((one) => one.trim()).filter(Boolean);

  function havingValue(field, value, negated, notes) {
    const numbers = new Set();
    const isWhole = field.known.some((one) => one.spellings.includes(spelled(value)));
    for (const one of isWhole ? [value] : value.split(",").map((part) => part.trim()).filter(Boolean)) {
      const exact = spelled(one);
      const beginning = spelled(one.replace(/\*$/u, ""));
      const matching = (test) => field.known.flatMap((spelling, number) => (spelling.spellings.some(test) ? [number] : []));
      let found = matching((spelling) => spelling === exact);
      if (!found.length && (one.endsWith("*") || !negated)) {
        found = matching((spelling) => spelling.startsWith(beginning));
        if (!one.endsWith("*") && found.length) notes.push(`No ${field.names.at(-1)} is ‘${one}’; these begin so.`);
      }
      if (!found.length) notes.push(`No claim has the ${field.names.at(-1)} ‘${one}’.`);
      for (const number of found) numbers.add(number);
    }
    return (claim) => [field.values[claim]].flat().some((number) => numbers.has(number));
  }

  function havingFlag(field, value, notes) {
    const wanted = value.toLowerCase().split(",").flatMap((one) => (one === "true" ? [true] : one === "false" ? [false] : []));
    if (!wanted.length) {
      notes.push(`${field.names.at(-1)} is true or false.`);
      return null;
    }
    return (claim) => wanted.includes(field.values[claim]);
  }

  /** A test for ranges, both ends included: 30..69, medium.., ..2026-01 */
  function within(field, value, notes) {
    const bounds = field.kind === "date" ? daysOf : (text) => numbersOf(field, text);
    const ranges = [];
    for (const one of value.split(",")) {
      const [low, high] = one.includes("..") ? one.split("..") : [one, one];
      const least = low ? bounds(low) : [null, null];
      const most = high ? bounds(high) : [null, null];
      if (!least || !most || !one.replace("..", "")) {
        notes.push(`${field.names.at(-1)} cannot be ‘${one}’.`);
        return null;
      }
      ranges.push([least[0], most[1]]);
    }
    return (claim) => {
      const there = field.values[claim];
      if (there === null) return false;
      const [first, last] = Array.isArray(there) ? there : [there, there];
      return ranges.some(([low, high]) => (low === null || last >= low) && (high === null || first <= high));
    };
  }

  function numbersOf(field, text) {
    const word = field.words?.[text.toLowerCase()];
    if (word) return word;
    return /^\d+$/u.test(text) ? [Number(text), Number(text)] : null;
  }

  function daysOf(text) {
    const date = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)[~?%*]*$/u.exec(text);
    return date && [date[1], `${date[1]}-99`];
  }

  /** The numbers of the claims that a query finds, in the page's order. */
  function hitsOf(question) {
    const hits = [];
    for (let claim = 0; claim < data.ids.length; claim += 1) {
      if (question.groups.every((group) => group.some((holds) => holds(claim)))) hits.push(claim);
    }
    return hits;
  }

  /** Hits in the order of a field, `-` before it for the other way round; unknown ones come last. */
  function inOrder(hits, key) {
    const sorting = data.sorts.find((one) => one.field === key.replace(/^-/u, ""));
    if (!sorting) return hits;
    const ranks = sorting.ranks;
    const way = key.startsWith("-") ? -1 : 1;
    return hits.toSorted((one, other) => {
      if (ranks[one] === ranks[other]) return one - other;
      if (ranks[one] === null || ranks[other] === null) return ranks[one] === null ? 1 : -1;
      return way * (ranks[one] - ranks[other]);
    });
  }

  // ── What is shown: a question, an order, a window of rows, and perhaps one claim ─────────────

  const state = { query: "", order: "", from: 0, hits: [...data.ids.keys()], notes: [] };
  const stands = [...list.children]; // rows that stand in the page; none if the script draws them
  const drawn = own("drawn");
  const claims = drawn && JSON.parse(drawn.textContent);
  const span = claims ? data.window : data.ids.length;
  const numbers = new Map(data.ids.map((id, number) => [id, number]));

  const rowOf = (claim) => (claims ? row(claims[claim]) : stands[claim]);
  const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  /** Finds the hits anew, from the words in the box and the order. */
  function ask() {
    const question = questionOf(state.query);
    state.hits = inOrder(hitsOf(question), state.order);
    state.notes = question.notes;
    state.from = 0;
  }

  function paint() {
    const shown = state.hits.slice(state.from, state.from + span);
    const rows = shown.map(rowOf);
    const isSame = rows.length === list.children.length && rows.every((one, place) => one === list.children[place]);
    if (!isSame) list.replaceChildren(...rows);
    list.start = state.from + 1;
    const all = data.ids.length;
    find(".hits .count").textContent =
      state.hits.length === all ? counted(all, "claim") : `${state.hits.length.toLocaleString("en")} of ${counted(all, "claim")}`;
    find(".hint").textContent = state.notes.join(" ");
    if (document.activeElement !== box) box.value = state.query;
    order.value = state.order;
    find(".clear").disabled = !state.query && !state.order;
    paintPager();
    paintFacets();
  }

  function paintPager() {
    pager.hidden = state.hits.length <= span;
    const [previous, next] = pager.querySelectorAll("button");
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

  // ── Filters: each is a word of the query, and the query decides which are chosen ─────────────

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
        input.checked = chosen.has(spelled(valueOf(input)));
        isSet ||= input.checked;
      }
      facet.classList.toggle("is-set", isSet);
      if (facet.open) paintCounts(facet);
    }
  }

  /** How many of the hits have each value of a filter. */
  function paintCounts(facet) {
    for (const input of facet.querySelectorAll("input")) {
      const holds = termOf(input.value, []);
      const count = holds ? state.hits.filter(holds).length : 0;
      input.closest("label").querySelector(".count").textContent = count.toLocaleString("en");
    }
  }

  const valueOf = (input) => input.value.slice(input.value.indexOf(":") + 1);

  /** Puts the chosen values of a filter into the query, in the place of what it had of the field. */
  function choose(facet) {
    const { field } = facet.dataset;
    const kept = wordsOf(state.query).filter((word) => !word.startsWith(`${field}:`));
    while (kept[0] === "OR") kept.shift();
    while (kept.at(-1) === "OR") kept.pop();
    const values = [...facet.querySelectorAll("input:checked")].map(valueOf);
    const listable = values.every((value) => !value.includes(","));
    const terms = listable && values.length ? [`${field}:${quoted(values.join(","))}`] : values.map((value) => `${field}:${quoted(value)}`);
    const words = kept.map((word) => (/\s/u.test(word) && !/"/u.test(word) ? word.replace(/^((?:not:)?(?:\w+:)?)(.*)$/su, '$1"$2"') : word));
    change([...words, terms.join(" OR ")].filter(Boolean).join(" "), "push");
  }

  // ── Addresses: #red-lines is a claim, #?q=nato&sort=-date a question; back goes back ─────────

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
    return { query: asked.get("q") ?? "", order: asked.get("sort") ?? "", from: Math.max(Number(asked.get("from")) - 1, 0) || 0 };
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
    if (place < state.from || place >= state.from + span) state.from = Math.floor(place / span) * span;
    paint();
    remember("replace", location.hash);
    const there = list.children[place - state.from];
    there.classList.add("is-target");
    const details = there.querySelector("details");
    details.open = true;
    there.scrollIntoView();
    details.querySelector("summary").focus({ preventScroll: true });
    opened = claim;
  }

  /** Closes the claim that an address had opened, when one goes back from it. */
  function closed() {
    if (opened === null) return;
    const place = state.hits.indexOf(opened) - state.from;
    opened = null;
    const details = list.children[place]?.querySelector("details");
    if (details) details.open = false;
  }
  let opened = null;

  // ── A claim as the template draws it, where the page has too many to hold their HTML ─────────

  const SVG = "http://www.w3.org/2000/svg";

  /** An element with attributes and children; what is false, null or empty is left out. */
  function element(name, attributes, ...children) {
    const isDrawing = ["svg", "line", "circle", "rect"].includes(name);
    const made = isDrawing ? document.createElementNS(SVG, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (value !== null && value !== false && value !== "") made.setAttribute(key, value);
    }
    made.append(...children.flat(3).filter((child) => child !== null && child !== false && child !== ""));
    return made;
  }

  const aside = (text) => element("span", { class: "aside" }, text);
  const time = (date) => element("time", { datetime: date }, date);
  const named = (name, mark) => [name, ...(mark ? [" ", element("span", { class: "unnamed" }, mark.replace(/[()]/gu, ""))] : [])];
  const capitalized = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

  function link(text, href) {
    return href ? element("a", { href, rel: !href.startsWith("#") && "noopener noreferrer" }, text) : text;
  }

  function meter(percent) {
    return element("svg", { width: "100%", height: 6, "aria-hidden": "true" },
      element("rect", { class: "track", y: 2, width: "100%", height: 2 }),
      element("rect", { class: "mark", width: `${percent}%`, height: 6 }));
  }

  function article(one) {
    return [element("strong", null, one.publisher || one.id), ...(one.date ? [" · ", time(one.date)] : [])];
  }

  function row(claim) {
    const { confidence, speaker } = claim;
    const first = claim.source_name && `first in ${claim.source_name}`;
    const summary = element("summary", null,
      element("h3", null, claim.text),
      element("span", { class: "who" }, named(speaker.name || "nobody is credited", speaker.mark),
        element("span", { class: "via" }, first, first && claim.date && ", ", claim.date && time(claim.date))),
      element("span", { class: "sure" }, element("span", { class: "seen-by-readers-alone" }, "confidence "),
        confidence.word, confidence.number !== null && [` ${confidence.number}`, meter(confidence.number)],
        claim.status !== "active" && element("span", { class: "status" }, claim.status)));
    const details = element("details", null, summary);
    // What is below the row is drawn when it is opened: most rows never are.
    const fill = () => details.children.length === 1 && details.append(whole(claim));
    details.addEventListener("toggle", fill);
    details.fill = fill;
    return element("li", { class: "claim", id: claim.anchor }, details);
  }

  function part(kind, title, ...children) {
    return element("section", { class: kind }, element("h4", null, title), ...children);
  }

  function whole(claim) {
    const wordings = claim.wordings.toSorted((one, other) => Boolean(one.origin) - Boolean(other.origin));
    return element("div", { class: "whole" },
      element("div", { class: "middle" },
        wordings.length > 0 && part("wordings", "In which words, and where", element("ul", null, wordings.map(card))),
        claim.relations.map((relation) => part("relations", capitalized(relation.title),
          element("ul", null, relation.records.map((other) =>
            element("li", null, link(other.text, other.href), other.said_by && [" ", aside(other.said_by)]))))),
        claim.parts.map((kind) => part("parts", capitalized(kind.name), element("ul", null, kind.parts.map(told)))),
        claim.uncorrected.length > 0 && part("relations", "Still uncorrected in",
          element("ul", null, claim.uncorrected.map((carrier) =>
            element("li", null, article(carrier.article), carrier.doubt && [" ", aside(carrier.doubt)])))),
        claim.notes.map(([title, text]) => part("relations", capitalized(title), element("p", null, text)))),
      element("div", { class: "beside" },
        part("", "How it came here", element("ol", { class: "chain" }, chain(claim))),
        part("", "Particulars", particulars(claim)),
        element("p", { class: "self" }, link("Link to this claim", claim.href), " ", element("code", null, claim.id))));
  }

  function told(one) {
    return element("li", null,
      one.lead && [element("span", { class: one.is_verdict && "verdict" }, one.lead), " "],
      aside([one.by, one.date].filter(Boolean).join(", ")),
      one.details.map(([title, value]) => element("p", null, aside(title), " ", link(value.text, value.href))));
  }

  function card(wording) {
    const there = wording.article;
    const title = there.headline === there.id ? (there.url ? "the article" : "") : there.headline;
    const pieces = wording.pieces.flatMap((piece, place) => {
      const mark = { struck: "del", added: "ins" }[piece.fate];
      return [place > 0 && " ", mark ? element(mark, null, piece.text) : piece.text];
    });
    return element("li", { class: wording.origin ? "wording" : "wording is-origin" },
      element("header", null, article(there), wording.place && ` · ${wording.place}`,
        !wording.origin && [" ", element("span", { class: "origin" }, "origin")], element("br"),
        link(title, there.url), there.archived && [" ", link("archived copy", there.archived)]),
      pieces.length > 0 && element("blockquote", { lang: wording.language }, wording.quoted && "“", pieces, wording.quoted && "”"),
      element("p", { class: "aside" },
        wording.attribution ? ["credited to ", named(wording.attribution, wording.mark)] : "names no speaker there",
        wording.credited_now && [element("br"), element("del", null, wording.credited_before), " ", element("ins", null, wording.credited_now)],
        wording.verb && [element("br"), `verb: ${wording.verb}`], wording.terms && [element("br"), wording.terms]),
      wording.drift !== null && element("div", { class: "drift" }, element("span", null, "drift since the origin"),
        element("span", null, `${wording.drift} of 100`), meter(wording.drift)));
  }

  function particulars(claim) {
    const { confidence, principal, speaker } = claim;
    const rows = [["said by", [named(speaker.name || "nobody is credited", speaker.mark), speaker.details.length > 0 && [" ", aside(speaker.details.join(", "))]]]];
    if (principal) rows.push(["on behalf of", named(principal.name, principal.mark)]);
    rows.push(["confidence", [confidence.word, confidence.number !== null && [` ${confidence.number} `,
      aside(`of 100; ${confidence.word} is ${confidence.low} to ${confidence.high}`)]]]);
    rows.push(["origins", claim.origins_in_words]);
    for (const name of ["credibility", "kind", "topics", "date", "place", "context", "language", "status"]) {
      const value = [claim[name]].flat().join(", ");
      if (value) rows.push([name, value]);
    }
    return element("dl", { class: "particulars" }, rows.flatMap(([title, value]) => [element("dt", null, title), element("dd", null, value)]));
  }

  const DOT = 8;
  const MIDDLE = 16;
  const INDENT = 18;
  const DEEPEST = 7;

  /** The rows of a claim's chain; lines are found from the last row up, as in drawings.py. */
  function chain(claim) {
    const rows = [{ level: 0, kind: claim.speaker.unnamed ? "unnamed" : "said", says: named(claim.speaker.name || "nobody is credited", claim.speaker.mark) }];
    if (claim.source) rows.push({ level: 1, kind: "carried", says: [claim.source_name, " ", aside("first carried it")] });
    const above = rows.length;
    for (const step of claim.chain) {
      rows.push({
        level: Math.min(step.level + above, DEEPEST),
        kind: step.recorded ? "stated" : "passed",
        says: [article(step.article), step.place && ` ${step.place}`, !step.recorded && [" ", aside("not recorded there")]],
      });
    }
    const x = (level) => DOT + level * INDENT;
    const line = (x1, y1, x2, y2) => element("line", { class: "wire", x1, y1, x2, y2 });
    let hanging = [];
    for (const one of rows.toReversed()) {
      const { level } = one;
      one.lines = hanging.filter((on) => on < level).map((on) => line(x(on), 0, x(on), "100%"));
      if (level) one.lines.push(line(x(level - 1), 0, x(level - 1), MIDDLE), line(x(level - 1), MIDDLE, x(level), MIDDLE));
      if (hanging.includes(level)) one.lines.push(line(x(level), MIDDLE, x(level), "100%"));
      hanging = [...hanging.filter((on) => on < level - 1), level - 1];
    }
    return rows.map((one) => element("li", null,
      element("svg", { width: x(one.level) + DOT, "aria-hidden": "true" }, one.lines,
        element("circle", { class: `dot dot-${one.kind}`, cx: x(one.level), cy: MIDDLE, r: 5 })),
      element("p", null, one.says)));
  }

  // ── What people do ───────────────────────────────────────────────────────────────────────────

  box.addEventListener("input", () => change(box.value, "replace"));
  box.addEventListener("change", () => remember("push"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(box.value, "push");
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
  for (const facet of section.querySelectorAll(".facets details")) {
    facet.addEventListener("change", () => choose(facet));
    facet.addEventListener("toggle", () => {
      if (!facet.open) return;
      paintCounts(facet);
      for (const other of section.querySelectorAll(".facets details[open]")) other.open = other === facet;
    });
  }
  document.addEventListener("click", (event) => {
    for (const facet of section.querySelectorAll(".facets details[open]")) {
      if (!facet.contains(event.target)) facet.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const facet = section.querySelector(".facets details[open]");
    if (event.key === "Escape" && facet) {
      facet.open = false;
      facet.querySelector("summary").focus();
    } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest("input, select, textarea")) {
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
  pager.querySelectorAll("button").forEach((button, number) => button.addEventListener("click", () => turn(number ? span : -span)));
  window.addEventListener("popstate", follow);

  for (const label of document.querySelectorAll("[data-query]")) {
    const button = element("button", { type: "button" }, label.textContent);
    button.addEventListener("click", () => {
      const [, field, value] = /^([^:]*):(.*)$/su.exec(label.dataset.query);
      change(`${field}:${quoted(value)}`, "push");
      own("claims").scrollIntoView();
      own("claims").focus({ preventScroll: true });
    });
    label.replaceChildren(button);
  }

  find(".download").addEventListener("click", () => {
    const records = JSON.parse(own("download").textContent);
    const file = new Blob([`${JSON.stringify(records, null, 1)}\n`], { type: "application/json" });
    const address = URL.createObjectURL(file);
    element("a", { href: address, download: "claims.json" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });

  // On paper all hits stand, each open.
  let wasOpen = [];
  window.addEventListener("beforeprint", () => {
    if (claims) list.replaceChildren(...state.hits.map(rowOf));
    const all = [...list.querySelectorAll(":scope > .claim > details")];
    wasOpen = all.filter((details) => details.open);
    for (const details of all) {
      details.fill?.();
      details.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of list.querySelectorAll(":scope > .claim > details")) details.open = wasOpen.includes(details);
    paint();
  });

  for (const [value, text] of [["", "as in the data"], ...data.sorts.flatMap((one) => [[one.field, `${one.title}, up`], [`-${one.field}`, `${one.title}, down`]])]) {
    order.append(element("option", { value }, text));
  }
  find(".tools").hidden = false;
  find(".download").hidden = false;
  follow();
})();
