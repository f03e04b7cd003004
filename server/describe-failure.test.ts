import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { describeFailure } from "./describe-failure";

test("an unforeseen error is described without what it was about", () => {
  const refused = Object.assign(new Error('invalid input "Jane"'), { name: "PostgresError", code: "22003" });
  const query = new DrizzleQueryError("insert into generation values ($1)", ["Jane has a cough"], refused);
  expect(query.message).toContain("Jane");
  expect(describeFailure(query)).toBe("a query failed: PostgresError (22003)");
  const absent = Object.assign(new Error("ENOENT: no such file, open '/home/jane/x'"), { code: "ENOENT" });
  expect(describeFailure(absent)).toBe("Error (ENOENT)");
});
