import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={classNames("rounded-lg border border-line bg-surface p-4", className)} {...rest} />;
}

/** Title with a quiet remark behind it and actions at the far end. */
export function CardHeader({ title, remark, actions }: { title: ReactNode; remark?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="mb-2 flex min-h-7 items-center gap-2">
      <h2 className="text-sm font-semibold">{title}</h2>
      {remark ? <span className="text-xs text-muted">{remark}</span> : null}
      {actions ? <div className="ml-auto flex gap-2">{actions}</div> : null}
    </div>
  );
}
