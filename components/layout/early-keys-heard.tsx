"use client";

import { useEffect } from "react";
import { flushSync } from "react-dom";
import { collectEarlyKeys, replayEarlyKeys } from "./early-keys";
import { useEarlyScript } from "./use-early-script";

/** Keys pressed on a page that is painted but not awake yet are heard once it is. Stands behind all that binds keys. */
export function EarlyKeysHeard() {
  useEarlyScript(collectEarlyKeys);
  useEffect(() => replayEarlyKeys(flushSync), []);
  return null;
}
