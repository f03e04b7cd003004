import { formatDuration, tell } from "./print";
import type { Session } from "./session";

export type StudyDetail = Awaited<ReturnType<Session["client"]["studies"]["byId"]["query"]>>;
export type StudyRun = StudyDetail["runs"][number];

function progressText({ state, progress, failure, waitingFor }: StudyRun): string {
  if (state === "waiting") return waitingFor ?? "waiting";
  if (failure) return `${state}: ${failure.reason}`;
  if (state !== "running" || !progress) return state;
  // A phase that cannot be counted says only what it does.
  if (progress.total === null && progress.done === 0) return progress.phase;
  const total = progress.total === null ? "" : ` of ${progress.total}`;
  const rate = progress.ratePerSecond === null ? "" : `, ${progress.ratePerSecond.toPrecision(2)} ${progress.unit}/s`;
  const left = progress.secondsLeft === null ? "" : `, ${formatDuration(progress.secondsLeft)} left`;
  return `${progress.phase} ${progress.done}${total} ${progress.unit}${rate}${left}`;
}

export function durationOf({ startedAt, endedAt }: StudyRun, now: Date): number | null {
  return startedAt ? ((endedAt ?? now).getTime() - startedAt.getTime()) / 1_000 : null;
}

/**
 * One line a run. On a terminal the lines are drawn over; elsewhere a line is written when it says something new,
 * at most every few seconds while a phase only counts.
 */
export class StudyProgress {
  readonly #terminal = process.stderr.isTTY;
  readonly #quietMilliseconds = 10_000;
  #drawn = 0;
  #said = new Map<string, { state: string; at: number }>();

  show(detail: StudyDetail, now: Date): void {
    if (this.#terminal) this.#draw(detail, now);
    else for (const run of detail.runs) this.#say(run, now);
  }

  #line(run: StudyRun, now: Date): string {
    const seconds = durationOf(run, now);
    const took = seconds === null ? "" : `  (${formatDuration(seconds)})`;
    return `${run.name.padEnd(30)} ${progressText(run)}${took}`;
  }

  #draw(detail: StudyDetail, now: Date): void {
    if (this.#drawn > 0) process.stderr.write(`\x1b[${this.#drawn}A`);
    const width = process.stderr.columns ?? 120;
    for (const run of detail.runs) process.stderr.write(`\x1b[2K${this.#line(run, now).slice(0, width - 1)}\n`);
    this.#drawn = detail.runs.length;
  }

  #say(run: StudyRun, now: Date): void {
    const before = this.#said.get(run.id);
    const key = `${run.state} ${run.progress?.phase ?? ""}`;
    const due = before !== undefined && run.state === "running" && now.getTime() - before.at > this.#quietMilliseconds;
    if (before?.state === key && !due) return;
    this.#said.set(run.id, { state: key, at: now.getTime() });
    if (before !== undefined || run.state !== "waiting") tell(this.#line(run, now));
  }
}
