"use client";

import { useEffect } from "react";
import { Toaster as Base, toast } from "sonner";
import { toasts } from "./toast";

export function ToasterLayer() {
  useEffect(() => toasts.serve(({ kind, title, ...more }) => toast[kind](title, more)), []);
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
