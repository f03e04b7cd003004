import { AxeBuilder } from "@axe-core/playwright";
import { expect, PROJECT, test } from "../journey";
import { openScreen, SCREENS, type Screen } from "../screens";

// Colours in the middle of a transition are nobody's choice, and are not what is measured here.
test.use({ site: "seeded", contextOptions: { reducedMotion: "reduce" } });

const SERIOUS = ["serious", "critical"];

for (const [name, screen] of Object.entries<Screen>(SCREENS)) {
  test(`${name}: readable by everyone in light and dark`, async ({ page, complaints }) => {
    await openScreen(page, screen, PROJECT);
    for (const theme of ["light", "dark"]) {
      await page.evaluate((chosen) => {
        localStorage.setItem("assay-theme", chosen);
        dispatchEvent(new Event("assay-theme"));
      }, theme);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations
        .filter(({ impact }) => impact && SERIOUS.includes(impact))
        .map(({ id, nodes }) => ({
          id,
          where: nodes.slice(0, 5).map(({ target, failureSummary }) => [target, failureSummary]),
        }));
      expect(found, `${name} in ${theme}`).toEqual([]);
    }
    if (name === "not-here") complaints.splice(0);
  });
}
