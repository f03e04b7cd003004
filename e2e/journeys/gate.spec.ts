import { expect, PROJECT, test } from "../journey";
import { PASSWORD } from "../people";
import { closeRead } from "../read-round";
import { expectReadable } from "../readable";
import { press, visit } from "../review-round";

test.use({ person: "investigator", contextOptions: { reducedMotion: "reduce" } });

test("settle a disagreement by keyboard, sign the gate, see it frozen", async ({ page }) => {
  const campaign = await closeRead({
    title: "To be signed",
    texts: [visit(1), visit(2), visit(3)],
    // One of two says that the second note continues a drug that was stopped.
    say: (place, reader) => (place === 1 && reader === 0 ? "Lisinopril was continued" : null),
  });
  await page.goto(`${PROJECT}/campaigns/${campaign}`);
  const gate = page.getByRole("region", { name: "Gate" });
  await expect(gate.getByRole("heading", { name: "Undecided" })).toBeVisible();
  await expect(gate.getByText("1 note is tied")).toBeVisible();
  await expectReadable(page, "the round");

  await gate.getByRole("link", { name: "Settle what readers differ on" }).click();
  await expect(page.getByRole("table", { name: "Disagreements" }).getByRole("row")).toHaveCount(2);
  await expect(page.getByText("Ravi Reviewer")).toHaveCount(0);
  await page.getByRole("link", { name: "Settle one after another" }).click();
  await expect(page.getByText("1 place to decide.")).toBeVisible();
  await expect(page.getByText("Lisinopril was continued").first()).toBeVisible();
  await expect(page.getByText("Ravi Reviewer")).toHaveCount(0);
  await expectReadable(page, "a case to settle");

  await press(page, "3", "s");
  await expect(page.getByText(/kept: contradicts, major/i)).toBeVisible();
  await press(page, "x");
  await expect(page.getByText("dropped")).toBeVisible();
  await press(page, "Enter", "3");
  await expect(page.getByText("Write why.")).toBeVisible();
  await press(page, "r");
  await page.keyboard.type("The patient stopped it in March.");
  await press(page, "Shift+Enter");
  await expect(page).toHaveURL(/disagreements$/);
  await expect(page.getByRole("button", { name: "settled 1" })).toBeVisible();

  await page.getByRole("link", { name: "Round", exact: true }).click();
  await expect(gate.getByText("is tied")).toHaveCount(0);
  await expect(gate.getByRole("link", { name: /^1 of 3\snotes$/ })).toBeVisible();
  await gate.getByRole("button", { name: "Sign as it is…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("It is no clearance for clinical use")).toBeVisible();
  await expectReadable(page, "the dialog that signs");
  await dialog.getByLabel(/^Password of/).fill("not this one");
  await dialog.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(dialog.getByText("Your password is not this.").first()).toBeVisible();
  await dialog.getByLabel("Pass", { exact: false }).first().check();
  await dialog.getByLabel(/^Why you decide otherwise/).fill("A pilot whose notes nobody uses.");
  await dialog.getByRole("button", { name: "Write it into the statement" }).click();
  await expect(dialog.getByText("This is not what the rule says. Reason: A pilot")).toBeVisible();
  await dialog.getByLabel(/^Password of/).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign", exact: true }).click();

  const signed = page.getByRole("article", { name: "Signed gate" });
  await expect(signed.getByText("frozen", { exact: true })).toBeVisible();
  await expect(signed.getByText("the rule says undecided: overridden")).toBeVisible();
  await expect(signed.locator("code")).toHaveText(/^[0-9a-f]{64}$/);
  await expect(signed.getByText("Changed since it was signed")).toHaveCount(0);
  await expectReadable(page, "the signed gate");

  await page.getByRole("link", { name: "Disagreements" }).click();
  await page.getByRole("button", { name: "settled 1" }).click();
  await page.getByRole("link", { name: "Case 1" }).click();
  await expect(page.getByText(/Settled before as an error, version 1/)).toBeVisible();
  await press(page, "x", "r");
  await page.keyboard.type("Read once more.");
  await press(page, "Shift+Enter");
  await page.getByRole("link", { name: "Signatures" }).click();
  await expect(page.getByText("changed since")).toBeVisible();
});
