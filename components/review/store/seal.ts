import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { bytesToUtf8, managedNonce, utf8ToBytes } from "@noble/ciphers/utils.js";

const sealed = managedNonce(xchacha20poly1305);

/**
 * Seals what waits in a browser for the server. The key comes from the server and lies in memory alone; `about` is
 * bound to the text, so that one record cannot stand in for another.
 */
export class Seal {
  private readonly key: Uint8Array;

  /** `key`: 32 bytes as base64url. */
  constructor(key: string) {
    const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
    this.key = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  }

  close(about: string, text: string): Uint8Array {
    return sealed(this.key, utf8ToBytes(about)).encrypt(utf8ToBytes(text));
  }

  /** Null where it was sealed for somebody else, or damaged. */
  open(about: string, bytes: Uint8Array): string | null {
    try {
      return bytesToUtf8(sealed(this.key, utf8ToBytes(about)).decrypt(bytes));
    } catch (error) {
      if (error instanceof Error && /tag|length/i.test(error.message)) return null;
      throw error;
    }
  }
}
