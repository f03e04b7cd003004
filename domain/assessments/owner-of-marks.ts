import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Whose marks wait in a browser, without saying who that is: told by the key that seals them, the same on both sides. */
export const ownerOfMarks = (localKey: string): string =>
  bytesToHex(sha256(utf8ToBytes(`owner ${localKey}`))).slice(0, 16);
