"use client";

import { useEffect } from "react";

/** Only the browser knows the whole address that was wanted; signing in leads back to it. */
export function ToSignIn() {
  useEffect(() => {
    location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  }, []);
  return (
    <main className="grid min-h-dvh place-items-center text-sm text-muted">
      <p role="status">Going to the sign-in page …</p>
    </main>
  );
}
