import { foldText } from "@/domain/pairs/fold-text";
import { sha256 } from "../audit/append-audit";

/** As the reading of files takes it of a source (`text_hash` of runners/text/normal_form.py). */
export const noteHash = (source: string): string => sha256(foldText(source));
