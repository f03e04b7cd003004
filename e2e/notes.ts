import { writeFileSync } from "node:fs";

const PROBLEMS = ["cough", "headache", "back pain", "dizziness", "chest pain", "nausea", "rash", "knee pain"] as const;
const DRUGS = ["aspirin", "ibuprofen", "metformin", "lisinopril", "omeprazole", "cetirizine"] as const;

/** A small CSV of dialogues with notes, every fourth row held out. */
export function writeNotes(file: string, rows: number): void {
  const lines = Array.from({ length: rows }, (_, index) => {
    const problem = PROBLEMS[index % PROBLEMS.length];
    const drug = DRUGS[index % DRUGS.length];
    const days = 2 + (index % 9);
    const split = ["train", "train", "validation", "test"][index % 4];
    const dialogue = `Doctor: What brings you in? Patient: I have had ${problem} for ${days} days. Doctor: Do you take anything? Patient: ${drug}, number ${index}.`;
    return `"${dialogue}","${problem} for ${days} days, takes ${drug}.",${split}`;
  });
  writeFileSync(file, `dialogue,note,split\n${lines.join("\n")}\n`);
}
