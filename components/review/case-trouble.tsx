"use client";

import { describeError } from "../ui/describe-error";
import { useWatched } from "./use-watched";
import type { Workspace } from "./workspace";

/** Above the case that stays on the table because the one that was asked for did not come. */
export function CaseTrouble({ workspace }: { workspace: Workspace }) {
  const { failed } = useWatched(workspace);
  if (failed === null) return null;
  return (
    <p role="alert" className="bg-bad-soft px-4 py-1.5 text-sm text-bad">
      <b>The other case did not open.</b> {describeError(failed).sentence}{" "}
      <button type="button" className="underline" onClick={() => workspace.resume()}>
        Try again
      </button>
    </p>
  );
}
