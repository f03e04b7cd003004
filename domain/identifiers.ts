import { customAlphabet } from "nanoid";

const ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz";

/** 14 characters of a 32-letter alphabet: 70 random bits, safe in URLs, file names and SQL. */
export const newId: () => string = customAlphabet(ALPHABET, 14);
