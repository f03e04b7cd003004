import type { Locator, Page } from "@playwright/test";
import { openScreen, SCREENS } from "../screens";

type Prepare = (page: Page, project: string) => Promise<void>;

const onStudy =
  (button: RegExp, opened: (page: Page) => Locator): Prepare =>
  async (page, project) => {
    await openScreen(page, SCREENS.study, project);
    await page.getByRole("button", { name: button }).first().focus();
    await page.keyboard.press("Enter");
    await opened(page).waitFor();
  };

const onPair =
  (...buttons: string[]): Prepare =>
  async (page, project) => {
    await openScreen(page, SCREENS["pair-set"], project);
    await page.getByRole("button").filter({ hasText: "Chosen:" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Where it comes from").waitFor();
    for (const name of buttons) await dialog.getByRole("button", { name }).click();
  };

/** What opens over pairs, margins and studies, or behind one of their buttons. */
export const DIALOG_SHOTS: Readonly<Record<string, Prepare>> = {
  pair: onPair(),
  "pair-editing": onPair("Edit pair"),
  "pair-discard": async (page, project) => {
    await openScreen(page, SCREENS["pair-set"], project);
    await page.getByRole("button", { name: "Discard draft" }).click();
    await page.getByRole("dialog").or(page.getByRole("alertdialog")).first().waitFor();
  },
  "margins-pairs": async (page, project) => {
    await openScreen(page, SCREENS.margins, project);
    await page.getByRole("combobox", { name: /^Read pairs factual/ }).click();
    await page.getByRole("option", { name: /^all of them/ }).click();
    await page.getByRole("dialog").getByText("tokens chosen").waitFor();
  },
  "margins-table": async (page, project) => {
    await openScreen(page, SCREENS.margins, project);
    await page.getByRole("button", { name: /^Copy or save Margins of pairs factual/ }).click();
    await page.getByRole("menuitem", { name: "Show as table" }).click();
    await page.getByRole("dialog").waitFor();
  },
  "study-again": onStudy(/^Run “/, (page) => page.getByRole("dialog")),
  "study-fork": onStudy(/^Fork from “/, (page) => page.getByRole("heading", { name: /^Fork/ }).first()),
};
