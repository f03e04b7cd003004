import { z } from "zod";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { assessmentChangeSchema } from "@/domain/assessments/assessment-change";
import { ownerOfMarks } from "@/domain/assessments/owner-of-marks";
import type { ReviewApi } from "./review-api";
import { ChangeKeeper } from "./store/change-keeper";
import { followFocus } from "./store/follow-focus";
import { holdsUnkept, type KeeperMessage } from "./store/keeper-state";
import { askBeforeUnload, openKeepers } from "./store/open-keepers";
import { UnsentStore } from "./store/unsent-store";
import { Workspace } from "./workspace";

export type OpenWorkspace = {
  workspace: Workspace;
  /** Whether the session of now is still that of the reader whose marks these are. */
  isSameReader: () => Promise<boolean>;
  close: () => void;
};

/** How often this tab looks whether another left something behind. */
const ADOPT_MILLISECONDS = 30_000;

const later = (run: () => void, milliseconds: number) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

const messageSchema = z.object({
  kind: z.enum(["made", "acknowledged", "let-go"]),
  changes: z.array(assessmentChangeSchema),
}) satisfies z.ZodType<KeeperMessage>;

/** Everything that a sitting needs: the round, the browser's store of this reader, and word from the other tabs. */
export async function openWorkspace(
  api: ReviewApi,
  project: string,
  assignment: string | null,
): Promise<OpenWorkspace> {
  const [round, key] = await Promise.all([api.round(), api.localKey()]);
  const channel = new BroadcastChannel(`assay-review ${project} ${ownerOfMarks(key)}`);
  const store = new UnsentStore(key);
  const keeper = new ChangeKeeper(project, {
    store,
    save: api.save,
    tell: (message) => channel.postMessage(message),
    later,
  });
  const unsent: AssessmentChange[] = await keeper.start();
  const workspace = new Workspace(round, keeper, api, unsent);
  channel.onmessage = ({ data }) => {
    const { data: message } = messageSchema.safeParse(data);
    if (!message) return;
    keeper.hear(message);
    if (message.kind === "let-go") workspace.table.drop(new Set(message.changes.map(({ id }) => id)));
    else workspace.table.receive(message.changes);
  };
  const resume = () => keeper.resume();
  const adopting = setInterval(() => void keeper.adopt(), ADOPT_MILLISECONDS);
  addEventListener("online", resume);
  const leaveFocus = followFocus(workspace.clock);
  openKeepers.add(keeper);
  addEventListener("beforeunload", askBeforeUnload);
  await workspace.start(assignment);
  return {
    workspace,
    isSameReader: async () => (await api.localKey()) === key,
    close: () => {
      clearInterval(adopting);
      removeEventListener("online", resume);
      leaveFocus();
      channel.onmessage = null;
      // What lies in this page alone is sent on from whatever other page the reader goes to.
      if (holdsUnkept(keeper.read())) return;
      openKeepers.delete(keeper);
      keeper.stop();
      channel.close();
      void store.close();
    },
  };
}
