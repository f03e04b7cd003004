"use client";

import { formatInstant } from "@/domain/format/relative-time";
import { classNames } from "../ui/class-names";
import { useLiveState } from "./live-provider";
import type { LiveState } from "./live-state";

function describeState(state: LiveState): { word: string; title: string; ink: string } {
  if (state.kind === "live") return { word: "live", title: "What you see is what is.", ink: "text-good" };
  if (state.kind === "catching up") {
    return { word: "catching up", title: "Reading what happened meanwhile.", ink: "text-undecided" };
  }
  const time = state.since.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return {
    word: `offline since ${time}`,
    title: `The server has not answered since ${formatInstant(state.since)}. Runs go on; the page catches up by itself.`,
    ink: "text-bad",
  };
}

export function LiveIndicator() {
  const state = useLiveState();
  const { word, title, ink } = describeState(state);
  return (
    <span
      role="status"
      title={title}
      className={classNames("flex items-center gap-1.5 whitespace-nowrap text-xs", ink)}
    >
      <i
        aria-hidden
        className={classNames(
          "size-[7px] rounded-full",
          state.kind === "offline" ? "border border-current" : "bg-current",
        )}
      />
      {word}
    </span>
  );
}
