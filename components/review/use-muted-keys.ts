"use client";

import { useEffect } from "react";

/** While it is on the page no key commands what lies below; a dialog gets its own, and Tab leads into it. */
export function useMutedKeys(): void {
  useEffect(() => {
    const mute = (event: KeyboardEvent) => {
      const inDialog = event.target instanceof Element && event.target.closest("[role=dialog]");
      if (!inDialog) event.stopImmediatePropagation();
    };
    // ⌘ and Ctrl reach the page's keys from every field; they end where the dialog has had its turn.
    const end = (event: KeyboardEvent) => event.stopPropagation();
    addEventListener("keydown", mute, { capture: true });
    document.addEventListener("keydown", end);
    return () => {
      removeEventListener("keydown", mute, { capture: true });
      document.removeEventListener("keydown", end);
    };
  }, []);
}
