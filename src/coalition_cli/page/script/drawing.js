/* A claim → elements, as claim.html.jinja has them: for a page of so many claims that their HTML does
   not stand in it. */

/** A claim with the values that the page leaves out as they say nothing, or has once for many. */
function claimAt(number) {
  const { Article, Confidence, Speaker, empty } = drawn;
  const filled = (kind, value) => ({ ...empty[kind], ...value });
  const claim = filled("Claim", drawn.claims(number));
  const withArticle = (kind) => (value) => ({
    ...filled(kind, value),
    article: filled("Article", Article(value.article)),
  });
  const part = (value) => ({
    ...filled("Part", value),
    details: (value.details ?? []).map(([title, link]) => [title, filled("Link", link)]),
  });
  return {
    ...claim,
    anchor: claim.id,
    href: `#${encodeURIComponent(claim.id)}`,
    origins_in_words: drawn.texts[claim.origins_in_words],
    source_name: drawn.texts[claim.source_name],
    speaker: filled("Speaker", Speaker(claim.speaker)),
    principal: claim.principal === null ? null : filled("Speaker", Speaker(claim.principal)),
    confidence: filled("Confidence", Confidence(claim.confidence)),
    chain: claim.chain.map(withArticle("Step")),
    wordings: claim.wordings.map(withArticle("Wording")).map((wording) => ({
      ...wording,
      pieces: wording.pieces.map((piece) => filled("Piece", piece)),
    })),
    relations: claim.relations.map((relation) => ({
      ...filled("Relation", relation),
      records: relation.records.map((other) => filled("Related", other)),
    })),
    parts: claim.parts.map((kind) => ({ ...kind, parts: kind.parts.map(part) })),
    uncorrected: claim.uncorrected.map(withArticle("Carrier")),
  };
}

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; what is false, null or empty is left out. */
function element(name, attributes, ...children) {
  const isDrawing = ["svg", "line", "circle", "rect"].includes(name);
  const made = isDrawing ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== false && value !== "") made.setAttribute(key, value);
  }
  made.append(
    ...children.flat(3).filter((child) => child !== null && child !== false && child !== ""),
  );
  return made;
}

// The page's own words are English. In a page in another language they are marked, and so are words
// of the data within them.
const { lang } = document.documentElement;
const [ours, theirs] = /^en(?:-|$)/iu.test(lang) ? [null, null] : ["en", lang];

const aside = (...texts) => element("span", { class: "aside" }, ...texts);
const isolated = (name) => element("bdi", { lang: theirs }, name);
const time = (date) => element("time", { datetime: date }, date);
const named = (name, mark) => [
  isolated(name),
  ...(mark
    ? [" ", element("span", { class: "unnamed", lang: ours }, mark.replace(/[()]/gu, ""))]
    : []),
];
const capitalized = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

function link(text, href) {
  return href
    ? element("a", { href, rel: !href.startsWith("#") && "noopener noreferrer" }, text)
    : text;
}

function meter(percent) {
  return element(
    "svg",
    { width: "100%", height: 6, "aria-hidden": "true" },
    element("rect", { class: "track", y: 2, width: "100%", height: 2 }),
    element("rect", { class: "mark", width: `${percent}%`, height: 6 }),
  );
}

const credited = ({ name, mark }) => (name ? named(name, mark) : "nobody is credited");

function article(one) {
  return [
    element("strong", { lang: theirs }, one.publisher || one.id),
    ...(one.date ? [" · ", time(one.date)] : []),
  ];
}

function headline(one) {
  return link(one.headline === one.id ? one.url && "the article" : one.headline, one.url);
}

/** Gives a row what stands below it when it is opened: most rows never are. */
function fillLater(details, below) {
  details.fill = () => details.children.length === 1 && details.append(below());
  details.addEventListener("toggle", details.fill);
}

function row(claim) {
  const { confidence, speaker } = claim;
  const first = claim.source_name && ["first in ", isolated(claim.source_name)];
  const summary = element(
    "summary",
    null,
    element("h3", null, claim.text),
    element(
      "span",
      { class: "who", lang: ours },
      credited(speaker),
      element(
        "span",
        { class: "via" },
        first,
        first && claim.date && ", ",
        claim.date && time(claim.date),
      ),
    ),
    element(
      "span",
      { class: "sure", lang: ours },
      element("span", { class: "seen-by-readers-alone" }, "confidence "),
      confidence.word,
      confidence.number !== null && [` ${confidence.number}`, meter(confidence.number)],
      claim.status !== "active" && element("span", { class: "status" }, claim.status),
    ),
  );
  const details = element("details", null, summary);
  fillLater(details, () => whole(claim));
  return element("li", { class: "claim", id: claim.anchor }, details);
}

function part(kind, title, ...children) {
  return element("section", { class: kind }, element("h4", null, title), ...children);
}

