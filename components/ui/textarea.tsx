import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { FIELD_STYLE } from "./field-style";

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={classNames(FIELD_STYLE, className)} {...rest} />;
}
