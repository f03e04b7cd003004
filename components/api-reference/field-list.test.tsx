// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { ReferenceField } from "@/domain/api/reference";
import { FieldList } from "./field-list";

afterEach(cleanup);

const field = (name: string, more: Partial<ReferenceField> = {}): ReferenceField => ({
  name,
  type: "string",
  required: false,
  description: "",
  default: null,
  fields: [],
  shapes: [],
  ...more,
});

const fields = [
  field("stage", { required: true, description: "As `GET stages` names it." }),
  field("limit", { type: "integer", default: "100" }),
  field("items", { type: "list of RunRow", shapes: ["RunRow"] }),
  field("statement", { type: "object", fields: [field("holds", { required: true })] }),
];

const row = (name: string) => within(screen.getByText(name, { selector: "code" }).closest("li") ?? document.body);

test("a request says what is needed and what stands in for what is left out", () => {
  render(<FieldList fields={fields} asked />);
  expect(row("stage").getByText("needed")).toBeDefined();
  expect(row("limit").queryByText("needed")).toBeNull();
  expect(row("limit").getByText("100")).toBeDefined();
  expect(row("holds").getByText("needed")).toBeDefined();
});

test("an answer says what may be missing, and a shape leads to where it is told", () => {
  render(<FieldList fields={fields} asked={false} />);
  expect(row("stage").queryByText("may be missing")).toBeNull();
  expect(row("limit").getByText("may be missing")).toBeDefined();
  expect(screen.getByRole("link", { name: "RunRow" }).getAttribute("href")).toBe("#RunRow");
  expect(screen.getByText("1 field inside")).toBeDefined();
});
