"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { toasts } from "./toast";

const ToasterLayer = lazy(() => import("./toaster-layer").then((module) => ({ default: module.ToasterLayer })));

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
