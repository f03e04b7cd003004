"use client";

import { useServerInsertedHTML } from "next/navigation";
import { useRef } from "react";

/** Runs `early` before the first paint, by a script that only the server writes. */
export function useEarlyScript(early: () => void): void {
  const written = useRef(false);
  useServerInsertedHTML(() => {
    if (written.current) return null;
    written.current = true;
    return <script>{`(${early})()`}</script>;
  });
}
