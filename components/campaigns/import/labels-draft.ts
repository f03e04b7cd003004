import { decodeUtf8 } from "@/domain/labels/decode-utf8";
import { describeRound } from "@/domain/labels/describe-round";
import { type LabelCheck, type LabelReading, MOST_LABEL_BYTES } from "@/domain/labels/label-import";
import { guessMapping, type LabelMapping, labelMappingSchema } from "@/domain/labels/label-mapping";
import { labelStudioOptionsSchema } from "@/domain/labels/label-studio/label-studio-options";
import { readLabelStudio } from "@/domain/labels/label-studio/read-label-studio";
import { readLabelTable } from "@/domain/labels/label-table";
import { readLabels } from "@/domain/labels/read-labels";

export type LabelsFile = { fileName: string; text: string; columns: string[] };

export class UnreadableLabels extends Error {}

const isLabelStudio = (fileName: string) => /\.json$/i.test(fileName);

/** Throws UnreadableLabels, with the line where the file is no text. */
export async function readLabelsFile(file: File): Promise<LabelsFile> {
  if (file.size > MOST_LABEL_BYTES) throw new UnreadableLabels("The file is larger than 64 MiB.");
  const text = decodeUtf8(new Uint8Array(await file.arrayBuffer()));
  if (typeof text !== "string") throw new UnreadableLabels(`${text.what} ${text.remedy}`);
  if (text.trim() === "") throw new UnreadableLabels("The file is empty.");
  const columns = isLabelStudio(file.name) ? [] : readLabelTable(text, file.name).columns;
  return { fileName: file.name, text, columns };
}

/** What the file most likely is; a person corrects it. */
export function guessReading({ fileName, columns }: LabelsFile): LabelReading {
  if (isLabelStudio(fileName)) return { format: "label-studio", options: labelStudioOptionsSchema.parse({}) };
  const guessed: Partial<LabelMapping> = guessMapping(columns);
  return { format: "table", mapping: { ...labelMappingSchema.parse({ item: columns[0] ?? "item" }), ...guessed } };
}

/** Read in the browser, by the same rules as on the server. */
export function checkLabelsFile({ text, fileName }: LabelsFile, reading: LabelReading): LabelCheck {
  if (reading.format === "label-studio") return describeRound(readLabelStudio(text, reading.options));
  return describeRound(readLabels(readLabelTable(text, fileName), reading.mapping));
}
