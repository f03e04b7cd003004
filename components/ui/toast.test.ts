import { expect, test } from "vitest";
import { type Toast, ToastQueue } from "./toast";

test("what is said before anybody serves is said once somebody does, in order, and only once", () => {
  const queue = new ToastQueue();
  let asked = 0;
  queue.watch(() => (asked += 1));
  const said: string[] = [];
  const serve = () => queue.serve((toast: Toast) => said.push(toast.title));
  queue.add({ kind: "success", title: "first" });
  queue.add({ kind: "error", title: "second" });
  expect([asked, queue.isWaiting()]).toEqual([2, true]);
  const leave = serve();
  queue.add({ kind: "success", title: "third" });
  leave();
  queue.add({ kind: "success", title: "fourth" });
  serve();
  expect(said).toEqual(["first", "second", "third", "fourth"]);
  expect(queue.isWaiting()).toBe(false);
});
