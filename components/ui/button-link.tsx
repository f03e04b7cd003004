import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonProps, buttonClass } from "./button";
import { classNames } from "./class-names";

type ButtonLinkProps = ComponentProps<typeof Link> & Pick<ButtonProps, "variant" | "size">;

/** A way to another page that looks like a button. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link className={classNames(buttonClass(variant, size), className)} {...rest} />;
}
