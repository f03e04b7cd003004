import { setTimeout as sleep } from "node:timers/promises";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { FailedError } from "./outcome";
import type { Session } from "./session";

const LOOK_MILLISECONDS = 500;

type RunDetail = Awaited<ReturnType<Session["client"]["runs"]["byId"]["query"]>>;

/** Looks until the run has ended; `each` sees every look. */
export async function followRun(
  session: Session,
  run: string,
  each: (detail: RunDetail) => void | Promise<void> = () => {},
): Promise<RunDetail> {
  const project = await session.project();
  for (;;) {
    const detail = await session.client.runs.byId.query({ project, run });
    await each(detail);
    if (RUN_RULES[detail.state].settled) return detail;
    await sleep(LOOK_MILLISECONDS);
  }
}

export function requireFinished(detail: RunDetail): void {
  if (detail.state === "finished") return;
  throw new FailedError(`${detail.name} is ${detail.state}${detail.failure ? `: ${detail.failure.reason}` : ""}.`);
}
