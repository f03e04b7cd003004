"use client";

import { useEffect, useState } from "react";
import { useWatched } from "./use-watched";
import type { Workspace } from "./workspace";

const REST_MILLISECONDS = 1_200;

/** What a key did, or why it did nothing: shown at the foot, and heard. */
export function SaidWords({ workspace }: { workspace: Workspace }) {
  const { said } = useWatched(workspace);
  return (
    <p aria-live="polite" data-said={said.id} className="ml-auto min-h-6 text-end text-sm text-muted">
      {said.words}
    </p>
  );
}

/** Heard once everything is saved, or waits for the network; not at every mark. */
export function SavedWords({ workspace }: { workspace: Workspace }) {
  const { unsent, delivery } = useWatched(workspace.keeper);
  const [words, setWords] = useState("");
  useEffect(() => {
    const offline = delivery === "offline" ? `Offline. ${unsent} unsent, kept in this browser.` : "";
    const timer = setTimeout(() => setWords(unsent === 0 ? "Saved." : offline), REST_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [unsent, delivery]);
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
