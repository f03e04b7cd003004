"use client";

import { useMutation } from "@tanstack/react-query";
import { nanoid } from "nanoid";
import { useEffect, useRef, useState } from "react";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { FocusClock } from "../../review/store/focus-clock";

/** Shorter looks are no work. */
const FEWEST_SECONDS = 2;

/**
 * Counts while the page has focus. What ends in a settled case goes with it (`take`); what does not is told by itself
 * for who is named in the round.
 */
export function useSettleTime(campaign: string, timed: boolean): () => number {
  const { project } = useProject();
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.reviews.time.mutationOptions());
  const [clock] = useState(() => new FocusClock(() => performance.now()));
  const tell = useRef(() => {});
  useEffect(() => {
    tell.current = () => {
      const seconds = clock.take();
      if (!timed || seconds < FEWEST_SECONDS) return;
      mutate({ project: project.slug, campaign, id: nanoid(), kind: "adjudication", seconds });
    };
  });
  useEffect(() => {
    const follow = () => (document.hasFocus() ? clock.start() : clock.stop());
    follow();
    addEventListener("focus", follow);
    addEventListener("blur", follow);
    return () => {
      removeEventListener("focus", follow);
      removeEventListener("blur", follow);
      clock.stop();
      tell.current();
    };
  }, [clock]);
  return () => clock.take();
}
