import type { Env } from "../env";
import type { IngestSettings } from "./batch";

export function ingestSettings({ ASSAY_LEASE_SECONDS, ASSAY_PRICE_PER_HOUR }: Env): IngestSettings {
  const price = ASSAY_PRICE_PER_HOUR === "" ? Number.NaN : Number(ASSAY_PRICE_PER_HOUR);
  return { leaseSeconds: ASSAY_LEASE_SECONDS, pricePerHour: Number.isFinite(price) && price >= 0 ? price : null };
}
