"use client";

import { useEffect } from "react";
import { Toaster as Base, toast } from "sonner";
import { toasts } from "./toast";

const SHOWN_MILLISECONDS = 6_000;
/** Undo is read, thought about and reached. */
const WITH_ACTION_MILLISECONDS = 12_000;

export function ToasterLayer() {
  useEffect(
    () =>
      toasts.serve(({ kind, title, ...more }) =>
        toast[kind](title, { duration: more.action ? WITH_ACTION_MILLISECONDS : SHOWN_MILLISECONDS, ...more }),
      ),
    [],
  );
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
