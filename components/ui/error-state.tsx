"use client";

import { RotateCw } from "lucide-react";
import { Button } from "./button";
import { describeError } from "./describe-error";

type ErrorStateProps = { what: string; error: unknown; onRetry?: () => void };

/** What could not be shown, why, and what to do. Being forbidden says who can change it. */
export function ErrorState({ what, error, onRetry }: ErrorStateProps) {
  const told = describeError(error);
  return (
    <div role="alert" className="mx-auto flex max-w-lg flex-col items-center gap-2 px-6 py-14 text-center">
      <p className="text-base font-semibold">
        {told.forbidden ? `${what}: not for your role` : `${what} could not be shown`}
      </p>
      <p className="text-sm text-muted">{told.sentence}</p>
      {onRetry && !told.forbidden ? (
        <Button onClick={onRetry} className="mt-2">
          <RotateCw aria-hidden className="size-3.5" /> Try again
        </Button>
      ) : null}
    </div>
  );
}
