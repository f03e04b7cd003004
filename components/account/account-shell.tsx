"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { signOut } from "../layout/sign-out";
import { Button } from "../ui/button";

/** Around what belongs to a person and to no project. */
export function AccountShell({ email, children }: { email: string; children: ReactNode }) {
  return (
    <div className="min-h-dvh bg-raised">
      <header className="flex h-11.5 items-center gap-3 border-b border-line bg-surface px-4 text-sm">
        <Link href="/" className="flex items-center gap-2 font-medium hover:text-accent">
          <ArrowLeft aria-hidden className="size-4" />
          Back to your project
        </Link>
        <span className="ml-auto text-muted">{email}</span>
        <Button size="sm" variant="ghost" onClick={() => void signOut()}>
          Sign out
        </Button>
      </header>
      <main id="content" className="mx-auto grid w-full max-w-4xl gap-4 p-6">
        {children}
      </main>
    </div>
  );
}
