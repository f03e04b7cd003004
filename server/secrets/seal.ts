import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type SecretPlace = { projectId: string; name: string };

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "assay project secrets", 32));
}

function placeBytes(place: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([place.projectId, place.name]));
}

/** Nonce, tag and ciphertext; bound to its place, so that a row copied to another project does not open. */
export function seal(value: string, place: SecretPlace, secret: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFrom(secret), nonce).setAAD(placeBytes(place));
  const text = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Null when it was sealed with another installation's secret, for another place, or was changed. */
export function unseal(sealed: Uint8Array, place: SecretPlace, secret: string): string | null {
  const bytes = Buffer.from(sealed);
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, keyFrom(secret), bytes.subarray(0, NONCE_BYTES))
    .setAAD(placeBytes(place))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
