import type { ComponentProps } from "react";

type ScrollRegionProps = ComponentProps<"section"> & { "aria-label": string };

/** A part that scrolls by itself can be reached by Tab, so that arrow keys scroll it (WCAG 2.1.1). */
export function ScrollRegion(props: ScrollRegionProps) {
  return <section tabIndex={0} {...props} />;
}
