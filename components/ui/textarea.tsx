import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { FIELD_STYLE } from "./field-style";
import { useTypedEarly } from "./use-typed-early";

export function Textarea({ className, ref, ...rest }: ComponentProps<"textarea">) {
  const field = useTypedEarly(rest.value, ref);
  return <textarea ref={field} className={classNames(FIELD_STYLE, className)} {...rest} />;
}
