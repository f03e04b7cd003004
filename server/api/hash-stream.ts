import { createHash } from "node:crypto";

/** The same bytes, and their SHA-256 once all of them have passed; what nobody read passes then. */
export function hashStream(body: ReadableStream<Uint8Array>): {
  stream: ReadableStream<Uint8Array>;
  digest: () => Promise<string>;
} {
  const hash = createHash("sha256");
  let ended = false;
  const stream = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        hash.update(piece);
        controller.enqueue(piece);
      },
      flush: () => {
        ended = true;
      },
    }),
  );
  const digest = async () => {
    if (!ended) await stream.pipeTo(new WritableStream());
    return hash.digest("hex");
  };
  return { stream, digest };
}
