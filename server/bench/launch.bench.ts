import { connectSql } from "@/db/database";
import { addProject } from "../dispatch/testing/add-runs";
import { openDispatchRig } from "../dispatch/testing/dispatch-rig";
import { openChangeFeed } from "../live/change-feed";
import { launchRun } from "../runs/launch-run";
import { type BenchRow, quantile } from "./bench-row";

const LAUNCHES = 30;
const TARGET_MILLISECONDS = 50;

/** From the call that launches a run to the moment its supervisor is a process, with real processes. */
export async function benchLaunch(): Promise<BenchRow[]> {
  const started = new Map<string, (at: number) => void>();
  const rig = await openDispatchRig((runId) => started.get(runId)?.(performance.now()));
  const feed = openChangeFeed(connectSql(rig.url, { max: 2 }));
  const dispatcher = rig.makeDispatcher();
  const request = { stage: "command", config: { arguments: ["true"] }, inputs: {}, priority: 0, note: "", tags: [] };

  async function launchOnce(): Promise<number> {
    const began = performance.now();
    const { runId } = await launchRun(rig.services, { projectId: "p", userId: null }, request);
    const at = await new Promise<number>((resolve) => started.set(runId, resolve));
    await rig.untilState(runId, "finished");
    return at - began;
  }

  try {
    await addProject(rig.db, "p");
    dispatcher.start();
    await launchOnce();
    const byPoll: number[] = [];
    for (let turn = 0; turn < LAUNCHES / 3; turn += 1) byPoll.push(await launchOnce());
    await new Promise<void>((ready) => {
      feed.subscribe((event) => {
        if (event.type === "listening") ready();
        else if (event.change.kind === "state") dispatcher.wake();
      });
    });
    const woken: number[] = [];
    for (let turn = 0; turn < LAUNCHES; turn += 1) woken.push(await launchOnce());
    const row = (name: string, q: number, target: BenchRow["target"]): BenchRow => {
      const value = quantile(woken, q);
      const baseline = quantile(byPoll, q);
      return { name, value, unit: "ms", baseline, ratio: baseline / value, target };
    };
    return [
      row("launch to process start, p50 (against polling)", 0.5, { atMost: TARGET_MILLISECONDS }),
      row("launch to process start, p95 (against polling)", 0.95, null),
    ];
  } finally {
    await feed.close();
    await dispatcher.stop();
    await rig.close();
  }
}
