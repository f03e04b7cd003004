import { encodeFrame } from "@/domain/frames/frame";

type Fields = Record<string, unknown> & { type: string };

/** Writes frames as a runner would: one sequence, one envelope. */
export function createRunnerFrames(of: { runId: string; attempt: number }, firstSequence = 1) {
  let sequence = firstSequence - 1;
  const envelope = () => {
    sequence += 1;
    return { run: of.runId, attempt: of.attempt, sequence, time: 1_700_000_000 + sequence };
  };
  return {
    event: (fields: Fields) => encodeFrame({ ...envelope(), ...fields }),
    /** `rows`: step, time and a value for each key. */
    points: (keys: string[], rows: number[][], type = "metrics") => {
      const columns = Array.from({ length: keys.length + 2 }, (_, column) =>
        Float64Array.from(rows.map((row) => row[column] ?? Number.NaN)),
      );
      return encodeFrame({ ...envelope(), type, keys, rows: rows.length }, columns);
    },
    skip: () => envelope(),
  };
}

export const STARTED = {
  type: "started",
  host: "here",
  pid: 4,
  devices: [{ kind: "cpu", name: "test", memoryBytes: null }],
  versions: { python: "3.11" },
  resolvedConfig: { epochs: 1 },
  resumedFromStep: null,
};

export const FINISHED = {
  type: "finished",
  outcome: "completed",
  seconds: 12,
  peakMemoryBytes: 100,
  peakDeviceMemoryBytes: null,
  energyJoules: 5,
};

export const FAILED = {
  type: "failed",
  fault: "memory",
  reason: "Out of memory.",
  remedy: "Halve the batch.",
  field: "batchSize",
  detail: "stack",
  seconds: 3,
  peakMemoryBytes: 50,
};

export function joinFrames(...frames: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(frames));
}
