"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";

/** For somebody who is signed in already. */
export function JoinAs({ token, viewer }: { token: string; viewer: string }) {
  const trpc = useTRPC();
  const accept = useMutation(
    trpc.invitations.accept.mutationOptions({ onSuccess: ({ slug }) => location.assign(`/projects/${slug}`) }),
  );
  return (
    <div className="grid gap-4">
      <p className="text-sm">
        You are signed in as <b>{viewer}</b>.
      </p>
      <p role="alert" className="min-h-5 text-sm text-bad">
        {accept.error ? describeError(accept.error).sentence : null}
      </p>
      <Button variant="primary" disabled={accept.isPending} onClick={() => accept.mutate({ token })}>
        Join the project
      </Button>
    </div>
  );
}
