/**
 * What a server is told to put around the words that it has found. Characters for private use, of the last plane, where no
 * font of icons lies: whatever an article says, nothing of it is taken for a mark, and none of it for HTML.
 */
export const START = "\u{10FFF0}";
export const END = "\u{10FFF1}";

const LETTER = /[\p{L}\p{M}\p{N}]/u;
const SPACE = /\s/;

/**
 * A text with marks as pieces. A mark goes on to the end of its word, of which a server marks what was typed, and leaves
 * out the signs around it, which a server may take for a part of it.
 */
export function piecesOf(text) {
  return joined(markedPieces(text).flatMap((piece) => (piece.matched ? withoutSigns(piece.text) : [piece])));
}

function withoutSigns(text) {
  const [, before, word, after] = text.match(/^([^\p{L}\p{M}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/su);
  const pieces = [
    { text: before, matched: false },
    { text: word, matched: true },
    { text: after, matched: false },
  ];
  return pieces.filter((piece) => piece.text);
}

function markedPieces(text) {
  const pieces = [];
  let matched = false;
  let isEnding = false;
  const add = (letter) => {
    const last = pieces.at(-1);
    if (last?.matched === matched) last.text += letter;
    else pieces.push({ text: letter, matched });
  };
  for (const letter of String(text ?? "")) {
    if (letter === START) {
      matched = true;
      isEnding = false;
    } else if (letter === END) {
      isEnding = matched;
    } else {
      if (isEnding && !LETTER.test(letter)) matched = isEnding = false;
      add(SPACE.test(letter) ? " " : letter);
    }
  }
  return pieces;
}

/** The pieces without marks, as one text. */
export function textOf(pieces) {
  return pieces.map(({ text }) => text).join("");
}

/** How many different words are marked. */
export function wordsMarked(pieces) {
  return new Set(pieces.filter(({ matched }) => matched).map(({ text }) => folded(text))).size;
}

/** At most `length` characters of a passage, from a little before its first mark on, cut between words. */
export function shortened(pieces, length) {
  const whole = textOf(pieces);
  const letters = [...whole];
  const first = pieces.findIndex(({ matched }) => matched);
  const before = first > 0 ? [...textOf(pieces.slice(0, first))].length : 0;
  // What a server gives seldom begins with a sentence or ends with one.
  const isInside = /^[\p{Ll}\p{Lo}]/u.test(whole) && first >= 0;
  const isCut = first >= 0 && !/[.!?…。！？"”»)]$/.test(whole.trimEnd());
  let start = 0;
  if (letters.length > length && before > length / 3) {
    start = Math.min(before - Math.floor(length / 3), letters.length - length);
    const space = letters.findIndex((letter, at) => at >= start && at < before && letter === " ");
    if (space >= 0) start = space + 1;
  }
  let end = Math.min(letters.length, start + length);
  if (end < letters.length) {
    const space = letters.lastIndexOf(" ", end);
    if (space > start) end = space;
  }
  const cut = between(pieces, start, end);
  if (cut.length && (start > 0 || isInside)) cut.unshift({ text: "… ", matched: false });
  if (cut.length && (end < letters.length || isCut)) cut.push({ text: " …", matched: false });
  return joined(cut);
}

function between(pieces, start, end) {
  let at = 0;
  return pieces.flatMap(({ text, matched }) => {
    const letters = [...text];
    const part = letters.slice(Math.max(0, start - at), Math.max(0, end - at)).join("");
    at += letters.length;
    return part ? [{ text: part, matched }] : [];
  });
}

function joined(pieces) {
  return pieces.reduce((list, piece) => {
    const last = list.at(-1);
    if (last?.matched === piece.matched) last.text += piece.text;
    else list.push({ ...piece });
    return list;
  }, []);
}

/** A word without case and accents, by which words that were typed are compared with those that were found. */
export function folded(word) {
  return word.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("đ", "d");
}
