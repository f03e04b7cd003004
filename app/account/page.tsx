import type { Metadata } from "next";
import { headers } from "next/headers";
import { AccountShell } from "@/components/account/account-shell";
import { AccountView } from "@/components/account/account-view";
import { ToSignIn } from "@/components/layout/to-sign-in";
import { createContext } from "@/server/create-context";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { viewer } = await createContext(await headers());
  if (!viewer) return <ToSignIn />;
  return (
    <AccountShell email={viewer.email}>
      <AccountView />
    </AccountShell>
  );
}
