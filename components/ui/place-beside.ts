export type Side = "top" | "right" | "bottom" | "left";
type Box = { left: number; top: number; width: number; height: number };
type Size = { width: number; height: number };

const GAP = 5;
const MARGIN = 8;
const OPPOSITE: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };

function cornerOf(side: Side, size: Size, anchor: Box): { left: number; top: number } {
  const left = anchor.left + (anchor.width - size.width) / 2;
  const top = anchor.top + (anchor.height - size.height) / 2;
  if (side === "top") return { left, top: anchor.top - size.height - GAP };
  if (side === "bottom") return { left, top: anchor.top + anchor.height + GAP };
  if (side === "left") return { left: anchor.left - size.width - GAP, top };
  return { left: anchor.left + anchor.width + GAP, top };
}

function fits({ left, top }: { left: number; top: number }, size: Size, screen: Size): boolean {
  return left >= 0 && top >= 0 && left + size.width <= screen.width && top + size.height <= screen.height;
}

/** Centred on one side of the anchor, on the other where there is no room, and never out of the screen. */
export function findPlace(side: Side, size: Size, anchor: Box, screen: Size): { left: number; top: number } {
  const wanted = cornerOf(side, size, anchor);
  const other = cornerOf(OPPOSITE[side], size, anchor);
  const { left, top } = fits(other, size, screen) && !fits(wanted, size, screen) ? other : wanted;
  return {
    left: Math.max(MARGIN, Math.min(left, screen.width - size.width - MARGIN)),
    top: Math.max(MARGIN, Math.min(top, screen.height - size.height - MARGIN)),
  };
}

export function placeBeside(element: HTMLElement, anchor: HTMLElement, side: Side): void {
  const size = { width: element.offsetWidth, height: element.offsetHeight };
  const { left, top } = findPlace(side, size, anchor.getBoundingClientRect(), {
    width: innerWidth,
    height: innerHeight,
  });
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}
