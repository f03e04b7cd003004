"use client";

import { useRouter } from "next/navigation";
import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from "react";
import { mayDo } from "@/domain/access";
import { loadPart } from "../ui/load-part";
import { DialogFailure } from "../ui/part-failure";
import { useKeys } from "./keys";
import { PAGES, pageAddress } from "./pages";
import { useProject } from "./project-context";

const Palette = lazy(async () => ({
  default: await loadPart(() => import("./palette").then((module) => module.Palette), DialogFailure),
}));
const KeySheet = lazy(async () => ({
  default: await loadPart(() => import("./key-sheet").then((module) => module.KeySheet), DialogFailure),
}));

type Layers = { openPalette: () => void; openKeySheet: () => void };
const LayersContext = createContext<Layers>({ openPalette: () => {}, openKeySheet: () => {} });
export const useLayers = (): Layers => useContext(LayersContext);

type ShellKeysProps = {
  /** Without the frame a page has the single keys for itself. */
  framed: boolean;
  children: ReactNode;
};

/** The keys that work on every page; palette and sheet are loaded when first asked for. */
export function ShellKeys({ framed, children }: ShellKeysProps) {
  const router = useRouter();
  const { project } = useProject();
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  useKeys("Everywhere", [
    { keys: "mod+k", label: "Go to anything", run: () => setOpen("palette") },
    { keys: "?", label: "Show the keys", run: () => setOpen("keys") },
    ...PAGES.filter((page) => mayDo(project.role, page.permission) && (framed || page.keys.includes(" "))).map(
      (page) => ({
        keys: page.keys,
        label: page.title,
        run: () => router.push(pageAddress(project.slug, page.path)),
      }),
    ),
  ]);
  const close = (stays: boolean) => (stays ? undefined : setOpen(null));
  return (
    <LayersContext value={{ openPalette: () => setOpen("palette"), openKeySheet: () => setOpen("keys") }}>
      {children}
      <Suspense fallback={null}>
        {open === "palette" ? <Palette onOpenChange={close} /> : null}
        {open === "keys" ? <KeySheet onOpenChange={close} /> : null}
      </Suspense>
    </LayersContext>
  );
}
