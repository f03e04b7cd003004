"use client";

import { Toaster as Base } from "sonner";

/** For what happened elsewhere: `import { toast } from "sonner"`. */
export function Toaster() {
  return (
    <Base
      position="bottom-right"
      toastOptions={{
        style: {
          background: "var(--surface)",
          color: "var(--ink)",
          borderColor: "var(--line)",
          fontFamily: "var(--text)",
        },
      }}
    />
  );
}
