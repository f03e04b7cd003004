// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { useLinkSecret } from "./use-link-secret";

afterEach(cleanup);

test("what stands behind # is read, and read again when another link is opened in the same tab", () => {
  location.hash = "#first";
  const { result } = renderHook(useLinkSecret);
  expect(result.current).toBe("first");
  act(() => {
    location.hash = "#second";
    dispatchEvent(new Event("hashchange"));
  });
  expect(result.current).toBe("second");
});

test("an address that was not copied whole has none", () => {
  location.hash = "";
  const { result } = renderHook(useLinkSecret);
  expect(result.current).toBeNull();
});
