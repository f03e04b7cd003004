import type { ComponentProps, ReactNode } from "react";
import { Input } from "../ui/input";

type EntryFieldProps = ComponentProps<"input"> & { id: string; label: string; remark?: ReactNode };

export function EntryField({ id, label, remark, ...rest }: EntryFieldProps) {
  return (
    <div className="grid gap-1 text-sm">
      <label htmlFor={id}>{label}</label>
      <Input id={id} name={id} aria-describedby={remark ? `${id}-remark` : undefined} {...rest} />
      {remark ? (
        <p id={`${id}-remark`} className="text-xs text-muted">
          {remark}
        </p>
      ) : null}
    </div>
  );
}
