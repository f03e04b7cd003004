import { expect, test } from "vitest";
import { type LiveMessage, LiveTopics } from "./live-topics";

const message = (topic: LiveMessage["topic"]): LiveMessage => ({ topic, kind: "state", runId: "r1" });

test("topics are told once however many listen, and leave with their last listener", () => {
  const topics = new LiveTopics();
  let renewed = 0;
  topics.watch(() => (renewed += 1));
  const first = topics.add("runs", () => {});
  const second = topics.add("runs", () => {});
  expect(topics.read()).toEqual(["runs"]);
  first();
  expect(topics.read()).toEqual(["runs"]);
  second();
  expect(topics.read()).toEqual([]);
  expect(renewed).toBe(2);
});

test("a message reaches the listeners of its topic only", () => {
  const topics = new LiveTopics();
  const heard: string[] = [];
  topics.add("runs", () => heard.push("runs"));
  topics.add("run:r1", () => heard.push("one"));
  topics.tell(message("run:r1"));
  expect(heard).toEqual(["one"]);
});
