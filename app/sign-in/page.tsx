import type { Metadata } from "next";
import { returnPath } from "@/components/sign-in/return-path";
import { SignInForm } from "@/components/sign-in/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Search = Promise<{ next?: string; error?: string }>;

const USED_ADDRESS = "That sign-in address was used already or is older than an hour. Ask for a new one below.";

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, error } = await searchParams;
  return (
    <main className="grid min-h-dvh place-items-center bg-raised p-6">
      <div className="grid w-full max-w-sm gap-5 rounded-lg border border-line bg-surface p-7">
        <div>
          <h1 className="text-xl font-semibold tracking-tight text-accent">assay</h1>
          <p className="mt-1 text-sm text-muted">Sign in to see your runs.</p>
        </div>
        <SignInForm next={returnPath(next)} notice={error ? USED_ADDRESS : null} />
        <p className="border-t border-line pt-4 text-xs text-muted">
          No password yet? On the machine that Assay runs on,{" "}
          <code className="font-mono">npm run -s assay -- sign-in</code> prints an address that signs its administrator
          in.
        </p>
      </div>
    </main>
  );
}
