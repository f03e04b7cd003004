import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";

type Variant = "primary" | "secondary" | "ghost" | "danger";
type Size = "sm" | "md" | "icon";

const VARIANTS: Record<Variant, string> = {
  primary: "border-accent bg-accent font-medium text-on-accent hover:brightness-110 disabled:opacity-55",
  secondary:
    "border-line bg-surface text-ink hover:border-line-strong hover:bg-raised disabled:bg-sunken disabled:text-muted",
  ghost: "border-transparent text-muted hover:bg-sunken hover:text-ink disabled:opacity-55",
  danger: "border-bad/40 bg-surface text-bad hover:bg-bad-soft disabled:opacity-55",
};
const SIZES: Record<Size, string> = { sm: "h-7 gap-1.5 px-2 text-xs", md: "h-8 gap-2 px-2.5 text-sm", icon: "size-7" };

export type ButtonProps = ComponentProps<"button"> & {
  variant?: Variant;
  size?: Size;
  /** Shown after the label; the key itself is bound with useKeys. */
  hint?: ReactNode;
};

export function buttonClass(variant: Variant = "secondary", size: Size = "md"): string {
  return classNames(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border transition-colors disabled:cursor-not-allowed",
    VARIANTS[variant],
    SIZES[size],
  );
}

export function Button({ variant, size, hint, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classNames(buttonClass(variant, size), className)} {...rest}>
      {children}
      {hint ? <Kbd tone={variant === "primary" ? "inherit" : "muted"}>{hint}</Kbd> : null}
    </button>
  );
}
