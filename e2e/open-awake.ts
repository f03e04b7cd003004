import type { BrowserContext, Page } from "@playwright/test";

/** What the server painted hears nobody until React has taken it over, which the page tells by forgetting early keys. */
async function waitUntilAwake(page: Page): Promise<void> {
  await page.waitForFunction(() => window.earlyKeys === undefined);
}

/** Finds no text twice: for screen readers the router repeats a page's heading somewhere else, now or a moment later. */
function passOverAnnouncements(page: Page): void {
  const { getByText } = page;
  const shown = page.locator(":not(#__next-route-announcer__)");
  page.getByText = (text, options) => getByText.call(page, text, options).and(shown);
}

function wake(page: Page): void {
  const { goto, reload, goBack } = page;
  page.goto = async (address, options) => {
    const answer = await goto.call(page, address, options);
    if (options?.waitUntil !== "commit") await waitUntilAwake(page);
    return answer;
  };
  page.reload = async (options) => {
    const answer = await reload.call(page, options);
    await waitUntilAwake(page);
    return answer;
  };
  page.goBack = async (options) => {
    const answer = await goBack.call(page, options);
    await waitUntilAwake(page);
    return answer;
  };
}

/** Whoever opens an address on a page of this context from now on finds it awake, unless they ask for its first bytes. */
export function openAwake(context: BrowserContext): BrowserContext {
  context.on("page", (page) => {
    wake(page);
    passOverAnnouncements(page);
  });
  return context;
}
