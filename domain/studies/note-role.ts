/** Marks on notes of a harvested group make pairs; those of a confirming group say what came of it. */
export const NOTE_ROLES = ["harvest", "confirm"] as const;
export type NoteRole = (typeof NOTE_ROLES)[number];
