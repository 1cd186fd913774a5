/* How a query is folded: as the program folds the texts that it searches. */

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
    const isAddress =
      separator === "." &&
      parts.length === 4 &&
      parts.every((part) => part[0] !== "0" && part <= 255);
    return whole[0] === "0" || isAddress ? whole : whole.replace(/\D/gu, "");
  });
}

/** The words of a text with single blanks between them, as the page has those of its claims. */
function folded(text) {
  const parted = text.replace(/\p{So}+/gu, " $& ").replace(/\p{Nd}(?=\p{No})/gu, "$& ");
  let bare = "";
  for (const letter of parted
    .toLowerCase()
    .normalize("NFKD")
    .toLowerCase()
    .replace(letters.gone, "")) {
    bare += letters.others[letter] ?? letter;
  }
  const spaced = bare.replace(letters.gaps, " ").normalize("NFC").replace(letters.alone, " $& ");
  return (spaced.match(/[a-z0-9\u0080-\u{10ffff}]+/gu) ?? [])
    .join(" ")
    .replace(/[\s\u00a0]+/gu, " ")
    .trim();
}

/** What a text may be read as: a number with separators is one word or several. */
function readings(text) {
  const open = folded(joined(text, SURE).replace(/[\u200b\u200c]/gu, " "));
  const unbroken = text
    .replace(/(?<=\p{L})[-‐‑]\s+(?=\p{L})/gu, "")
    .replace(/[\u200b\u200c]/gu, "");
  const closed = folded(joined(unbroken, `${SURE}${POINTS} `));
  const words = [...new Set([open, closed])].filter(Boolean);
  return words.length ? words : [signs(text)].filter(Boolean);
}

/** The signs of a text, which count if it has no word: + and § and 🎉. */
function signs(text) {
  const found = text.normalize("NFKC").match(/[\p{S}&@†‡※#%§¶‰‱]/gu) ?? [];
  const wide = (sign) =>
    sign < "\u0080" ? String.fromCodePoint(sign.codePointAt(0) + 0xfee0) : sign;
  return found.map(wide).join(" ");
}

/** A text in small letters, where ß is ss and a sigma at the end a sigma: Unicode's case folding. */
const caseless = (text) => text.toUpperCase().toLowerCase().replaceAll("ς", "σ");

/** The form that an id or a name shares with its other spellings. */
function spelled(text) {
  return text
    .replace(/[\p{Default_Ignorable_Code_Point}\u0640]/gu, "")
    .replace(/[’‘‚‛ʼʹʻʽ′´᾽＇`]/gu, "'")
    .replace(/[“”„‟«»‹›″＂]/gu, '"')
    .replace(/[‐‑‒–—―−﹘﹣－]/gu, "-")
    .normalize("NFC")
    .replace(/[^ı]+/gu, caseless)
    .normalize("NFC")
    .trim()
    .replace(/\s+/gu, " ");
}
