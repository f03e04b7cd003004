import { z } from "zod";

/** Every list is an object, so that it can say more one day without breaking who reads it. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item) });
}

const nextCursor = z.string().nullable().describe("For the next page; null on the last one.");

export function pageOf<Item extends z.ZodType>(item: Item) {
  return listOf(item).extend({ nextCursor });
}

export function countedPageOf<Item extends z.ZodType>(item: Item) {
  return pageOf(item).extend({ total: z.number().describe("Entries on all pages together.") });
}
