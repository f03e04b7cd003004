/** The web alone over the written scenario: its address, and a database that no other site reads. */
export type SeededSite = { name: string; url: string; database: string };

/** Journeys that run beside one another. */
export const WORKERS = 2;
const VARIABLE = "ASSAY_E2E_SEEDED";

/** Tells the workers of the sites; the runner hands its own variables on to them. */
export function nameSeededSites(sites: readonly SeededSite[]): void {
  process.env[VARIABLE] = JSON.stringify(sites);
}

/** The site of this worker: what journeys write at the same time stands in nobody's way. */
export function seededSite(): SeededSite {
  const sites: SeededSite[] = JSON.parse(process.env[VARIABLE] ?? "[]");
  const site = sites[Number(process.env.TEST_PARALLEL_INDEX)];
  if (!site) throw new Error(`There is no seeded site for worker ${process.env.TEST_PARALLEL_INDEX}.`);
  return site;
}
