import { Turnstile } from "../ingest/turnstile";
import { ApiError } from "./api-error";
import { WRITES_AT_ONCE } from "./write-database";

const MOST_WAITING = 60;
const WAITED_MILLISECONDS = 30_000;

const turnstile = new Turnstile(WRITES_AT_ONCE);
const atWork = new Map<string, Promise<void>>();
let admitted = 0;

export function stillAtWork(): ApiError {
  const message = "The first request with this Idempotency-Key is still at work. Ask again with the same key.";
  return new ApiError("Conflict", message, [], { "retry-after": "5" });
}

function busy(): ApiError {
  const message = "Many requests with an Idempotency-Key are at work. Ask again with the same key.";
  return new ApiError("Unavailable", message, [], { "retry-after": "5" });
}

async function waitUntilDone(first: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(stillAtWork()), milliseconds);
  });
  await Promise.race([first, late]).finally(() => clearTimeout(timer));
}

/** One request a key at a time, as many as there are connections; refuses where too many wait already. */
export async function takeTurn<Result>(
  { userId, key }: { userId: string; key: string },
  work: () => Promise<Result>,
  waitedMilliseconds = WAITED_MILLISECONDS,
): Promise<Result> {
  if (admitted >= WRITES_AT_ONCE + MOST_WAITING) throw busy();
  admitted += 1;
  try {
    const name = JSON.stringify([userId, key]);
    const until = Date.now() + waitedMilliseconds;
    // Here and not at the key's row: a repeated request holds no connection while the first one is at work.
    for (let first = atWork.get(name); first; first = atWork.get(name)) {
      await waitUntilDone(first, Math.max(0, until - Date.now()));
    }
    const working = turnstile.pass(work);
    const done = working.then(
      () => {},
      () => {},
    );
    atWork.set(name, done);
    return await working.finally(() => atWork.delete(name));
  } finally {
    admitted -= 1;
  }
}
