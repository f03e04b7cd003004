"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { type KeyBinding, KeyBindings } from "./key-bindings";

const KeysContext = createContext<KeyBindings | null>(null);

export function useKeyBindings(): KeyBindings {
  const bindings = useContext(KeysContext);
  if (!bindings) throw new Error("useKeys needs a KeysProvider above it.");
  return bindings;
}

export function KeysProvider({ children }: { children: ReactNode }) {
  const [bindings] = useState(() => new KeyBindings());
  useEffect(() => {
    const press = (event: KeyboardEvent) => bindings.press(event);
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [bindings]);
  return <KeysContext value={bindings}>{children}</KeysContext>;
}

/** Binds keys while the component is on the page, and lists them in the `?` sheet under `group`. */
export function useKeys(group: string, keys: readonly KeyBinding[]): void {
  const bindings = useKeyBindings();
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => bindings.add(group, () => current.current), [bindings, group]);
}
