import { EventEmitter } from "node:events";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";

/** Where in its life a change was when something was killed. */
export const PHASES = ["before the tick", "ticked, unsent", "in flight", "acknowledged"] as const;
export type Phase = (typeof PHASES)[number];

export type Entry = {
  change: AssessmentChange;
  /** Made by one key together with others of the same number: all of them or none. */
  group: number;
  page: string;
  ticked: boolean;
  sending: boolean;
  acknowledged: boolean;
};

function phaseOf({ ticked, sending, acknowledged }: Entry): Phase {
  if (acknowledged) return "acknowledged";
  if (!ticked) return "before the tick";
  return sending ? "in flight" : "ticked, unsent";
}

/** What a reader has seen: every change made, and whether its tick had appeared. It outlives page, browser and server. */
export class ChangeRecord extends EventEmitter<{ made: []; sent: [] }> {
  private readonly entries = new Map<string, Entry>();
  private groups = 0;
  /** Of the page's own words: what it says the server refused, as no change here may be. */
  refusals = 0;

  /** Changes that this page made, with one key. */
  make(page: string, changes: readonly AssessmentChange[]): void {
    this.groups += 1;
    for (const change of changes) {
      const life = { ticked: false, sending: false, acknowledged: false };
      this.entries.set(change.id, { change, group: this.groups, page, ...life });
    }
    this.emit("made");
  }

  /** The page shows the tick: it stands for all that was made there before. */
  tick(page: string): void {
    for (const entry of this.entries.values()) if (entry.page === page) entry.ticked = true;
  }

  send(ids: readonly string[]): void {
    for (const entry of this.known(ids)) entry.sending = true;
    this.emit("sent");
  }

  endSending(ids: readonly string[]): void {
    for (const entry of this.known(ids)) entry.sending = false;
  }

  acknowledge(ids: readonly string[]): void {
    for (const entry of this.known(ids)) entry.acknowledged = true;
  }

  /** Of the newest change; null before the first. */
  phase(): Phase | null {
    const newest = [...this.entries.values()].at(-1);
    return newest ? phaseOf(newest) : null;
  }

  get(id: string): Entry | null {
    return this.entries.get(id) ?? null;
  }

  /** As they stand now, in the order in which they were made. */
  list(): Entry[] {
    return [...this.entries.values()].map((entry) => ({ ...entry }));
  }

  private known(ids: readonly string[]): Entry[] {
    return ids.flatMap((id) => this.entries.get(id) ?? []);
  }
}
