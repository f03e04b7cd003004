import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import { countSentences, splitSentences } from "./split-sentences";

const pieces = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));
const headings = (text: string): string[] =>
  splitSentences(text)
    .filter(({ kind }) => kind === "heading")
    .map(({ start, end }) => text.slice(start, end));

test.each([
  ["titles", "Seen by Dr. Okafor and Mrs. Lind. Prof. Adeyemi agrees.", 2],
  ["initials of names", "Referred by J. R. Haddad for review. He agreed.", 2],
  ["organisms", "Culture grew S. aureus and E. coli. Vancomycin was begun.", 2],
  ["a letter that ends", "Low in vitamin D. She takes a supplement. Tested for hepatitis C. Result pending.", 4],
  ["doses", "Salbutamol 2.5 mg p.o. b.i.d. as needed. Prednisolone 0.5 mg. per kg q.4h. for pain.", 2],
  ["a unit that ends", "Metformin 500 mg. Lisinopril 10 mg. Continue both.", 3],
  ["instructions after Latin", "Aspirin 81 mg p.o. q.d. Atorvastatin 40 mg p.o. q.h.s. Follow up.", 3],
  ["times", "Arrived at 5 p.m. on Monday. Left at 8 a.m. She felt well.", 3],
  ["numbers", "A1c is elevated at 8. It was 7.2 in 2019. Pressure 128.5 over 80.2 today.", 3],
  ["numbers behind a colon", "Gravida: 1. Para: 1. Abortions: none.", 3],
  ["a genitive", "Sugars are in the 300 's. He eats well. That is the patient's. She agreed.", 4],
  ["no. as number and as answer", "Room no. 5 was used. Any pain? No. Sleeps well.", 4],
  ["latin", "Several causes, e.g. asthma, i.e. reactive airways, vs. infection. See Lee et al. for more.", 2],
  ["etc.", "Dust, pollen etc. worsen it. He avoids dust, pollen, etc. The cat stays.", 3],
  ["ellipsis", "He paused ... then went on. It faded... Nothing else.", 3],
  ["questions", "Any chest pain? None! Really?! Yes.", 4],
  ["a quoted question", '"Does it hurt?" he asked. "No." She shook her head.', 3],
  ["brackets", "There is a mass (approx. 3 cm. It is firm.) in the left breast. No nodes.", 2],
  ["queries in brackets", "Possible failure (?) with oedema. Await echo.", 2],
  ["small letters", "pt is stable. will follow up in clinic. no new meds.", 3],
  ["an abbreviation nobody listed", "The hgb. was low. Repeat it.", 2],
  ["a missing space", "Denies pain.The wound is dry.Follow up.", 3],
  ["spaced marks of transcripts", "i am well . how are you ? fine .", 3],
  ["addresses", "See www.example.org/a.b for more. Call 555.1234 then.", 2],
  ["al. and starters", "As shown by Cho et al. The dose was kept.", 2],
])("%s", (_, text, count) => {
  expect(pieces(text)).toHaveLength(count);
});

test("lines are apart, and a line that was cut to fit a page runs on", () => {
  expect(pieces("Medications:\nAspirin 81 mg\nMetoprolol 25 mg\nlisinopril")).toHaveLength(4);
  const wrapped =
    "The patient is a 71-year-old woman who was brought in by her\ndaughter after a fall at home. No loss of consciousness.";
  expect(pieces(wrapped)).toHaveLength(2);
  expect(pieces("1.\nAspirin\n2.\nStatin")).toEqual(["1.\nAspirin", "2.\nStatin"]);
});

test("items of a list keep their marker, on lines and within one", () => {
  expect(pieces("- Asthma: stable.\n- Eczema: mild. Emollient.\n1. Rest\n2) Fluids")).toEqual([
    "- Asthma: stable.",
    "- Eczema: mild.",
    "Emollient.",
    "1. Rest",
    "2) Fluids",
  ]);
  expect(pieces("PLAN: 1. Start aspirin. 2. Stop ibuprofen 3. Review")).toEqual([
    "PLAN: 1. Start aspirin.",
    "2. Stop ibuprofen",
    "3. Review",
  ]);
  expect(pieces("• Heart: regular • Lungs: clear")).toEqual(["• Heart: regular", "• Lungs: clear"]);
  expect(pieces("- Asthma. Stable. - Eczema. Mild.")[2]).toBe("- Eczema.");
});

test("headings are told apart, and what only looks like one is not", () => {
  const note = [
    "CHIEF COMPLAINT",
    "",
    "Cough.",
    "",
    "Past Medical History:",
    "## Plan",
    "**Allergies:**",
    "NKDA",
    "NO KNOWN DRUG ALLERGIES",
    "Patient denies:",
    "EXAM",
    "HPI: well since March.",
  ].join("\n");
  expect(headings(note)).toEqual(["CHIEF COMPLAINT", "Past Medical History:", "## Plan", "**Allergies:**", "EXAM"]);
  expect(countSentences(note)).toBe(5);
  expect(headings("PLAN:\nREST AT HOME AND FLUIDS")).toEqual(["PLAN:"]);
});

