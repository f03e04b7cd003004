import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { assessmentChangeSchema } from "@/domain/assessments/assessment-change";
import type { ReviewApi } from "./review-api";
import { ChangeKeeper } from "./store/change-keeper";
import type { KeeperMessage } from "./store/keeper-state";
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

function readMessage(data: unknown): KeeperMessage | null {
  if (typeof data !== "object" || data === null || !("kind" in data) || !("changes" in data)) return null;
  if (data.kind !== "made" && data.kind !== "acknowledged") return null;
  const changes = assessmentChangeSchema.array().safeParse(data.changes);
  return changes.success ? { kind: data.kind, changes: changes.data } : null;
}

/** Everything that a sitting needs: the round, the browser's store of this reader, and word from the other tabs. */
export async function openWorkspace(
  api: ReviewApi,
  project: string,
  assignment: string | null,
): Promise<OpenWorkspace> {
  const [round, key] = await Promise.all([api.round(), api.localKey()]);
  const channel = new BroadcastChannel(`assay-review ${project}`);
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
    const message = readMessage(data);
    if (!message) return;
    keeper.hear(message);
    workspace.receive(message.changes);
  };
  const resume = () => keeper.resume();
  const { clock } = workspace;
  const follow = () => (document.hasFocus() && !document.hidden ? clock.start() : clock.stop());
  const adopting = setInterval(() => void keeper.adopt(), ADOPT_MILLISECONDS);
  addEventListener("online", resume);
  for (const event of ["focus", "blur"]) addEventListener(event, follow);
  document.addEventListener("visibilitychange", follow);
  follow();
  await workspace.start(assignment);
  return {
    workspace,
    isSameReader: async () => (await api.localKey()) === key,
    close: () => {
      clearInterval(adopting);
      removeEventListener("online", resume);
      for (const event of ["focus", "blur"]) removeEventListener(event, follow);
      document.removeEventListener("visibilitychange", follow);
      keeper.stop();
      channel.close();
      void store.close();
    },
  };
}
