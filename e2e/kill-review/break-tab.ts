import type { Page } from "@playwright/test";
import { type Break, openTab, type Scene } from "./scene";

const MOST_OVER_MILLISECONDS = 400;

/** The process behind the page dies, as when the system runs out of memory. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  // It never answers.
  session.send("Page.crash").catch(() => {});
  await crashed;
  await page.close();
}

/** Closed without being asked, the network being there or not; what it had not sent, the next tab sends. */
function closeTab(scene: Scene, how: "closed" | "closed offline" | "crashed"): Break {
  const { context } = scene.browser;
  const [page] = scene.pages;
  if (!page) throw new Error("There is no tab to close.");
  return {
    name: how,
    strike: async () => {
      if (how === "closed offline") await context.setOffline(true);
      await (how === "crashed" ? crash(page) : page.close());
    },
    goesOn: null,
    mend: () => context.setOffline(false),
    enter: async () => {
      scene.pages = [await openTab(scene)];
    },
  };
}

/** Two tabs on one case: keys go to one of them, and that one or the other is closed. */
function closeOneOfTwo(scene: Scene, own: boolean): Break {
  return {
    name: own ? "one of two closed, with the keys" : "one of two closed, the other goes on",
    prepare: async () => {
      scene.pages.push(await openTab(scene));
    },
    strike: async () => {
      const gone = own ? scene.pages.shift() : scene.pages.pop();
      await gone?.close();
    },
    goesOn: own ? null : scene.draw(MOST_OVER_MILLISECONDS),
    mend: async () => {},
    enter: async () => {
      // A tab that stays sends what another left within half a minute; one that is opened does at once.
      if (own) scene.pages.push(await openTab(scene));
    },
  };
}

export function breakTab(scene: Scene): Break {
  const choice = scene.draw(6);
  if (choice >= 4) return closeOneOfTwo(scene, choice === 4);
  return closeTab(scene, choice === 3 ? "crashed" : choice === 2 ? "closed offline" : "closed");
}