test.each([
  ["Arabic", "يشكو المريض من ألم في الصدر. هل يعاني من الحمى؟ لا. راجع د. أحمد غدًا!", 4],
  ["Urdu", "مریض کو بخار ہے۔ دوا جاری رکھیں۔", 2],
  ["Chinese", "患者主诉胸痛。无发热！是否咳嗽？否。", 4],
  ["Japanese", "「痛みはない。」と述べた。経過観察とする。", 3],
  ["Hindi", "रोगी को बुखार है। दवा जारी रखें।", 2],
  ["Armenian", "Հիվանդը լավ է։ Շարունակել։", 2],
  ["Amharic", "ታካሚው ደህና ነው። ይቀጥሉ።", 2],
  ["Russian", "Жалоб нет. Направлен к А. И. Петрову. Контроль через месяц.", 3],
  ["German", "Pat. klagt über Übelkeit. Überwiesen an Dr. Öz. Kontrolle in 2 Wochen.", 3],
  ["Spanish", "¿Tiene fiebre? No. Revisado por la Dra. Peña. ¡Alta!", 4],
])("%s", (_, text, count) => {
  expect(pieces(text)).toHaveLength(count);
});

test("offsets are those of the text, with characters beyond the first plane and combining marks", () => {
  const text = "Pain 😖 after cafe\u0301. \u{1F1EB}\u{1F1F7} Sent home\u200f. A\u0308rger.";
  expect(pieces(text)).toEqual(["Pain 😖 after cafe\u0301.", "\u{1F1EB}\u{1F1F7} Sent home\u200f.", "A\u0308rger."]);
});

const PARTS = [
  "The patient",
  " denies",
  " pain",
  ".",
  ". ",
  "? ",
  "...",
  "\n",
  "\r\n",
  "\n\n",
  "  ",
  "Dr. ",
  "2.5 mg",
  " p.o.",
  "1. ",
  "2. ",
  "- ",
  "• ",
  "(",
  ")",
  '"',
  "PLAN:",
  "HPI",
  "😖",
  "e\u0301",
  "\u0301",
  "\u200f",
  "\u2028",
  "\u00a0",
  "\ufeff",
  "\u200b",
  "\ud800",
  "ألم",
  "؟ ",
  "。",
  "।",
  "د. ",
  "5",
  " A.",
  "://",
  "\t",
  "et al. ",
];

test("whatever the text, spans lie in order, never overlap, and leave out nothing but space", () => {
  const random = xoroshiro128plus(20_261);
  for (let round = 0; round < 4_000; round += 1) {
    const length = uniformInt(random, 0, 40);
    const text = Array.from({ length }, () => PARTS[uniformInt(random, 0, PARTS.length - 1)]).join("");
    let reached = 0;
    for (const { start, end } of splitSentences(text)) {
      expect(start).toBeGreaterThanOrEqual(reached);
      expect(end).toBeGreaterThan(start);
      expect(text.slice(reached, start).trim()).toBe("");
      expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
      expect(/^[\udc00-\udfff]/.test(text.slice(start)) && /[\ud800-\udbff]$/.test(text.slice(0, start))).toBe(false);
      reached = end;
    }
    expect(text.slice(reached).trim()).toBe("");
  }
});

test("two pieces of text with an empty line between are split as each alone", () => {
  const random = xoroshiro128plus(7);
  const make = () =>
    Array.from({ length: uniformInt(random, 1, 20) }, () => PARTS[uniformInt(random, 0, PARTS.length - 1)])
      .join("")
      .trim();
  for (let round = 0; round < 500; round += 1) {
    const [one, other] = [make(), make()];
    if ([one, other].some((text) => text === "" || !/\p{Ll}/u.test(text))) continue;
    expect(pieces(`${one}\n\n${other}`)).toEqual([...pieces(one), ...pieces(other)]);
  }
});

// Whatever grows with the square of the length runs into the limit of a test.
test("texts of 200 kB are split, whatever they repeat", () => {
  const note = "Salbutamol 2.5 mg p.o. b.i.d. (approx. 3 puffs) as needed. 1. Rest 2. Fluids • Review ";
  expect(splitSentences(note.repeat(2_400)).length).toBeGreaterThan(4_000);
  expect(splitSentences("(".repeat(200_000))).toHaveLength(1);
  expect(splitSentences("a. ".repeat(70_000)).length).toBeGreaterThan(0);
  expect(splitSentences(".".repeat(200_000))).toHaveLength(1);
  expect(splitSentences('."'.repeat(100_000))).toHaveLength(1);
  expect(splitSentences(" \n".repeat(100_000))).toHaveLength(0);
});
