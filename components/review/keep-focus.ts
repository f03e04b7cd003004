import type { MouseEvent } from "react";

/** A click must leave the keyboard where it was: on the note. */
export const keepFocus = (event: MouseEvent) => event.preventDefault();
