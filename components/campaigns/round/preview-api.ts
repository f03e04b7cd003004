import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/router";
import type { ReviewApi } from "../../review/review-api";
import { ChangeKeeper } from "../../review/store/change-keeper";
import { Workspace } from "../../review/workspace";

const placeOf = (assignment: string | undefined) => Number(assignment?.replace("preview-", "") ?? 0);

/** The workspace of a reader on the cases of the sample, with nothing that is kept anywhere. */
export async function openPreview(client: TRPCClient<AppRouter>, project: string, campaign: string) {
  const ask = (from: number, count: number) => client.campaigns.preview.query({ project, campaign, from, count });
  const { round } = await ask(1, 1);
  const api: ReviewApi = {
    round: async () => round,
    next: async (count, after) => {
      const { cases } = await ask(placeOf(after) + 1, count);
      return { cases, none: cases.length === 0 ? "done" : null };
    },
    one: async (assignment) => {
      const { cases } = await ask(placeOf(assignment), 1);
      const [found] = cases;
      if (!found) throw new Error("The sample has no case at this place.");
      return found;
    },
    save: async (changes) => ({ acknowledged: changes.map(({ id }) => id), refused: [] }),
    localKey: async () => "",
    time: async () => {},
    earlier: async () => [],
    practiseAgain: async () => {},
    feedback: async () => {
      throw new Error("Cases of the sample have no settled answer.");
    },
  };
  const nowhere = async () => {};
  const keeper = new ChangeKeeper(project, {
    store: { add: nowhere, readAll: async () => [], remove: nowhere, refuse: nowhere },
    save: api.save,
    tell: () => {},
    later: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const workspace = new Workspace(round, keeper, api, []);
  await workspace.start(null);
  return { workspace, close: () => keeper.stop() };
}
