import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { FIELD_STYLE } from "./field-style";
import { useTypedEarly } from "./use-typed-early";

export function Input({ className, ref, ...rest }: ComponentProps<"input">) {
  const field = useTypedEarly(rest.type === "file" ? null : rest.value, ref);
  return <input ref={field} className={classNames(FIELD_STYLE, "h-8", className)} {...rest} />;
}
