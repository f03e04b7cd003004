export type Turn = { speaker: string | null; text: string };

const SPEAKER = /^([A-Z][A-Za-z0-9_ .'-]{0,30}):\s+(.*)$/;

/** Lines of a dialogue by who speaks; a text without speakers is one turn a paragraph. */
export function readTurns(source: string): Turn[] {
  const turns: Turn[] = [];
  for (const line of source.split(/\r?\n/)) {
    const spoken = SPEAKER.exec(line.trim());
    if (spoken) turns.push({ speaker: spoken[1] ?? null, text: spoken[2] ?? "" });
    else if (line.trim() !== "") turns.push({ speaker: null, text: line.trim() });
  }
  return turns;
}
