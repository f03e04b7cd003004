/** What one hour of a device costs; the currency is a person's own word for it, e.g. `EUR`. */
export type Price = { perHour: number; currency: string | null };

const PRICE = /^(\d+(?:\.\d+)?)(?:\s*([A-Za-z]{3}))?$/;

/** `2.5 EUR`, or `2.5` where no currency is to be shown. Null means that it is neither. */
export function parsePrice(text: string): Price | null {
  const match = PRICE.exec(text.trim());
  if (!match?.[1]) return null;
  return { perHour: Number(match[1]), currency: match[2]?.toUpperCase() ?? null };
}

/** What a run has cost in all, at the price of its last end; nothing where no price is set. */
export function costOf(price: Price | null, busySeconds: number): { cost?: number; costCurrency?: string | null } {
  return price ? { cost: (busySeconds / 3_600) * price.perHour, costCurrency: price.currency } : {};
}
