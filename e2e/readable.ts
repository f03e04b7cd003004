import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Impact = "minor" | "moderate" | "serious" | "critical";
const THEMES = ["light", "dark"] as const;

/**
 * Nothing that axe finds stands between a person and the page, or the part that is named.
 * @param impacts the only ones that count; without them all do
 */
export async function expectReadable(
  page: Page,
  what: string,
  { part, impacts }: { part?: string; impacts?: readonly Impact[] } = {},
): Promise<void> {
  // In the page itself, as none of ours holds a frame of another origin: a page of axe's own costs more than its rules.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await (part ? axe.include(part) : axe).analyze();
  const found = violations
    .filter(({ impact }) => !impacts || (impact && impacts.includes(impact)))
    .map(({ id, nodes }) => ({
      id,
      where: nodes.slice(0, 5).map(({ target, failureSummary }) => [target, failureSummary]),
    }));
  expect(found, what).toEqual([]);
}

/** The same in both themes, on the page as it stands. */
export async function expectReadableInBoth(page: Page, what: string, impacts?: readonly Impact[]): Promise<void> {
  for (const theme of THEMES) {
    await page.evaluate((chosen) => {
      localStorage.setItem("assay-theme", chosen);
      dispatchEvent(new Event("assay-theme"));
    }, theme);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await expectReadable(page, `${what} in ${theme}`, { impacts });
  }
}
