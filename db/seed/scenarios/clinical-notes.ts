import type { Random } from "../random";

export type SeedNote = { section: string; source: string; reference: string; drugs: string[] };

type Drug = { name: string; dose: string; often: string; reason: string };
const DRUGS: readonly Drug[] = [
  { name: "metformin", dose: "500 mg", often: "twice daily", reason: "stomach cramps" },
  { name: "lisinopril", dose: "10 mg", often: "every morning", reason: "a dry cough" },
  { name: "atorvastatin", dose: "20 mg", often: "at night", reason: "aching legs" },
  { name: "sertraline", dose: "50 mg", often: "once daily", reason: "poor sleep" },
  { name: "salbutamol", dose: "100 micrograms", often: "when wheezing", reason: "a racing heart" },
  { name: "omeprazole", dose: "40 mg", often: "before breakfast", reason: "headaches" },
  { name: "amlodipine", dose: "5 mg", often: "once daily", reason: "swollen ankles" },
];
const ALLERGENS = [
  { to: "penicillin", reaction: "a rash" },
  { to: "latex", reaction: "itching" },
  { to: "shellfish", reaction: "swollen lips" },
  { to: "codeine", reaction: "vomiting" },
] as const;
const COMPLAINTS = [
  { said: "my left knee hurts, mostly on stairs", noted: "Left knee pain, worse on stairs", denies: "a fall" },
  { said: "I get short of breath walking uphill", noted: "Breathlessness on hills", denies: "chest pain" },
  {
    said: "there is a burning behind my breastbone after meals",
    noted: "Retrosternal burning after meals",
    denies: "weight loss",
  },
  { said: "my head throbs on the right side", noted: "Right-sided throbbing headache", denies: "changes in vision" },
  { said: "I feel dizzy when I stand up", noted: "Dizziness on standing", denies: "fainting" },
] as const;
const MONTHS = ["January", "March", "May", "August", "October"] as const;
const RELATIVES = ["mother", "father", "brother", "sister"] as const;
const CONDITIONS = ["type 2 diabetes", "hypertension", "breast cancer", "asthma", "a stroke"] as const;

const turns = (...lines: string[]) =>
  lines.map((line, index) => `${index % 2 === 0 ? "Doctor" : "Patient"}: ${line}`).join("\n");

function medications(random: Random): SeedNote {
  const taken = random.pick(DRUGS);
  const stopped = random.pick(DRUGS.filter((drug) => drug !== taken));
  const month = random.pick(MONTHS);
  return {
    section: "MEDICATIONS",
    source: turns(
      "What do you take at the moment?",
      `${taken.name}, ${taken.dose}, ${taken.often}. And I stopped the ${stopped.name} in ${month}.`,
      "Why did you stop it?",
      `Because of ${stopped.reason}. It went away after that.`,
    ),
    reference: `Takes ${taken.name} ${taken.dose} ${taken.often}. Stopped ${stopped.name} in ${month} because of ${stopped.reason}.`,
    drugs: [taken.name, stopped.name],
  };
}

function allergies(random: Random): SeedNote {
  const allergen = random.pick(ALLERGENS);
  const years = 2 + Math.floor(random.next() * 20);
  return {
    section: "ALLERGY",
    source: turns(
      "Any allergies that I should know of?",
      `Only ${allergen.to}. I had ${allergen.reaction} about ${years} years ago.`,
      "Nothing since then?",
      "No, I stay away from it.",
    ),
    reference: `Allergic to ${allergen.to}: ${allergen.reaction} ${years} years ago. No reaction since.`,
    drugs: [],
  };
}

function history(random: Random): SeedNote {
  const complaint = random.pick(COMPLAINTS);
  const weeks = 2 + Math.floor(random.next() * 9);
  return {
    section: "GENHX",
    source: turns(
      "What brings you here today?",
      `For about ${weeks} weeks now ${complaint.said}.`,
      `Any ${complaint.denies.replace(/^a /, "")}?`,
      "No, nothing of the kind.",
    ),
    reference: `${complaint.noted} for ${weeks} weeks. Denies ${complaint.denies}.`,
    drugs: [],
  };
}

function family(random: Random): SeedNote {
  const relative = random.pick(RELATIVES);
  const condition = random.pick(CONDITIONS);
  const age = 41 + Math.floor(random.next() * 38);
  return {
    section: "FAM/SOCHX",
    source: turns(
      "Does anything run in your family?",
      `My ${relative} has ${condition}, since the age of ${age}.`,
      "And do you smoke?",
      "I stopped ten years ago. A glass of wine on Sundays.",
    ),
    reference: `${relative.charAt(0).toUpperCase()}${relative.slice(1)} with ${condition} since age ${age}. Former smoker, stopped ten years ago. One glass of wine a week.`,
    drugs: [],
  };
}

const SECTIONS = [medications, history, allergies, family] as const;

export function writeNotes(random: Random, count: number): SeedNote[] {
  return Array.from({ length: count }, (_, index) => {
    const write = SECTIONS[index % SECTIONS.length] ?? medications;
    return write(random);
  });
}

/** What an untuned model makes of it: fluent, too long, with things nobody said. */
export function writeAsBase(random: Random, note: SeedNote): string {
  const drug = random.pick(DRUGS);
  const opening =
    random.next() < 0.5 ? "The patient is a pleasant individual who reports the following." : "Summary of the visit:";
  const invented = [
    `The patient was advised to continue ${drug.name} ${drug.dose} ${drug.often}.`,
    "A follow-up appointment was arranged in 2 weeks.",
    "The patient should keep a healthy diet and exercise regularly.",
  ];
  const kept = random.next() < 0.65 ? note.reference : (note.reference.split(". ")[0] ?? note.reference);
  return [opening, kept, random.pick(invented), random.next() < 0.4 ? random.pick(invented) : ""].join(" ").trim();
}

/** What the tuned model writes: the right form, now and then a slip that a clinician would catch. */
export function writeAsTuned(random: Random, note: SeedNote): string {
  const chance = random.next();
  if (chance < 0.45) return note.reference;
  if (chance < 0.65) return `${note.reference.split(". ")[0]}.`;
  if (chance < 0.85) return note.reference.replace(/\d+/, (number) => String(Number(number) + 10));
  return note.reference.replace("Denies", "Reports").replace("Stopped", "Continues").replace("No reaction", "Reaction");
}

export const DRUG_NAMES: readonly string[] = DRUGS.map((drug) => drug.name);
