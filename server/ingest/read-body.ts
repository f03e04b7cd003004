import { DomainError } from "../errors";

/** The whole body in one aligned piece of memory, or a refusal as soon as it is too long. */
export async function readBody(body: ReadableStream<Uint8Array> | null, limitBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const reader = body?.getReader(); reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > limitBytes) {
      await reader.cancel();
      throw new DomainError("Validation", `The body is longer than ${limitBytes.toLocaleString("en")} bytes.`);
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
