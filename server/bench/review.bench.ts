import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createTRPCClient, httpLink } from "@trpc/client";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import superjson from "superjson";
import { connectDrizzle, connectSql } from "@/db/database";
import { createTestDatabase } from "@/db/testing/test-database";
import type { AssessmentChange, ChangeBody } from "@/domain/assessments/assessment-change";
import { newId } from "@/domain/identifiers";
import { readBearerViewer } from "../auth/read-bearer-viewer";
import { type AppRouter, appRouter } from "../router";
import { type BenchRow, quantile } from "./bench-row";
import { addReviewScale, CASES, READERS } from "./review-scale";

const CASES_EACH = 15;
/** Between two things that a reader does: a case in two seconds, which is faster than anybody reads. */
const THINK_MILLISECONDS = 1_000;
const SAVE_MILLISECONDS = 100;
const PAGE_MILLISECONDS = 150;

type Measured = Record<"save" | "next" | "queue" | "nothing", number[]>;

const pause = () => new Promise((resolve) => setTimeout(resolve, THINK_MILLISECONDS * (0.5 + Math.random())));

async function listen(url: string) {
  const [forDrizzle, sql] = [connectSql(url, { max: 10 }), connectSql(url, { max: 2 })];
  const db = connectDrizzle(forDrizzle);
  const now = () => new Date();
  const handler = createHTTPHandler({
    router: appRouter,
    allowMethodOverride: true,
    createContext: async ({ req }) => ({
      ...{ db, sql, now },
      viewer: await readBearerViewer(db, req.headers.authorization ?? "", now()),
    }),
  });
  const server = createServer(handler);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await Promise.all([forDrizzle.end(), sql.end()]);
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

const clientOf = (url: string, token: string) =>
  createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url,
        transformer: superjson,
        methodOverride: "POST",
        headers: { authorization: `Bearer ${token}` },
      }),
    ],
  });

function changeOf(assignmentId: string, noteDigest: string, clock: number, body: ChangeBody): AssessmentChange {
  const madeAt = new Date().toISOString();
  return { id: newId(), assignmentId, clock, madeAt, seconds: 20, noteDigest, hintsShown: false, body };
}

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const done = await work();
  into.push(performance.now() - began);
  return done;
}

/** One reader: looks at her queue, then marks, judges and loads the next case, as the workspace does. */
async function readOn(client: ReturnType<typeof clientOf>, campaign: string, measured: Measured): Promise<void> {
  const project = "bench";
  await pause();
  await timed(measured.queue, () => client.reviews.queue.query({ project }));
  const ask = (count: number, after?: string) => client.reviews.next.mutate({ project, campaign, count, after });
  const { cases: loaded } = await timed(measured.next, () => ask(3));
  for (let turn = 0; turn < CASES_EACH; turn += 1) {
    const current = loaded.shift();
    if (!current) throw new Error("There are no cases left.");
    const { assignmentId, note } = current;
    const mark = { id: newId(), kind: "error" as const, span: { start: 4, end: 11 }, type: "fabricated" };
    const body = {
      kind: "mark" as const,
      mark: { ...mark, severity: "minor", evidence: "none" as const, comment: "" },
    };
    const save = (changes: AssessmentChange[]) =>
      timed(measured.save, () => client.reviews.save.mutate({ project, changes }));
    await pause();
    await save([changeOf(assignmentId, note.digest, 1, body)]);
    await pause();
    await timed(measured.nothing, () => client.projects.viewer.query());
    const verdict = { kind: "verdict" as const, verdict: "marked" as const, reason: null, strength: null };
    const [more] = await Promise.all([
      timed(measured.next, () => ask(1, loaded.at(-1)?.assignmentId)),
      save([changeOf(assignmentId, note.digest, 2, verdict)]),
    ]);
    loaded.push(...more.cases);
    if (turn % 5 === 4) await timed(measured.queue, () => client.reviews.queue.query({ project }));
  }
}

/**
 * 100,000 cases and 20 readers at once by HTTP, in a round with turns of one's own and in a queue. Baseline: a question
 * for the viewer's name, by the same clients in the same seconds.
 */
export async function benchReview(): Promise<BenchRow[]> {
  const database = await createTestDatabase();
  const server = await listen(database.url);
  try {
    const { tokens, rounds } = await addReviewScale(database);
    const clients = tokens.map((token) => clientOf(server.url, token));
    const rows: BenchRow[] = [];
    for (const [way, campaign] of Object.entries(rounds)) {
      const measured: Measured = { save: [], next: [], queue: [], nothing: [] };
      await Promise.all(clients.map((client) => readOn(client, campaign, measured)));
      const baseline = quantile(measured.nothing, 0.95);
      const row = (what: keyof Measured, name: string, atMost: number): BenchRow => ({
        name: `${READERS} readers, ${CASES.toLocaleString("en")} cases, ${way}: ${name}, p95`,
        value: quantile(measured[what], 0.95),
        unit: "ms",
        baseline,
        ratio: baseline / quantile(measured[what], 0.95),
        target: { atMost },
      });
      rows.push(
        row("save", "save acknowledged", SAVE_MILLISECONDS),
        row("next", "next case loaded ahead", PAGE_MILLISECONDS),
        row("queue", "queue page", PAGE_MILLISECONDS),
      );
    }
    return rows;
  } finally {
    await server.close();
    await database.drop();
  }
}
