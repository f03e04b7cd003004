import type { Metadata } from "next";
import { EntryCard } from "@/components/sign-in/entry-card";
import { returnPath } from "@/components/sign-in/return-path";
import { SignInForm } from "@/components/sign-in/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Search = Promise<{ next?: string; error?: string }>;

const USED_ADDRESS = "That sign-in address was used already or is older than an hour. Ask for a new one below.";

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, error } = await searchParams;
  return (
    <EntryCard
      said="Sign in to see your runs."
      foot={
        <>
          <p>Forgot your password? An admin of your project makes you a link that sets a new one.</p>
          <p>
            None yet? On the machine that Assay runs on, <code className="font-mono">npm run -s assay -- sign-in</code>{" "}
            prints an address that signs its administrator in.
          </p>
        </>
      }
    >
      <SignInForm next={returnPath(next)} notice={error ? USED_ADDRESS : null} />
    </EntryCard>
  );
}
