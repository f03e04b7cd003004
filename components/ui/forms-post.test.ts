import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Until React is there a browser sends a form by itself, and one without a method writes its fields into the address. */
test("no form can write what is typed into an address", () => {
  const files = readdirSync("components", { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".tsx"),
  );
  const forms = files.flatMap((name) =>
    [...readFileSync(join("components", name), "utf8").matchAll(/<form[^>]*>?/g)].map(([tag]) => ({ name, tag })),
  );
  expect(forms.length).toBeGreaterThan(10);
  expect(forms.filter(({ tag }) => !tag.includes('method="post"'))).toEqual([]);
});
