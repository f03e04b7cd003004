"use client";

import { type ComponentType, useEffect, useSyncExternalStore } from "react";
import { PartFailure } from "./part-failure";

type Load<Props> = () => Promise<ComponentType<Props>>;

export type PartFailureProps<Props> = {
  /** What the part was to be drawn with. */
  part: Props;
  retry: () => void;
  trying: boolean;
};

/**
 * A part of a page whose code is fetched when it is first drawn. Where the code cannot be fetched, a failure that can
 * be tried again takes the place of the part alone, never of the page.
 */
export async function loadPart<Props extends object>(
  load: Load<Props>,
  Failure: ComponentType<PartFailureProps<Props>> = PartFailure,
): Promise<ComponentType<Props>> {
  return (await fetchPart(load)) ?? createStandIn(load, Failure);
}

/** Null while the server is away. */
async function fetchPart<Props>(load: Load<Props>): Promise<ComponentType<Props> | null> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof Error && error.name === "ChunkLoadError") return null;
    throw error;
  }
}

/** React keeps what a lazy component became, also a failure; so the failure must be able to become the part. */
function createStandIn<Props extends object>(
  load: Load<Props>,
  Failure: ComponentType<PartFailureProps<Props>>,
): ComponentType<Props> {
  let state: { Part: ComponentType<Props> | null; trying: boolean } = { Part: null, trying: false };
  const watchers = new Set<() => void>();
  const become = (next: typeof state) => {
    state = next;
    for (const tell of watchers) tell();
  };
  const watch = (tell: () => void) => {
    watchers.add(tell);
    return () => {
      watchers.delete(tell);
    };
  };
  const read = () => state;
  const retry = async () => {
    if (state.Part || state.trying) return;
    become({ Part: null, trying: true });
    become({ Part: await fetchPart(load), trying: false });
  };
  const tryAgain = () => void retry();
  return function StandIn(props: Props) {
    const { Part, trying } = useSyncExternalStore(watch, read, read);
    // Who comes back to the part later finds it without asking, if the server is there again.
    useEffect(tryAgain, []);
    return Part ? <Part {...props} /> : <Failure part={props} retry={tryAgain} trying={trying} />;
  };
}
