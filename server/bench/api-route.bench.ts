import superjson from "superjson";
import { z } from "zod";
import { type BenchRow, quantile, timed } from "./bench-row";
import type { RunningServer } from "./live-route.bench";

/** Together below what the API answers one person in a minute. */
const ALONE = 150;
const TOGETHER = 400;
const AT_ONCE = 8;
const LIMIT = 100;

const projectsSchema = z.object({ items: z.array(z.object({ slug: z.string() })) });

async function read(address: string, init: RequestInit): Promise<string> {
  const answer = await fetch(address, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${new URL(address).pathname} answered ${answer.status}.`);
  return text;
}

/** Work by several hands until so many pieces are done; pieces a second. */
async function throughput(work: () => Promise<unknown>): Promise<number> {
  let left = TOGETHER;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) {
        left -= 1;
        await work();
      }
    }),
  );
  return (TOGETHER * 1_000) / (performance.now() - began);
}

/** The first hundred runs by HTTP, through the API and as the screen asks for them. */
export async function benchApiRoute({ url, token }: RunningServer): Promise<BenchRow[]> {
  const headers = { authorization: `Bearer ${token}` };
  const { items } = projectsSchema.parse(JSON.parse(await read(`${url}/api/v1/projects`, { headers })));
  const project = items[0]?.slug ?? "";
  const body = JSON.stringify(superjson.serialize({ project, limit: LIMIT }));
  const json = { ...headers, "content-type": "application/json" };
  const api = () => read(`${url}/api/v1/projects/${project}/runs?limit=${LIMIT}`, { headers });
  const screen = () => read(`${url}/api/trpc/runs.list`, { method: "POST", headers: json, body });
  await timed(20, api);
  await timed(20, screen);
  // In turn, so that whatever else the machine does is borne by both.
  const [apiAlone, screenAlone]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < ALONE; turn += 1) {
    apiAlone.push(...(await timed(1, api)));
    screenAlone.push(...(await timed(1, screen)));
  }
  const [apiTogether, screenTogether] = [await throughput(api), await throughput(screen)];
  const quantiles = [0.5, 0.95].map((q): BenchRow => {
    const [value, baseline] = [quantile(apiAlone, q), quantile(screenAlone, q)];
    const name = `${LIMIT} runs by the API, p${q * 100} (baseline: tRPC)`;
    return { name, value, unit: "ms", baseline, ratio: baseline / value, target: q > 0.9 ? { atMost: 150 } : null };
  });
  return [
    ...quantiles,
    {
      name: `${LIMIT} runs by the API, ${AT_ONCE} at once (baseline: tRPC)`,
      value: apiTogether,
      unit: "requests/s",
      baseline: screenTogether,
      ratio: apiTogether / screenTogether,
      target: null,
    },
  ];
}
