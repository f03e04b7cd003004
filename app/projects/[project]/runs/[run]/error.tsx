"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function RunError({ error, reset }: { error: Error; reset: () => void }) {
  return <ErrorState what="This run" error={error} onRetry={reset} />;
}
