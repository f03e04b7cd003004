"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../layout/trpc";
import { ROLE_WORDS } from "../people/role-words";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import { EntryCard } from "./entry-card";
import { JoinAs } from "./join-as";
import { JoinForm } from "./join-form";
import { SignInForm } from "./sign-in-form";
import { useLinkSecret } from "./use-link-secret";

const INCOMPLETE = "This address is not whole: an invitation ends in # and a long word. Copy all of it.";

export function InviteView() {
  const token = useLinkSecret();
  if (token === undefined) return <Waiting />;
  if (token === null) return <EntryCard said="An invitation">{INCOMPLETE}</EntryCard>;
  return <Invited token={token} />;
}

function Waiting() {
  return (
    <EntryCard said="An invitation">
      <SkeletonLines lines={4} label="Opening the invitation" />
    </EntryCard>
  );
}

function Invited({ token }: { token: string }) {
  const trpc = useTRPC();
  const opened = useQuery(trpc.invitations.open.queryOptions({ token }, { retry: false }));
  const [known, setKnown] = useState(false);
  if (opened.isPending) return <Waiting />;
  if (opened.error) {
    return (
      <EntryCard said="An invitation" foot={<a href="/sign-in">Sign in instead</a>}>
        <p role="alert">{describeError(opened.error).sentence}</p>
        <Button onClick={() => void opened.refetch()}>Try again</Button>
      </EntryCard>
    );
  }
  const { project, role, email, expiresAt, invitedBy, viewer } = opened.data;
  const said = (
    <>
      <p className="text-base text-ink">
        {invitedBy ?? "Somebody"} invites you to <b>{project}</b> as {ROLE_WORDS[role].title.toLowerCase()}.
      </p>
      <p className="mt-1">
        {ROLE_WORDS[role].title}: {ROLE_WORDS[role].may}. The link ends <RelativeTime time={expiresAt} />.
      </p>
    </>
  );
  if (viewer) {
    return (
      <EntryCard said={said}>
        <JoinAs token={token} viewer={viewer} />
      </EntryCard>
    );
  }
  return (
    <EntryCard
      said={said}
      foot={
        <p>
          {known ? "No account yet?" : "You have an account here already?"}{" "}
          <button
            type="button"
            className="text-accent underline underline-offset-2"
            onClick={() => setKnown((before) => !before)}
          >
            {known ? "Make one" : "Sign in to join with it"}
          </button>
        </p>
      }
    >
      {known ? (
        <SignInForm notice={null} onSignedIn={() => void opened.refetch()} />
      ) : (
        <JoinForm token={token} email={email} />
      )}
    </EntryCard>
  );
}
