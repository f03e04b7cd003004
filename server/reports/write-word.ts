import {
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { ReportContent } from "@/domain/reports/report-content";
import { type Block, type ReportFacts, titleOf, writeDocument } from "@/domain/reports/report-document";
import { xmlText } from "@/domain/reports/xml-text";

/** A4 less its margins, in twentieths of a point. */
const TEXT_WIDTH = 9_700;
const TONES = { good: "0F7A4F", bad: "B3261E", undecided: "7A5A00", none: "1A1F2B" } as const;

const run = (text: string, more: object = {}) => new TextRun({ text: xmlText(text), ...more });

function cellOf(text: string, width: number, bold: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 60, right: 60 },
    children: [new Paragraph({ children: [run(text, { bold, size: 16 })] })],
  });
}

function drawTable({ caption, head, rows, widths }: Extract<Block, { kind: "table" }>): (Paragraph | Table)[] {
  const sizes = widths.map((share) => Math.round((share / 100) * TEXT_WIDTH));
  const rowOf = (cells: readonly string[], header: boolean) =>
    new TableRow({
      tableHeader: header,
      cantSplit: true,
      children: cells.map((text, at) => cellOf(text, sizes[at] ?? 0, header)),
    });
  const none = { style: BorderStyle.NONE, size: 0, color: "FFFFFF" };
  const line = { style: BorderStyle.SINGLE, size: 4, color: "C9CED8" };
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 160, after: 60 },
      children: [run(caption, { bold: true, size: 18 })],
    }),
    new Table({
      columnWidths: sizes,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      borders: { top: line, bottom: line, left: none, right: none, insideHorizontal: line, insideVertical: none },
      rows: [rowOf(head, true), ...rows.map((row) => rowOf(row, false))],
    }),
  ];
}

function drawBlock(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case "heading":
      return [new Paragraph({ heading: HeadingLevel.HEADING_1, keepNext: true, children: [run(block.text)] })];
    case "text": {
      const { text, strong = false, tone } = block;
      const style = { bold: strong, size: tone ? 28 : 20, ...(tone ? { color: TONES[tone] } : {}) };
      return [new Paragraph({ spacing: { after: 80 }, children: [run(text, style)] })];
    }
    case "list":
      return block.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: [run(item, { size: 20 })] }));
    case "forest":
      return [
        new Paragraph({
          children: [run("The forest plot is forest.svg of the paper pack.", { italics: true, size: 18 })],
        }),
      ];
    case "table":
      return drawTable(block);
  }
}

/** The report as a Word file with real headings, lists and tables. */
export async function writeWord(content: ReportContent, facts: ReportFacts): Promise<Uint8Array> {
  const title = titleOf(content, facts);
  const footer = new Footer({
    children: [
      new Paragraph({
        children: [
          run(`${title}. SHA-256 ${facts.digest.slice(0, 16)}…  `, { size: 14 }),
          new TextRun({ children: [PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES], size: 14 }),
        ],
      }),
    ],
  });
  const file = new Document({
    title: xmlText(title),
    creator: "Assay",
    styles: { default: { document: { run: { font: "Calibri", size: 20 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1_100, bottom: 1_100, left: 1_100, right: 1_100 },
          },
        },
        footers: { default: footer },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [run(title)] }),
          ...writeDocument(content, facts).flatMap(drawBlock),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
