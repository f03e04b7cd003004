"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ErrorState what={error.digest ? `This page (error ${error.digest})` : "This page"} error={error} onRetry={reset} />
  );
}
