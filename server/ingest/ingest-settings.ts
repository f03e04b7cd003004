import type { Env } from "../env";
import type { IngestSettings } from "./batch";

export function ingestSettings({ ASSAY_LEASE_SECONDS, ASSAY_PRICE_PER_HOUR }: Env): IngestSettings {
  return { leaseSeconds: ASSAY_LEASE_SECONDS, price: ASSAY_PRICE_PER_HOUR };
}
