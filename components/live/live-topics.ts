import type { RouterOutputs } from "../layout/trpc";

export type LiveTopic = "runs" | `run:${string}`;
export type LiveMessage = RouterOutputs["live"]["changes"] extends AsyncIterable<infer Message> ? Message : never;
export type LiveHandler = (message: LiveMessage) => void;

/** Which parts of a tab listen to what; the subscription follows the set of topics. */
export class LiveTopics {
  private readonly handlers = new Map<LiveTopic, Set<LiveHandler>>();
  private readonly watchers = new Set<() => void>();
  private names: readonly LiveTopic[] = [];

  readonly read = (): readonly LiveTopic[] => this.names;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  add(topic: LiveTopic, handler: LiveHandler): () => void {
    const handlers = this.handlers.get(topic) ?? new Set();
    handlers.add(handler);
    this.handlers.set(topic, handlers);
    this.renew();
    return () => {
      handlers.delete(handler);
      if (handlers.size === 0 && this.handlers.get(topic) === handlers) this.handlers.delete(topic);
      this.renew();
    };
  }

  tell(message: LiveMessage): void {
    for (const handler of this.handlers.get(message.topic) ?? []) handler(message);
  }

  private renew(): void {
    const names = [...this.handlers.keys()].sort();
    if (names.join() === this.names.join()) return;
    this.names = names;
    for (const watcher of this.watchers) watcher();
  }
}
