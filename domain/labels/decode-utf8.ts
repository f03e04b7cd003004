import type { LabelProblem } from "./label-problem";

const LINE_FEED = 0x0a;
const ZIP_OR_BINARY = 0x00;
const SAVE_AS = "Save it again as UTF-8.";

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** No byte of a longer UTF-8 sequence is a line feed, so each line can be judged by itself. */
function findBadLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line++) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    if (!isUtf8(bytes.subarray(start, end)) || found === -1) return line;
    start = end + 1;
  }
}

/** The text of a file, or the line that is not UTF-8. A byte-order mark is taken off. */
export function decodeUtf8(bytes: Uint8Array): string | LabelProblem {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { row: null, column: null, what: "The file is UTF-16.", remedy: SAVE_AS };
  }
  if (!isUtf8(bytes)) {
    const what = `Line ${findBadLine(bytes)} of the file is not UTF-8; it may be Windows-1252 or a spreadsheet's own format.`;
    return { row: null, column: null, what, remedy: SAVE_AS };
  }
  if (bytes.includes(ZIP_OR_BINARY)) {
    return { row: null, column: null, what: "The file holds zero bytes, so it is no text.", remedy: SAVE_AS };
  }
  return new TextDecoder("utf-8").decode(bytes);
}
