"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTRPCClient } from "../layout/trpc";
import { type LiveState, OFFLINE_AFTER_MILLISECONDS } from "./live-state";
import { type LiveHandler, type LiveTopic, LiveTopics } from "./live-topics";

type Live = { topics: LiveTopics; state: LiveState };
export const LiveContext = createContext<Live | null>(null);

function useLiveContext(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive needs a LiveProvider above it.");
  return live;
}

export function useLiveState(): LiveState {
  return useLiveContext().state;
}

/** Hears what happens to a topic while the component is on the page. */
export function useLive(topic: LiveTopic, handler: LiveHandler): void {
  const { topics } = useLiveContext();
  const current = useRef(handler);
  useEffect(() => {
    current.current = handler;
  }, [handler]);
  useEffect(() => topics.add(topic, (message) => current.current(message)), [topics, topic]);
}

const NO_TOPICS: readonly LiveTopic[] = [];
/** Pages change their topics in bursts; the stream is opened once they settle. */
const SETTLE_MILLISECONDS = 30;

/** The one subscription of a tab: browsers allow six connections, so every topic shares it. */
export function LiveProvider({ project, children }: { project: string; children: ReactNode }) {
  const [topics] = useState(() => new LiveTopics());
  const names = useSyncExternalStore(topics.watch, topics.read, () => NO_TOPICS);
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>({ kind: "catching up" });
  /** Streams of the topics before; closed once the next one stands, so that nothing falls between them. */
  const retiring = useRef<{ unsubscribe: () => void }[]>([]);

  useEffect(() => {
    if (names.length === 0) return;
    let offline: ReturnType<typeof setTimeout> | undefined;
    let brokenAt: Date | null = null;
    const stands = () => {
      clearTimeout(offline);
      offline = undefined;
      const nothingMissed = brokenAt === null && retiring.current.length > 0;
      for (const stream of retiring.current.splice(0)) stream.unsubscribe();
      if (!nothingMissed) {
        // What the runner was asked, such as checks, does not change by events and is dear to ask again.
        void queryClient.invalidateQueries({ predicate: (query) => query.meta?.changesByEvents !== false });
      }
      brokenAt = null;
      setState({ kind: "live" });
    };
    const breaks = () => {
      brokenAt ??= new Date();
      const since = brokenAt;
      setState((before) => (before.kind === "offline" ? before : { kind: "catching up" }));
      offline ??= setTimeout(() => setState({ kind: "offline", since }), OFFLINE_AFTER_MILLISECONDS);
    };
    let stream: { unsubscribe: () => void } | undefined;
    const opening = setTimeout(() => {
      stream = client.live.changes.subscribe(
        { project, topics: [...names] },
        {
          onData: (message) => {
            if (message.kind === "listening") stands();
            topics.tell(message);
          },
          onConnectionStateChange: ({ state: connection, error }) => {
            if (connection === "connecting" && error) breaks();
          },
          onError: breaks,
        },
      );
    }, SETTLE_MILLISECONDS);
    return () => {
      clearTimeout(opening);
      clearTimeout(offline);
      if (stream) retiring.current.push(stream);
    };
  }, [names, client, queryClient, project, topics]);

  useEffect(() => () => retiring.current.splice(0).forEach((stream) => void stream.unsubscribe()), []);

  return <LiveContext value={{ topics, state }}>{children}</LiveContext>;
}
