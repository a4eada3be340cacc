// Text: folding for the search, edit distance, cells of a CSV file.

const LETTERS = { đ: "d", ð: "d", ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe" };

/** Fold a name as `geo.names` does: no case, no diacritics, dashes and quotes plain. */
export function fold(text) {
  let folded = "";
  for (const character of String(text).toLowerCase().normalize("NFKD")) {
    const code = character.codePointAt(0);
    if (code >= 0x1780 && code <= 0x17ff) folded += character;
    else if (/\p{M}/u.test(character) || /\p{Cf}/u.test(character)) continue;
    else if (LETTERS[character]) folded += LETTERS[character];
    else if (/[\p{L}\p{N}]/u.test(character)) folded += character;
    else folded += " ";
  }
  return folded.replace(/\s+/g, " ").trim();
}

/** Return the edit distance (with swapped neighbours) of two words, or `max + 1` if above it. */
export function distance(a, b, max) {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > max) return max + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}

/** Return a value as a CSV cell that no spreadsheet takes for a formula. */
export function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  let text = Array.isArray(value) ? value.join("; ") : String(value);
  if (/^[\s]*[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Return a text with a capital at its beginning, as a title has. */
export function capital(text) {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}

/** Return a text as a file name. */
export function fileName(text) {
  return fold(text).replaceAll(" ", "-").slice(0, 60) || "atlas";
}

/** Return where the words stand in a text, folded: `[[start, end], …]`, in order, apart. */
export function occurrences(text, words) {
  const starts = [];
  let folded = "";
  let offset = 0;
  for (const character of text) {
    const piece = /\s/.test(character) ? " " : fold(character);
    for (let i = 0; i < piece.length; i += 1) starts.push(offset);
    folded += piece;
    if (!piece && !/\p{M}/u.test(character)) {
      folded += " ";
      starts.push(offset);
    }
    offset += character.length;
  }
  starts.push(offset);
  const found = [];
  for (const word of words) {
    const key = fold(word);
    if (key.length < 2) continue;
    for (let at = folded.indexOf(key); at >= 0; at = folded.indexOf(key, at + 1)) {
      const edge = (c) => c === undefined || !/[\p{L}\p{N}]/u.test(c);
      if (edge(folded[at - 1]) && edge(folded[at + key.length])) {
        found.push([starts[at], starts[at + key.length]]);
      }
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter((span, i) => i === 0 || span[0] >= Math.max(...found.slice(0, i).map((s) => s[1])));
}
