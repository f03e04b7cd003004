import type { Journal } from "../journal";

const MEBIBYTE = 1024 ** 2;

export function endFinished(journal: Journal, time: number, seconds: number): Journal {
  return journal.event(time, {
    type: "finished",
    outcome: "completed",
    seconds,
    peakMemoryBytes: 2_214 * MEBIBYTE,
    peakDeviceMemoryBytes: null,
    energyJoules: null,
  });
}

export function endStopped(journal: Journal, time: number, seconds: number): Journal {
  return journal.event(time, {
    type: "finished",
    outcome: "stopped",
    seconds,
    peakMemoryBytes: 2_190 * MEBIBYTE,
    peakDeviceMemoryBytes: null,
    energyJoules: null,
  });
}

export function endOutOfMemory(journal: Journal, time: number, seconds: number): Journal {
  return journal
    .event(time, {
      type: "log",
      lines: [
        { time, stream: "stderr", level: "error", text: "The stage was killed by the system (signal 9)." },
        { time, stream: "log", level: "error", text: "Memory stood at 23.1 GiB of 23.4 GiB when it ended." },
      ],
    })
    .event(time, {
      type: "failed",
      fault: "memory",
      reason: "Memory ran out at step 4: the system killed the stage at 23.1 GiB.",
      remedy: "Halve the batch size; gradient accumulation keeps the effective batch.",
      field: "batchSize",
      detail: "exit by signal 9 after 51 s; resident memory 24,803,016,704 bytes",
      seconds,
      peakMemoryBytes: 23_655 * MEBIBYTE,
    });
}

export function endBadData(journal: Journal, time: number, seconds: number): Journal {
  return journal.event(time, {
    type: "failed",
    fault: "data",
    reason: "12 of 240 rows have an empty reference, and this stage was told not to drop any.",
    remedy: "Let the stage drop rows without a reference, or import a version without them.",
    field: null,
    detail: "rows 17, 18, 44, 61, 90, 102, 133, 134, 171, 188, 203, 230",
    seconds,
    peakMemoryBytes: 612 * MEBIBYTE,
  });
}
