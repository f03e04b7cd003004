"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { loadPart } from "./load-part";
import { toasts } from "./toast";

const RETRY_MILLISECONDS = 2_000;

const ToasterLayer = lazy(async () => ({
  default: await loadPart(() => import("./toaster-layer").then((module) => module.ToasterLayer), QuietFailure),
}));

/** Nobody asked for it yet: it is fetched again until it comes. */
function QuietFailure({ retry }: { retry: () => void }) {
  useEffect(() => {
    const timer = setInterval(retry, RETRY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [retry]);
  return null;
}

/** Comes with the first key or click, so that screen readers know its region before something is said in it. */
export function Toaster() {
  const [used, setUsed] = useState(false);
  useEffect(() => {
    const use = () => setUsed(true);
    if (toasts.isWaiting()) use();
    const stopWatching = toasts.watch(use);
    const once = { once: true, passive: true };
    addEventListener("pointerdown", use, once);
    addEventListener("keydown", use, once);
    return () => {
      stopWatching();
      removeEventListener("pointerdown", use);
      removeEventListener("keydown", use);
    };
  }, []);
  if (!used) return null;
  return (
    <Suspense fallback={null}>
      <ToasterLayer />
    </Suspense>
  );
}
