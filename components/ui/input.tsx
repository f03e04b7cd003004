import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { FIELD_STYLE } from "./field-style";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={classNames(FIELD_STYLE, "h-8", className)} {...rest} />;
}
