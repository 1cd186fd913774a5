/* What the page holds for its script.

   The script of a page of claims is plain JavaScript that no tool has built. Its files follow each
   other in one script, within an async function, so that a file knows what those before it have.
   Text of data reaches the page by `textContent` and `setAttribute` alone: no text is markup. */

// Ids of the page's own elements begin with a blank of Unicode, which no claim's id has.
const own = (name) => document.getElementById(`\u00a0${name}`);
const held = (name) => JSON.parse(own(name).textContent);

/** The JSON that is held as gzip in base64, where claims are too many to stand as they are. */
async function unpacked(name) {
  const bytes = Uint8Array.from(atob(own(name).textContent), (one) => one.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain).json();
}

// `data` is what is searched, `drawn` are the claims that the script draws, where they do not
// stand in the page. The records are for download.
const packed = own("packed") && (await unpacked("packed"));
const data = packed ? packed.data : held("data");
const drawn = packed?.drawn;
const records = () => (packed ? packed.download : held("download"));
