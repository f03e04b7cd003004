import { classNames } from "./class-names";

/** Stands in the shape of what comes, and only once waiting is felt: after 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("animate-late rounded bg-sunken", className)} />;
}

export function SkeletonLines({ lines, label = "Loading" }: { lines: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-2">
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
        <Skeleton key={line} className="h-4 last:w-2/3" />
      ))}
    </div>
  );
}
