"use client";

import { type ReactNode, useRef } from "react";
import { useFileDrop } from "./use-file-drop";

type DropAreaProps = {
  /** Null while no file can be taken. */
  onFile: ((file: File) => void) | null;
  children: ReactNode;
};

/** The whole page takes a file that is dropped on it; what is inside stays as it is. */
export function DropArea({ onFile, children }: DropAreaProps) {
  const area = useRef<HTMLDivElement>(null);
  const over = useFileDrop(area, onFile);
  return (
    <div ref={area} className="relative flex min-h-full flex-col">
      {children}
      {over ? (
        <div className="pointer-events-none absolute inset-2 z-30 grid min-h-40 place-items-center rounded-lg border-2 border-accent border-dashed bg-accent-soft/90">
          <p className="text-base font-medium text-accent">Drop the file to look at it. Nothing is stored yet.</p>
        </div>
      ) : null}
    </div>
  );
}
