"use client";

import { useEffect, useState } from "react";
import { SignOfLife } from "./store/sign-of-life";
import type { Workspace } from "./workspace";

const IDLE_MINUTES = 10;
const LOCKED = "assay-review-locked";
const SIGNS_OF_LIFE = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart", "scroll"] as const;

/**
 * On a shared computer nobody reads on where somebody left: the session ends, texts leave the screen, and signing in
 * again leads back to the same case. Marks that were not sent stay sealed in the browser.
 */
export function useIdleLock(workspace: Workspace): { locked: boolean; unlock: () => void } {
  const [locked, setLocked] = useState(() => sessionStorage.getItem(LOCKED) !== null);
  useEffect(() => {
    if (locked) return workspace.clock.hold();
    const life = new SignOfLife(localStorage, Date.now);
    const lock = async () => {
      sessionStorage.setItem(LOCKED, "1");
      setLocked(true);
      await workspace.keeper.deliver();
      // Without a network the session goes on, and the screen stays locked all the same.
      await fetch("/api/auth/sign-out", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      }).catch(() => null);
    };
    const timer = setInterval(() => {
      if (life.idle() >= IDLE_MINUTES * 60_000) void lock();
    }, 5_000);
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, life.live, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, life.live, { capture: true });
    };
  }, [locked, workspace]);
  const unlock = () => {
    sessionStorage.removeItem(LOCKED);
    setLocked(false);
    workspace.keeper.resume();
  };
  return { locked, unlock };
}
