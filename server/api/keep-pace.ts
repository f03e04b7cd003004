import type { Services } from "../context";
import { ApiError } from "./api-error";

const WINDOW_MILLISECONDS = 60_000;

export type Pace = { userId: string; kind: "read" | "write"; perMinute: number };

type Spent = { spentUntil: Date };

const plural = { read: "reads", write: "writes" };

function refuse({ kind, perMinute }: Pace, waitMilliseconds: number): never {
  const seconds = Math.max(1, Math.ceil(waitMilliseconds / 1_000));
  const rate = `${perMinute.toLocaleString("en")} ${plural[kind]} a minute`;
  throw new ApiError(
    "TooManyRequests",
    `This server answers one person ${rate}. Ask again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
    [],
    { "retry-after": String(seconds), "ratelimit-limit": String(perMinute), "ratelimit-remaining": "0" },
  );
}

/**
 * Counts one request against what a person may ask in a minute, in the database, so that every web process
 * counts alike: the generic cell rate algorithm (ITU-T I.371), a minute's worth at once and then one at a time.
 */
export async function keepPace({ sql, now }: Pick<Services, "sql" | "now">, pace: Pace): Promise<Headers> {
  const { userId, kind, perMinute } = pace;
  const at = now();
  const step = WINDOW_MILLISECONDS / perMinute;
  const latest = new Date(at.getTime() + WINDOW_MILLISECONDS - step);
  const [spent] = await sql<Spent[]>`
    insert into api_pace (user_id, kind, spent_until)
    values (${userId}, ${kind}, ${at}::timestamptz + ${step}::float8 * interval '1 millisecond')
    on conflict (user_id, kind) do update
      set spent_until = greatest(api_pace.spent_until, ${at}) + ${step}::float8 * interval '1 millisecond'
      where api_pace.spent_until <= ${latest}
    returning spent_until as "spentUntil"`;
  if (!spent) {
    const [found] = await sql<Spent[]>`
      select spent_until as "spentUntil" from api_pace where user_id = ${userId} and kind = ${kind}`;
    refuse(pace, (found?.spentUntil ?? latest).getTime() - latest.getTime());
  }
  const left = WINDOW_MILLISECONDS - (spent.spentUntil.getTime() - at.getTime());
  return new Headers({
    "ratelimit-limit": String(perMinute),
    "ratelimit-remaining": String(Math.floor(left / step)),
  });
}
