import { PROJECT, test } from "../journey";
import { expectReadableInBoth } from "../readable";
import { openScreen, SCREENS, type Screen } from "../screens";

// Colours in the middle of a transition are nobody's choice, and are not what is measured here.
test.use({ contextOptions: { reducedMotion: "reduce" } });
// They only look, so whichever worker is free takes the next.
test.describe.configure({ mode: "parallel" });

for (const [name, screen] of Object.entries<Screen>(SCREENS)) {
  test(`${name}: readable by everyone in light and dark`, async ({ page, complaints }) => {
    await openScreen(page, screen, PROJECT);
    await expectReadableInBoth(page, name, ["serious", "critical"]);
    if (name === "not-here") complaints.splice(0);
  });
}
