import pdfmake from "pdfmake";
import Roboto from "pdfmake/fonts/Roboto.js";
import type { Content, TDocumentDefinitions } from "pdfmake/interfaces";
import { layOutForest } from "@/domain/reports/forest-layout";
import type { ReportContent } from "@/domain/reports/report-content";
import { type Block, type ReportFacts, titleOf, writeDocument } from "@/domain/reports/report-document";
import { SVG_WIDTH, writePanelSvg } from "@/domain/reports/write-forest-svg";

const TONES = { good: "#0f7a4f", bad: "#b3261e", undecided: "#7a5a00", none: "#1a1f2b" } as const;
const [INK, MUTED, LINE] = ["#1a1f2b", "#5b6472", "#c9ced8"];

/** Long digests and names of models must find a place to break. */
const breakable = (text: string): string =>
  text.replace(/([0-9a-f]{16})(?=[0-9a-f])/g, "$1\u200b").replace(/([_/@])/g, "$1\u200b");

function drawTable({ caption, head, rows, widths }: Extract<Block, { kind: "table" }>): Content {
  const cell = (text: string) => ({ text: breakable(text), fontSize: 7.5 });
  const captionRow = [
    { text: caption, bold: true, fontSize: 8.5, colSpan: head.length },
    ...head.slice(1).map(() => ""),
  ];
  return {
    margin: [0, 5, 0, 3],
    table: {
      headerRows: 2,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: widths.map((share) => `${share}%`),
      body: [
        captionRow,
        head.map((text) => ({ text, fontSize: 7.5, color: MUTED, bold: true })),
        ...rows.map((row) => row.map(cell)),
      ],
    },
    layout: {
      hLineWidth: (at: number) => (at === 0 ? 0 : at === 2 ? 0.8 : 0.4),
      vLineWidth: () => 0,
      hLineColor: () => LINE ?? "",
      paddingLeft: () => 2,
      paddingRight: () => 2,
      paddingTop: () => 2,
      paddingBottom: () => 2,
    },
  };
}

function drawForest({ measures }: ReportContent): Content {
  return {
    stack: layOutForest(measures).map((panel) => {
      const { svg, height } = writePanelSvg(panel);
      return { svg, width: SVG_WIDTH, height, margin: [0, 2, 0, 2] };
    }),
  };
}

function drawBlock(block: Block, content: ReportContent): Content {
  switch (block.kind) {
    case "heading":
      return { text: block.text, fontSize: 12, bold: true, margin: [0, 12, 0, 3], headlineLevel: 1 };
    case "text": {
      const { text, strong = false, tone } = block;
      return {
        text: breakable(text),
        bold: strong,
        fontSize: tone ? 13 : 9,
        color: tone ? TONES[tone] : INK,
        margin: [0, 1, 0, 3],
      };
    }
    case "list":
      return { ul: block.items.map(breakable), margin: [0, 1, 0, 3] };
    case "forest":
      return drawForest(content);
    case "table":
      return drawTable(block);
  }
}

/** A heading stays with what it is about. */
const LOWEST_HEADING = 0.84;
const breaksBefore: TDocumentDefinitions["pageBreakBefore"] = ({ headlineLevel, startPosition }) =>
  headlineLevel !== undefined && startPosition.verticalRatio > LOWEST_HEADING;

function definePdf(content: ReportContent, facts: ReportFacts): TDocumentDefinitions {
  const { frozen, digest } = facts;
  const title = titleOf(content, facts);
  const at = frozen?.at ?? new Date(0);
  const frozenWords = frozen
    ? `Frozen by ${frozen.name} on ${at.toISOString().slice(0, 16).replace("T", " ")} UTC`
    : "Not frozen";
  return {
    // The same report is the same file, byte for byte.
    info: { title, creationDate: at, modDate: at, producer: "Assay", creator: "Assay" },
    pageSize: "A4",
    pageMargins: [40, 40, 40, 44],
    language: "en",
    defaultStyle: { font: "Roboto", fontSize: 9, color: INK, lineHeight: 1.15 },
    pageBreakBefore: breaksBefore,
    footer: (page, pages) => ({
      columns: [
        { text: `${title}. SHA-256 ${digest.slice(0, 16)}…`, fontSize: 7, color: MUTED },
        { text: `${page} of ${pages}`, fontSize: 7, color: MUTED, alignment: "right", width: 60 },
      ],
      margin: [40, 12, 40, 0],
    }),
    content: [
      { text: title, fontSize: 16, bold: true, margin: [0, 0, 0, 2] },
      { text: frozenWords, color: MUTED, margin: [0, 0, 0, 8] },
      ...writeDocument(content, facts).map((block) => drawBlock(block, content)),
    ],
  };
}

let ready = false;

/** The report on A4, light, with the forest plot as lines and not as a picture of them. */
export async function writePdf(content: ReportContent, facts: ReportFacts): Promise<Uint8Array> {
  if (!ready) {
    pdfmake.setFonts(Roboto);
    // Nothing is fetched, and no file but the fonts is read.
    pdfmake.setUrlAccessPolicy(() => false);
    pdfmake.setLocalAccessPolicy((path) => Object.values(Roboto.Roboto ?? {}).some((font) => font === path));
    ready = true;
  }
  return new Uint8Array(await pdfmake.createPdf(definePdf(content, facts)).getBuffer());
}
