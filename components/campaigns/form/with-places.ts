/** A row that people edit is known by its place; what is typed into it changes everything else of it. */
export function withPlaces<T>(items: readonly T[]): { item: T; place: number }[] {
  return items.map((item, place) => ({ item, place }));
}
