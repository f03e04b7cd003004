"use client";

import { useServerInsertedHTML } from "next/navigation";
import { useLayoutEffect, useRef } from "react";
import { applyTheme, THEME_EVENT } from "./theme-choice";

/**
 * Sets `data-theme` before the first paint, by a script that only the server writes, and again whenever React makes
 * the document anew, as it does for a page that is not found.
 */
export function Theme() {
  const written = useRef(false);
  useServerInsertedHTML(() => {
    if (written.current) return null;
    written.current = true;
    return <script>{`(${applyTheme})()`}</script>;
  });
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
