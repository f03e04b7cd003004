import type { RunState } from "@/domain/runs/run-rules";
import type { Change, ChangeKind, LatestValues } from "./change";
import type { ChangeFeed, FeedEvent } from "./change-feed";

/** `runs`: every run of the project. `run:<id>`: one run. */
export type LiveTopic = "runs" | `run:${string}`;

/** `listening`: from here on nothing is missed, and what was read before may be stale. */
export type LiveMessage =
  | { topic: LiveTopic; kind: "listening" }
  | { topic: LiveTopic; kind: ChangeKind; runId: string; state?: RunState; values?: LatestValues };

/** Changes that come faster than this are told together, each number in its latest value. */
const GATHER_MILLISECONDS = 50;

/** How long somebody who lost access may still hear. */
const ACCESS_MILLISECONDS = 30_000;

export type LiveRequest = {
  projectId: string;
  topics: readonly LiveTopic[];
  mayRead: () => Promise<boolean>;
  signal?: AbortSignal;
};

/** What waits for one subscriber: at most one message for each topic, kind and run, whatever the rate. */
function createBuffer(topics: readonly LiveTopic[], projectId: string) {
  const waiting = new Map<string, LiveMessage>();

  function add(topic: LiveTopic, { kind, runId, state, values }: Change) {
    const id = `${topic} ${kind} ${runId}`;
    const earlier = waiting.get(id);
    const before = earlier && earlier.kind !== "listening" ? earlier : undefined;
    const merged = before?.values || values ? { ...before?.values, ...values } : undefined;
    waiting.set(id, { topic, kind, runId, state: state ?? before?.state, values: merged });
  }

  return {
    hear(event: FeedEvent) {
      if (event.type === "listening") {
        for (const topic of topics) waiting.set(`${topic} listening`, { topic, kind: "listening" });
      } else if (event.change.projectId === projectId) {
        for (const topic of topics) {
          if (topic === "runs" || topic === `run:${event.change.runId}`) add(topic, event.change);
        }
      }
      return waiting.size > 0;
    },
    take(): LiveMessage[] {
      const messages = [...waiting.values()];
      waiting.clear();
      return messages;
    },
  };
}

export async function* liveChanges(
  feed: ChangeFeed,
  { projectId, topics, mayRead, signal }: LiveRequest,
): AsyncGenerator<LiveMessage, void, undefined> {
  const buffer = createBuffer([...new Set(topics)], projectId);
  let wake = () => {};
  let woken = new Promise<void>((resolve) => (wake = resolve));
  const unsubscribe = feed.subscribe((event) => {
    if (buffer.hear(event)) wake();
  });
  const stop = () => wake();
  let allowedAt = Date.now();
  signal?.addEventListener("abort", stop);
  try {
    while (!signal?.aborted) {
      await woken;
      woken = new Promise<void>((resolve) => (wake = resolve));
      if (signal?.aborted) return;
      if (Date.now() - allowedAt > ACCESS_MILLISECONDS) {
        if (!(await mayRead())) return;
        allowedAt = Date.now();
      }
      yield* buffer.take();
      await new Promise((resolve) => setTimeout(resolve, GATHER_MILLISECONDS));
    }
  } finally {
    unsubscribe();
    signal?.removeEventListener("abort", stop);
  }
}
