/** What XML 1.0 cannot hold has no place in a file of it. */
const HELD_BY_NONE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

export const xmlText = (text: string): string => text.replace(HELD_BY_NONE, "\ufffd");

export const escapeXml = (text: string): string =>
  xmlText(text).replace(
    /[<>&"']/g,
    (sign) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" })[sign] ?? "&#39;",
  );
