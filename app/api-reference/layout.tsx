import { headers } from "next/headers";
import type { ReactNode } from "react";
import { ReferenceShell } from "@/components/api-reference/reference-shell";
import { ToSignIn } from "@/components/layout/to-sign-in";
import { describeSections } from "@/server/api/reference/describe-reference";
import { createContext } from "@/server/create-context";

export default async function ReferenceLayout({ children }: { children: ReactNode }) {
  const { viewer } = await createContext(await headers());
  if (!viewer) return <ToSignIn />;
  return <ReferenceShell sections={describeSections()}>{children}</ReferenceShell>;
}
