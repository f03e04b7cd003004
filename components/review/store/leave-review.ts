import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { createBrowserClient } from "../../layout/trpc-client";
import { holdsUnkept } from "./keeper-state";
import { letGoOfAll, openKeepers } from "./open-keepers";
import { countUnsent, UnsentStore } from "./unsent-store";

type Client = ReturnType<typeof createBrowserClient>;

const MOST_AT_ONCE = 200;

/** Ids that the server has now; none where it was not reached. */
async function send(client: Client, project: string, changes: readonly AssessmentChange[]): Promise<string[]> {
  try {
    return (await client.reviews.save.mutate({ project, changes: [...changes] })).acknowledged;
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

async function openOwn(client: Client): Promise<UnsentStore | null> {
  const [project] = await client.projects.list.query();
  if (!project) return null;
  const { key } = await client.reviews.localKey.query({ project: project.slug });
  return new UnsentStore(key);
}

/**
 * Before a sign-out: what waits in this browser for the server is sent, and then nothing of this reader is left here.
 * Where something could not be sent it stays, and its number is returned, unless she lets go of it.
 */
export async function leaveReview(letGo: boolean): Promise<number> {
  if (letGo) letGoOfAll();
  const held = letGo ? 0 : await deliverHeld();
  const kept = (await countUnsent()) === 0 ? 0 : await leaveKept(letGo);
  return Math.max(held, kept);
}

/** Of the pages' own: where the browser keeps nothing, it lies nowhere else. */
async function deliverHeld(): Promise<number> {
  const left = await Promise.all([...openKeepers].map(async (keeper) => ({ keeper, unsent: await keeper.deliver() })));
  return left.reduce((sum, { keeper, unsent }) => sum + (holdsUnkept(keeper.read()) ? unsent : 0), 0);
}

async function leaveKept(letGo: boolean): Promise<number> {
  const client = createBrowserClient();
  const store = await openOwn(client);
  if (!store) return 0;
  try {
    const unsent = await store.readAll();
    for (const project of new Set(unsent.map((each) => each.project))) {
      const own = unsent.filter((each) => each.project === project).map(({ change }) => change);
      for (let from = 0; from < own.length; from += MOST_AT_ONCE) {
        await store.remove(await send(client, project, own.slice(from, from + MOST_AT_ONCE)));
      }
    }
    const left = letGo ? 0 : (await store.readAll()).length;
    if (left === 0) await store.wipe();
    return left;
  } finally {
    await store.close();
  }
}
