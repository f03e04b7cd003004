"use client";

import { type ReactNode, useRef } from "react";
import { useSeen } from "./use-seen";

/** Until it comes near the screen a chart is a name in its place, so that two thousand of them cost nothing. */
export function SeenPlace({ name, minHeight, children }: { name: string; minHeight: number; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  return (
    <div
      ref={place}
      data-chart={name}
      className="grid min-w-0"
      // Names far off the screen are not laid out; a chart may reach beyond its place, so it is no longer held in.
      style={seen ? { minHeight } : { height: minHeight, contentVisibility: "auto" }}
    >
      {seen ? (
        children
      ) : (
        <p className="break-words rounded-lg border border-line px-3 pt-2.5 text-sm text-muted">{name}</p>
      )}
    </div>
  );
}
