import Anser from "anser";

export type StyledText = { text: string; color: string | null; bold: boolean; dim: boolean };

/** The sixteen colours of a terminal in tokens that can be read in both themes. */
const COLOURS: Record<string, string> = {
  "ansi-red": "var(--bad)",
  "ansi-green": "var(--good)",
  "ansi-yellow": "var(--undecided)",
  "ansi-blue": "var(--series-1)",
  "ansi-magenta": "var(--series-4)",
  "ansi-cyan": "var(--accent)",
  "ansi-black": "var(--muted)",
};

/** Control characters have no glyph; tabs stay. */
const CONTROL = /\p{Cc}/gu;
const printable = (text: string) => text.replaceAll(CONTROL, (sign) => (sign === "\t" ? sign : ""));

/** A progress bar overwrites its line; what stands last is what the terminal showed. */
export function lastOverwrite(text: string): string {
  const parts = text.split("\r").filter((part) => part !== "");
  return parts.at(-1) ?? "";
}

export function readAnsi(text: string): StyledText[] {
  const shown = lastOverwrite(text);
  return Anser.ansiToJson(shown, { use_classes: true, remove_empty: true }).map((part) => ({
    text: printable(part.content),
    color: COLOURS[part.fg?.replace("bright-", "") ?? ""] ?? null,
    bold: part.decorations.includes("bold"),
    dim: part.decorations.includes("dim"),
  }));
}
