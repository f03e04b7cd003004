import { type ClassValue, clsx } from "clsx";

export const classNames = (...parts: ClassValue[]): string => clsx(parts);
