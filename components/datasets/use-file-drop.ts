"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** True while a file is held over the element; the file that is dropped goes to `onFile`. */
export function useFileDrop(target: RefObject<HTMLElement | null>, onFile: ((file: File) => void) | null): boolean {
  const [over, setOver] = useState(false);
  const take = useRef(onFile);
  useEffect(() => {
    take.current = onFile;
  });
  useEffect(() => {
    const element = target.current;
    if (!element) return;
    // Entering a child is told before leaving its parent.
    let depth = 0;
    const listening = new AbortController();
    const on = (name: "dragenter" | "dragleave" | "dragover" | "drop", act: (event: DragEvent) => void) =>
      element.addEventListener(name, (event) => take.current && holdsFiles(event) && act(event), {
        signal: listening.signal,
      });
    on("dragenter", () => {
      depth += 1;
      setOver(true);
    });
    on("dragleave", () => {
      depth -= 1;
      if (depth <= 0) setOver(false);
    });
    on("dragover", (event) => event.preventDefault());
    on("drop", (event) => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) take.current?.(file);
    });
    return () => listening.abort();
  }, [target]);
  return over;
}
