import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { Draw } from "@/domain/campaigns/draw";

/** A key by its name, or text into the field that has the focus. */
type Stroke = { key: string } | { text: string };
type Action = { weight: number; strokes: (draw: Draw) => Stroke[] };

const keys = (...names: string[]): Stroke[] => names.map((key) => ({ key }));
const times = (count: number, ...names: string[]): Stroke[] =>
  Array.from({ length: count }, () => keys(...names)).flat();
const digit = (draw: Draw, most: number): string => String(1 + draw(most));
/** Letters that command nothing, in case no field has the focus. */
const words = (draw: Draw): Stroke => ({ text: ["aä", "ba", "a😖a", "أب", "aa"].slice(draw(5)).join("") });

const ACTIONS: Readonly<Record<string, Action>> = {
  move: { weight: 3, strokes: (draw) => times(1 + draw(3), draw(3) === 0 ? "k" : "j") },
  sentence: { weight: 5, strokes: (draw) => keys("j", digit(draw, 4), draw(2) ? "s" : "S") },
  space: { weight: 2, strokes: (draw) => (draw(2) ? keys("Space") : keys("Space", digit(draw, 4), "s")) },
  span: { weight: 4, strokes: (draw) => [...times(1 + draw(4), "Shift+ArrowRight"), ...keys(digit(draw, 4), "s")] },
  severity: { weight: 2, strokes: () => keys("s") },
  evidence: { weight: 4, strokes: (draw) => keys("1", "s", "e", digit(draw, 5), digit(draw, 5), "Escape") },
  absent: { weight: 2, strokes: () => keys("2", "s", "e", "n", "Escape") },
  omission: { weight: 3, strokes: (draw) => keys("+", digit(draw, 5), "Escape") },
  correction: { weight: 3, strokes: (draw) => [...keys("c"), words(draw), ...keys("Enter")] },
  comment: { weight: 2, strokes: (draw) => [...keys("m"), words(draw), ...keys("Escape")] },
  markComment: { weight: 1, strokes: (draw) => [...keys("3", "s", "Shift+M"), words(draw), ...keys("Enter")] },
  unsure: { weight: 2, strokes: () => keys("u") },
  remove: { weight: 1, strokes: () => keys("Backspace") },
  undo: { weight: 4, strokes: (draw) => times(1 + draw(4), "z") },
  redo: { weight: 3, strokes: (draw) => times(1 + draw(3), "Shift+Z") },
  clean: { weight: 3, strokes: () => keys("Enter") },
  save: { weight: 6, strokes: () => keys("s", "Shift+Enter") },
  cannotJudge: { weight: 1, strokes: (draw) => keys("x", digit(draw, 3), "Escape") },
  next: { weight: 1, strokes: () => keys("]") },
  back: { weight: 1, strokes: () => keys("[", "Escape") },
};

const TOTAL = Object.values(ACTIONS).reduce((sum, { weight }) => sum + weight, 0);
const MOST_PAUSE_MILLISECONDS = 60;
const MOST_REST_MILLISECONDS = 180;

function chooseAction(draw: Draw): Action {
  let at = draw(TOTAL);
  for (const action of Object.values(ACTIONS)) {
    at -= action.weight;
    if (at < 0) return action;
  }
  throw new Error("The weights do not add up.");
}

type Typing = { draw: Draw; isOver: () => boolean; onKey: () => void };

/** Types as a reader who decides at random, one action after another; an action that was begun is ended. */
export async function typeMarks(page: Page, { draw, isOver, onKey }: Typing): Promise<void> {
  while (!isOver()) {
    for (const stroke of chooseAction(draw).strokes(draw)) {
      onKey();
      if ("key" in stroke) await page.keyboard.press(stroke.key);
      else await page.keyboard.type(stroke.text, { delay: 10 });
      await sleep(draw(MOST_PAUSE_MILLISECONDS));
    }
    await sleep(draw(MOST_REST_MILLISECONDS));
  }
}
