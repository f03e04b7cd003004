import type { Metadata } from "next";
import { headers } from "next/headers";
import { AccountShell } from "@/components/account/account-shell";
import { NewProjectView } from "@/components/account/new-project-view";
import { ToSignIn } from "@/components/layout/to-sign-in";
import { createContext } from "@/server/create-context";

export const metadata: Metadata = { title: "New project" };

export default async function NewProjectPage() {
  const { viewer } = await createContext(await headers());
  if (!viewer) return <ToSignIn />;
  return (
    <AccountShell email={viewer.email}>
      <NewProjectView />
    </AccountShell>
  );
}
