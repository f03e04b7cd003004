import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { whySaveFailed } from "./create-review-api";

const answered = (code: string) =>
  TRPCClientError.from({ error: { message: "no", code: -32_000, data: { code, httpStatus: 500 } } });

test("an ended session, a server that fails and one that is not reached are told apart", () => {
  expect(whySaveFailed(answered("UNAUTHORIZED"))).toBe("signed-out");
  expect(whySaveFailed(answered("INTERNAL_SERVER_ERROR"))).toBe("failed");
  expect(whySaveFailed(TRPCClientError.from(new TypeError("Failed to fetch")))).toBe("unreachable");
  const proxy = TRPCClientError.from(new SyntaxError("no JSON"), { meta: { response: { status: 413 } } });
  expect(whySaveFailed(proxy)).toBe("failed");
  expect(() => whySaveFailed("a text")).toThrow("a text");
});
