import { createHash } from "node:crypto";

/** Names a source text so that overlap is found without reading texts: case and white space make no difference. */
export function sourceHash(source: string): string {
  const normalised = source.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
  return createHash("sha256").update(normalised, "utf8").digest("hex");
}
