import { Journal } from "../journal";
import { createRandom } from "../random";
import type { SeedExample } from "./notes-dataset";
import { VERSIONS } from "./training-journal";

export type Written = { example: SeedExample; text: string };
type Generating = { run: string; startedAt: Date; written: readonly Written[]; config: Record<string, unknown> };

const SECONDS_A_NOTE = 2.1;
const countTokens = (text: string) => Math.ceil(text.length / 4);

export const generationSeconds = (notes: number) => 6 + notes * SECONDS_A_NOTE;

/** Batches of eight, each with its texts, rate and progress. */
const MOST_TOKENS = 62;

export function isCutOff(text: string): boolean {
  return countTokens(text) > MOST_TOKENS;
}

export function generationJournal({ run, startedAt, written, config }: Generating): Journal {
  const start = startedAt.getTime() / 1000;
  const random = createRandom(written.length);
  const journal = new Journal(run, 1).event(start + 1, {
    type: "started",
    host: "workstation",
    pid: 5_120,
    devices: [{ kind: "cpu", name: "2 cores", memoryBytes: null }],
    versions: VERSIONS,
    resolvedConfig: JSON.parse(JSON.stringify(config)),
    resumedFromStep: null,
  });
  for (let from = 0; from < written.length; from += 8) {
    const batch = written.slice(from, from + 8);
    const time = start + 6 + (from + batch.length) * SECONDS_A_NOTE;
    journal.event(time, {
      type: "sample",
      generations: batch.map(({ example, text }) => ({
        example: example.id,
        text,
        finishReason: isCutOff(text) ? ("length" as const) : ("stop" as const),
        promptTokens: countTokens(example.source) + 24,
        completionTokens: countTokens(text),
        seconds: SECONDS_A_NOTE + random.next(),
      })),
    });
    journal.points("metrics", [
      { step: from + batch.length, time, values: { "generate/tokens_per_second": 58 + random.normal() * 4 } },
    ]);
    journal.event(time, {
      type: "progress",
      phase: "generating",
      done: from + batch.length,
      total: written.length,
      unit: "notes",
      ratePerSecond: 1 / SECONDS_A_NOTE,
      secondsLeft: (written.length - from - batch.length) * SECONDS_A_NOTE,
    });
  }
  return journal;
}
