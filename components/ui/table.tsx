import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table className={classNames("w-full border-collapse text-sm", className)} {...rest} />;
}

export function HeadCell({ numeric, className, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={classNames(
        "h-8 whitespace-nowrap border-b border-line px-2.5 text-xs font-medium text-muted",
        numeric ? "text-right" : "text-left",
        className,
      )}
      {...rest}
    />
  );
}

export function Row({ selected, className, ...rest }: ComponentProps<"tr"> & { selected?: boolean }) {
  return (
    <tr
      data-selected={selected || undefined}
      className={classNames("border-b border-line data-[selected]:bg-accent-soft", className)}
      {...rest}
    />
  );
}

export function Cell({ numeric, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      className={classNames("h-9 px-2.5 py-1.5", numeric ? "whitespace-nowrap text-right" : "", className)}
      {...rest}
    />
  );
}
