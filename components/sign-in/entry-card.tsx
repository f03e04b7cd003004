import type { ReactNode } from "react";

/** The page of somebody who is not inside yet. */
export function EntryCard({ said, children, foot }: { said: ReactNode; children: ReactNode; foot?: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center bg-raised p-6">
      <div className="grid w-full max-w-sm gap-5 rounded-lg border border-line bg-surface p-7">
        <div>
          <h1 className="text-xl font-semibold tracking-tight text-accent">assay</h1>
          <div className="mt-1 text-sm text-muted">{said}</div>
        </div>
        {children}
        {foot ? <div className="grid gap-2 border-t border-line pt-4 text-xs text-muted">{foot}</div> : null}
      </div>
    </main>
  );
}
