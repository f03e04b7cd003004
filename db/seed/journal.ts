import { encodeFrame } from "@/domain/frames/frame";
import type { RunnerEvent } from "@/domain/runner-events";

type Envelope = "run" | "attempt" | "sequence" | "time";
type Plain<T> = T extends { type: "metrics" | "resource" } ? never : T extends RunnerEvent ? Omit<T, Envelope> : never;
export type SeedEvent = Plain<RunnerEvent>;
export type Points = { step: number; time: number; values: Record<string, number> }[];

/** Writes events as a runner does: one sequence, frames with columns for points. */
export class Journal {
  private readonly frames: Uint8Array[] = [];
  private sequence = 0;

  constructor(
    private readonly run: string,
    private readonly attempt: number,
  ) {}

  event(time: number, event: SeedEvent): this {
    this.frames.push(encodeFrame({ ...this.envelope(time), ...event }));
    return this;
  }

  points(type: "metrics" | "resource", points: Points): this {
    const last = points.at(-1);
    if (!last) return this;
    const keys = Object.keys(last.values);
    const columns = [
      Float64Array.from(points, (point) => point.step),
      Float64Array.from(points, (point) => point.time),
      ...keys.map((key) => Float64Array.from(points, (point) => point.values[key] ?? Number.NaN)),
    ];
    this.frames.push(encodeFrame({ ...this.envelope(last.time), type, keys, rows: points.length }, columns));
    return this;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.frames);
  }

  private envelope(time: number) {
    this.sequence += 1;
    return { run: this.run, attempt: this.attempt, sequence: this.sequence, time };
  }
}
