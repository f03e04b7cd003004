import type { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";

/**
 * Ends a COPY into a table. The client never ends a stream whose rows were refused at the end, so nobody waits for
 * that: the next statement of the transaction says whether they were taken.
 */
export async function endCopy(target: Writable): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    target.write(Buffer.alloc(0), (error) => (error ? reject(error) : resolve()));
  });
  target.end();
  await setImmediate();
}
