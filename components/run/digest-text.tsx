"use client";

import { toast } from "../ui/toast";

/** Enough of a digest to recognise it; a click copies all of it. */
export function DigestText({ digest }: { digest: string }) {
  return (
    <button
      type="button"
      title={`${digest}: click to copy`}
      className="font-mono text-xs text-muted hover:text-ink"
      onClick={() =>
        navigator.clipboard.writeText(digest).then(
          () => toast.success("Digest copied."),
          () => toast.error("The browser did not allow copying."),
        )
      }
    >
      {digest.slice(0, 12)}
    </button>
  );
}
