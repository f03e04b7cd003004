"use client";

import { useLayoutEffect } from "react";
import { applyTheme, THEME_EVENT } from "./theme-choice";
import { useEarlyScript } from "./use-early-script";

/** Sets `data-theme` before the first paint, and again whenever React makes the document anew (a page not found). */
export function Theme() {
  useEarlyScript(applyTheme);
  useLayoutEffect(() => {
    applyTheme();
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", applyTheme);
    addEventListener("storage", applyTheme);
    addEventListener(THEME_EVENT, applyTheme);
    return () => {
      system.removeEventListener("change", applyTheme);
      removeEventListener("storage", applyTheme);
      removeEventListener(THEME_EVENT, applyTheme);
    };
  }, []);
  return null;
}
