/* What the page holds for its script.

   The script of a page of claims is plain JavaScript that no tool has built. Its files follow each
   other in one script, within an async function, so that a file knows what those before it have.
   Text of data reaches the page by `textContent` and `setAttribute` alone: no text is markup. */

// Ids of the page's own elements begin with a blank of Unicode, which no claim's id has.
const own = (name) => document.getElementById(`\u00a0${name}`);
const held = (name) => JSON.parse(own(name).textContent);

/** The JSON that is held as gzip in base64, where claims are too many to stand as they are. */
async function unpacked(name) {
  if (!globalThis.DecompressionStream) {
    document.querySelector(".waiting").textContent =
      "This browser cannot unpack so many claims. Browsers from 2023 on can: open the page in one.";
    throw new Error("there is no DecompressionStream");
  }
  const text = atob(own(name).textContent);
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
  const unzipping = new DecompressionStream("gzip");
  const writer = unzipping.writable.getWriter();
  writer.write(bytes);
  writer.close();
  return JSON.parse(await textOf(unzipping.readable));
}

/** The text of a stream of UTF-8. Chunk by chunk takes half the time of a `Response`. */
async function textOf(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
}

const packed = own("packed") && (await unpacked("packed"));

/** What is made when it is first asked for, and then kept. */
function lazily(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

/** What gives the value at a place of a column, or null: columns.py says what a column is. */
function column(of) {
  if (Array.isArray(of)) return (place) => of[place] ?? null;
  if (typeof of === "number") return column(packed.columns[of]);
  if (of.known) {
    const numbers = column(of.numbers);
    return (place) => of.known[numbers(place)] ?? null;
  }
  if (of.lengths !== undefined) return columnOfLists(column(of.lengths), column(of.items));
  const columns = Object.entries(of.fields).map(([name, one]) => [name, column(one)]);
  return (place) => {
    const there = columns.map(([name, at]) => [name, at(place)]);
    const known = there.filter(([, value]) => value !== null);
    return known.length ? Object.fromEntries(known) : null;
  };
}

function columnOfLists(lengths, items) {
  const starts = [0]; // of the lists among the items, as far as was asked
  return (place) => {
    for (let last = starts.length - 1; last < place; last += 1) {
      starts.push(starts[last] + (lengths(last) ?? 0));
    }
    const length = lengths(place);
    return length === null
      ? null
      : Array.from({ length }, (_, number) => items(starts[place] + number));
  };
}

/** The first values of a column. */
function listOf(of, length) {
  const at = column(of);
  return Array.from({ length }, (_, place) => at(place));
}

// `data` is what is searched: of claims it has columns. `drawn` are the claims that the script draws,
// where they do not stand in the page. The records are for download.
const data = packed ? packed.data : held("data");
const ids = listOf(data.ids, data.count);
const ofClaims = (of) => listOf(of, ids.length);
const drawn = packed && {
  ...packed.drawn,
  claims: column(packed.drawn.claims),
  Article: column(packed.drawn.Article),
  Speaker: column(packed.drawn.Speaker),
  Confidence: column(packed.drawn.Confidence),
};

function records() {
  if (!packed) return held("download");
  const sections = Object.entries(packed.sections);
  return {
    ...packed.file,
    ...Object.fromEntries(sections.map(([name, [length, of]]) => [name, listOf(of, length)])),
  };
}