function whole(claim) {
  const wordings = claim.wordings.toSorted(
    (one, other) => Boolean(one.origin) - Boolean(other.origin),
  );
  return element(
    "div",
    { class: "whole", lang: ours },
    element(
      "div",
      { class: "middle" },
      wordings.length > 0 &&
        part("wordings", "In which words, and where", element("ul", null, wordings.map(card))),
      claim.relations.map((relation) =>
        part(
          "relations",
          capitalized(relation.title),
          element(
            "ul",
            null,
            relation.records.map((other) =>
              element(
                "li",
                { lang: theirs },
                link(other.text, other.href),
                other.said_by && [" ", aside(other.said_by)],
              ),
            ),
          ),
        ),
      ),
      claim.parts.map((kind) =>
        part("parts", capitalized(kind.name), element("ul", null, kind.parts.map(told))),
      ),
      claim.uncorrected.length > 0 &&
        part(
          "relations",
          "Still uncorrected in",
          element(
            "ul",
            null,
            claim.uncorrected.map((carrier) =>
              element(
                "li",
                null,
                article(carrier.article),
                " ",
                headline(carrier.article),
                carrier.doubt && [" ", aside(carrier.doubt)],
              ),
            ),
          ),
        ),
      claim.notes.map(([title, text]) =>
        part("relations", capitalized(title), element("p", { lang: theirs }, text)),
      ),
    ),
    element(
      "div",
      { class: "beside" },
      part("", "How it came here", element("ol", { class: "chain" }, chain(claim))),
      part("", "Particulars", particulars(claim)),
      element(
        "p",
        { class: "self" },
        link("Link to this claim", claim.href),
        " ",
        element("code", null, claim.id),
      ),
    ),
  );
}

function told(one) {
  return element(
    "li",
    null,
    one.lead && [element("span", { class: one.is_verdict && "verdict" }, one.lead), " "],
    aside(one.by && isolated(one.by), one.by && one.date && ", ", one.date && time(one.date)),
    one.details.map(([title, value]) =>
      element("p", null, aside(title), " ", link(value.text, value.href)),
    ),
  );
}

/** Whom an article credits, beside whom the origin credits if that is somebody else. */
function creditedIn(wording) {
  if (wording.credited_now) {
    const { credited_before: before, credited_now: now } = wording;
    return ["credited to ", element("del", null, before), " ", element("ins", null, now)];
  }
  return wording.attribution
    ? ["credited to ", named(wording.attribution, wording.mark)]
    : "names no speaker there";
}

function card(wording) {
  const there = wording.article;
  const pieces = wording.pieces.map((piece) => {
    const mark = { struck: "del", added: "ins" }[piece.fate];
    const [before, words, after] = mark ? /^(\s*)(.*?)(\s*)$/su.exec(piece.text).slice(1) : [];
    return mark ? [before, element(mark, null, words), after] : piece.text;
  });
  return element(
    "li",
    { class: wording.origin ? "wording" : "wording is-origin" },
    element(
      "header",
      null,
      article(there),
      wording.place && ` · ${wording.place}`,
      !wording.origin && [" ", element("span", { class: "origin" }, "origin")],
      element("br"),
      headline(there),
      there.archived && [" ", link("archived copy", there.archived)],
    ),
    pieces.length > 0 &&
      element(
        "blockquote",
        { lang: wording.language || theirs },
        wording.quoted && "“",
        pieces,
        wording.quoted && "”",
      ),
    wording.note && element("p", { class: "aside" }, wording.note),
    element(
      "p",
      { class: "aside" },
      creditedIn(wording),
      wording.verb && [element("br"), `verb: ${wording.verb}`],
      wording.terms && [element("br"), wording.terms],
    ),
    wording.drift !== null &&
      element(
        "div",
        { class: "drift" },
        element("span", null, "drift since the origin"),
        element("span", null, `${wording.drift} of 100`),
        meter(wording.drift),
      ),
  );
}

function particulars(claim) {
  const { confidence, principal, speaker } = claim;
  const rows = [
    [
      "said by",
      [credited(speaker), speaker.details.length > 0 && [" ", aside(speaker.details.join(", "))]],
    ],
  ];
  if (principal) rows.push(["on behalf of", named(principal.name, principal.mark)]);
  rows.push([
    "confidence",
    [
      confidence.word,
      confidence.number !== null && [
        ` ${confidence.number} `,
        aside(`of 100; ${confidence.word} is ${confidence.low} to ${confidence.high}`),
      ],
    ],
  ]);
  rows.push(["origins", claim.origins_in_words]);
  for (const name of [
    "credibility",
    "kind",
    "topics",
    "date",
    "place",
    "context",
    "language",
    "status",
  ]) {
    const value = [claim[name]].flat().join(", ");
    if (value) rows.push([name, value]);
  }
  return element(
    "dl",
    { class: "particulars" },
    rows.flatMap(([title, value]) => [element("dt", null, title), element("dd", null, value)]),
  );
}
