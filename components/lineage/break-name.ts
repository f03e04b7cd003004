/** A name on as many lines as a box has, broken at words where it can be; what is too long ends in an ellipsis. */
export function breakName(name: string, { characters, lines }: { characters: number; lines: number }): string[] {
  const broken: string[] = [];
  let rest = name.trim();
  while (rest !== "" && broken.length < lines) {
    if (rest.length <= characters) return [...broken, rest];
    if (broken.length === lines - 1) return [...broken, `${rest.slice(0, characters - 1).trimEnd()}…`];
    const space = rest.lastIndexOf(" ", characters);
    const end = space > characters / 3 ? space : characters;
    broken.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return broken;
}
