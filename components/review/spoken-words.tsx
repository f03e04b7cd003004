"use client";

import { useEffect, useState } from "react";
import { useWatched } from "./use-watched";
import type { Workspace } from "./workspace";

const REST_MILLISECONDS = 1_200;

/** What a key did, and when everything is saved: shown at the foot for a while, and heard. */
export function SpokenWords({ workspace }: { workspace: Workspace }) {
  const { said } = useWatched(workspace);
  const { unsent, delivery } = useWatched(workspace.keeper);
  const [saved, setSaved] = useState("");
  useEffect(() => {
    const words =
      unsent === 0 ? "Saved." : delivery === "offline" ? `Offline. ${unsent} unsent, kept in this browser.` : "";
    const timer = setTimeout(() => setSaved(words), REST_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [unsent, delivery]);
  return (
    <>
      <p aria-live="polite" data-said className="shrink-0 truncate border-t border-line px-4 py-1 text-sm text-muted">
        {said.words || "\u00a0"}
      </p>
      <p aria-live="polite" className="sr-only">
        {saved}
      </p>
    </>
  );
}
