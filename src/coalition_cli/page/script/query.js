/* Words and terms → which claims they find, and what is to be said of them: as for the command
   `coalition claims`. */

/** A field with what the page leaves out: values that say nothing, and ids as values. */
function completed(field) {
  const isId = field.kind === "id";
  const known = lazily(() => (isId ? ids.map((id) => [spelled(id)]) : (field.known ?? [])));
  const values = lazily(() =>
    isId
      ? ids.map((_, number) => [number])
      : field.values === undefined
        ? []
        : ofClaims(field.values),
  );
  return {
    column: null,
    ...field,
    get known() {
      return known();
    },
    get values() {
      return values();
    },
  };
}
const fields = data.fields.map(completed);

/** The words of a query; blanks within quotation marks part nothing. A phrase keeps its marks. */
function wordsOf(query) {
  const found = query.match(/(?:[^\s"']|(?<=[^\s:])'|"[^"]*"?|'[^']*'?)+/gu) ?? [];
  return found.map((word) =>
    /^(?:not:)?"[^"]*"$/u.test(word)
      ? word
      : word.replace(/"([^"]*)"?|(?<=^|:)'([^']*)'?/gu, (_, double, single) => double ?? single),
  );
}

/** The words of a query in groups: `OR` stands between the words of one. */
function groupsOf(query) {
  const groups = [];
  let joins = false;
  for (const word of wordsOf(query)) {
    if (word === "OR") {
      joins = groups.length > 0;
      continue;
    }
    if (joins) groups.at(-1).push(word);
    else groups.push([word]);
    joins = false;
  }
  return groups;
}

/** A word as it stands in a query: in quotation marks if it has blanks. */
function written(word) {
  const [, before, value] = /^((?:not:)?(?:[A-Za-z_]\w*:)?)(.*)$/su.exec(word);
  if (!/[\s"']/u.test(value) || /^"[^"]*"$/u.test(value)) return word;
  return value.includes('"') ? `${before}'${value}'` : `${before}"${value}"`;
}

const asQuery = (groups) => groups.map((group) => group.map(written).join(" OR ")).join(" ");

/** What is asked: groups, of each of which one term has to hold, and what is to be said of it. */
function questionOf(query) {
  const notes = [];
  const groups = groupsOf(query)
    .map((group) => group.map((word) => termOf(word, notes)).filter(Boolean))
    .filter((group) => group.length > 0);
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
    holds = searching(everything(), rest.slice(1, -1), negated, notes);
  } else if (!comparison) {
    holds = searching(everything(), rest, negated, notes);
  } else {
    const name = comparison[1].toLowerCase();
    const field = fields.find((one) => one.names.includes(name));
    if (!field) {
      notes.push(
        `There is no field ‘${name}’. The fields: ${fields.map((one) => one.names.at(-1)).join(", ")}.`,
      );
      return null;
    }
    if (!comparison[2]) return null;
    holds = comparing(field, comparison[2], negated, notes);
  }
  return holds && (negated ? (claim) => !holds(claim) : holds);
}

// With a blank at each end, so that a word of a text stands between two.
const between = (text) => ` ${text} `;
const everything = lazily(() => {
  const columns = data.search.map(column);
  return ids.map((_, claim) => between(columns.map((at) => at(claim) ?? "").join(data.between)));
});

/** A test for words in texts. A word that no text has is taken as a beginning, as one types. */
function searching(texts, words, negated, notes) {
  const phrases = readings(words);
  if (!phrases.length) {
    notes.push(`‘${words}’ cannot be searched for: it has no letter, digit or sign.`);
    return () => false;
  }
  const having = (end) =>
    texts.map((text) => phrases.some((phrase) => text.includes(` ${phrase}${end}`)));
  let found = having(words.endsWith("*") ? "" : " ");
  if (!words.endsWith("*") && !negated && !found.includes(true)) {
    const begun = having("");
    if (begun.includes(true)) {
      notes.push(`No claim has the word ‘${words}’; these have words that begin so.`);
      found = begun;
    }
  }
  return (claim) => found[claim];
}

/** The folded text that each claim has in a field: in its column, or as values that recur. */
function textsOf(field) {
  field.texts ??=
    field.column !== null
      ? ofClaims(data.search[field.column]).map((text) => between(text ?? ""))
      : ids.map((_, claim) => {
          const numbers = field.known.length ? (field.values[claim] ?? []) : [];
          return between(numbers.map((number) => field.known[number][0]).join(data.between));
        });
  return field.texts;
}

function comparing(field, value, negated, notes) {
  const told = field.values.length > 0 || field.column === null ? field.values : textsOf(field);
  const known = (claim) => {
    const there = told[claim] ?? "";
    if (Array.isArray(there)) return there.length > 0;
    return String(there).trim() !== "" && !(field.kind === "words" && there === false);
  };
  if (value === "*") return known;
  switch (field.kind) {
    case "words": {
      const tests = listed(value).map((one) => searching(textsOf(field), one, negated, notes));
      return (claim) => tests.some((test) => test(claim));
    }
    case "id":
    case "value":
      return havingValue(field, value, negated, notes);
    case "flag":
      return havingFlag(field, value, notes);
    default:
      return within(field, value, notes);
  }
}

/** The texts of a comma list; the comma of 1,000 separates nothing. */
const listed = (value) =>
  value
    .split(/,(?!\d{3}(?!\d))|(?<!\d),/u)
    .map((one) => one.trim())
    .filter(Boolean);

function havingValue(field, value, negated, notes) {
  const numbers = new Set();
  const isWhole = field.known.some((spellings) => spellings.includes(spelled(value)));
  for (const one of isWhole
    ? [value]
    : value
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean)) {
    const exact = spelled(one);
    const begun = one.replace(/\*$/u, "");
    const beginning = spelled(begun) + (/\s$/u.test(begun) ? " " : "");
    const matching = (test) =>
      field.known.flatMap((spellings, number) => (spellings.some(test) ? [number] : []));
    let found = matching((spelling) => spelling === exact);
    if (!found.length && (one.endsWith("*") || !negated)) {
      found = matching((spelling) => spelling.startsWith(beginning));
      if (!one.endsWith("*") && found.length)
        notes.push(`No ${field.names.at(-1)} is ‘${one}’; these begin so.`);
    }
    if (!found.length) notes.push(`No claim has the ${field.names.at(-1)} ‘${one}’.`);
    for (const number of found) numbers.add(number);
  }
  return (claim) => [field.values[claim]].flat().some((number) => numbers.has(number));
}

function havingFlag(field, value, notes) {
  const means = (one, word) =>
    one.endsWith("*") ? word.startsWith(one.slice(0, -1)) : word === one;
  const wanted = value
    .toLowerCase()
    .split(",")
    .flatMap((one) => ["true", "false"].filter((word) => means(one, word)));
  if (!wanted.length) {
    notes.push(`${field.names.at(-1)} is true or false.`);
    return null;
  }
  return (claim) => wanted.includes(String(field.values[claim]));
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
    if (least[0] !== null && most[1] !== null && least[0] > most[1])
      notes.push(`The range ${one} of ${field.names.at(-1)} ends before it begins.`);
    ranges.push([least[0], most[1]]);
  }
  return (claim) => {
    const there = field.values[claim] ?? null;
    if (there === null) return false;
    const [first, last] = Array.isArray(there) ? there : [there, there];
    return ranges.some(
      ([low, high]) => (low === null || last >= low) && (high === null || first <= high),
    );
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
  for (let claim = 0; claim < ids.length; claim += 1) {
    if (question.groups.every((group) => group.some((holds) => holds(claim)))) hits.push(claim);
  }
  return hits;
}

/** Hits in the order of a field, `-` before it for the other way round; unknown ones come last. */
function inOrder(hits, key) {
  const sorting = data.sorts.find((one) => one.field === key.replace(/^-/u, ""));
  if (!sorting) return hits;
  const ranks = ofClaims(sorting.ranks);
  const way = key.startsWith("-") ? -1 : 1;
  return hits.toSorted((one, other) => {
    if (ranks[one] === ranks[other]) return one - other;
    if (ranks[one] === null || ranks[other] === null) return ranks[one] === null ? 1 : -1;
    return way * (ranks[one] - ranks[other]);
  });
}
