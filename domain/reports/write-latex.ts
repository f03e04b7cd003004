import type { ReportContent } from "./report-content";
import { type Block, type ReportFacts, titleOf, writeDocument } from "./report-document";

const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "#": "\\#",
  $: "\\$",
  "%": "\\%",
  "&": "\\&",
  _: "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedbl{}",
  "`": "\\textasciigrave{}",
  "\u2212": "$-$",
  "\u2264": "$\\le$",
  "\u2265": "$\\ge$",
  "\u2192": "$\\to$",
  "\u0394": "$\\Delta$",
  "\u03b1": "$\\alpha$",
  "\u03b2": "$\\beta$",
  "\u03ba": "$\\kappa$",
  "\u03c0": "$\\pi$",
  "\u221e": "$\\infty$",
  "\u00b7": "$\\cdot$",
  "\u00a0": "~",
  "\u2013": "--",
  "\u2026": "\\dots{}",
  "\u201c": "``",
  "\u201d": "''",
  "\u2018": "`",
  "\u2019": "'",
};

/** Nothing that a person typed is read as a command. */
export function escapeLatex(text: string): string {
  return Array.from(text.replace(/\r?\n/g, " "), (sign) => SPECIAL[sign] ?? sign).join("");
}

/** What begins with one of these would be read as an argument of the command before it. */
const guard = (text: string): string => (/^\s*[[*]/.test(text) ? `{}${text}` : text);

/** Long digests have no place to break of their own. */
const cellOf = (text: string) => (/^[0-9a-f]{32,}$/.test(text) ? `\\seqsplit{${text}}` : escapeLatex(text));

function writeTable({ caption, head, rows, widths, key }: Extract<Block, { kind: "table" }>): string[] {
  const columns = widths.map((share) => `>{\\raggedright\\arraybackslash}p{${(share * 0.0092).toFixed(4)}\\linewidth}`);
  const line = (cells: readonly string[]) => `${guard(cells.map(cellOf).join(" & "))} \\\\`;
  return [
    `\\begin{longtable}{${columns.join("")}}`,
    `\\caption{${escapeLatex(caption)}}\\label{tab:${key.replace(/[^A-Za-z0-9-]/g, "-")}}\\\\`,
    "\\toprule",
    line(head),
    "\\midrule",
    "\\endfirsthead",
    "\\toprule",
    line(head),
    "\\midrule",
    "\\endhead",
    ...rows.map(line),
    "\\bottomrule",
    "\\end{longtable}",
  ];
}

function writeBlock(block: Block): string[] {
  switch (block.kind) {
    case "heading":
      return [`\\section{${escapeLatex(block.text)}}`];
    case "text": {
      const words = escapeLatex(block.text);
      return [block.strong ? `\\textbf{${words}}` : words, ""];
    }
    case "list":
      return ["\\begin{itemize}", ...block.items.map((item) => `\\item ${guard(escapeLatex(item))}`), "\\end{itemize}"];
    case "forest":
      return ["% The forest plot is forest.svg in the pack; every value of it stands in the tables.", ""];
    case "table":
      return writeTable(block);
  }
}

const PREAMBLE = [
  "\\documentclass[a4paper,10pt]{article}",
  "\\usepackage[utf8]{inputenc}",
  "\\usepackage[T1]{fontenc}",
  "\\usepackage{textcomp,array,booktabs,longtable,seqsplit}",
  "\\usepackage[margin=20mm]{geometry}",
];

/** The report as a document that compiles by itself; its tables are `longtable` of `booktabs`. */
export function writeLatex(content: ReportContent, facts: ReportFacts): string {
  const by = facts.frozen ? `\\author{${escapeLatex(facts.frozen.name)}}` : "\\author{}";
  const date = facts.frozen ? facts.frozen.at.toISOString().slice(0, 10) : "not frozen";
  return [
    ...PREAMBLE,
    `\\title{${escapeLatex(titleOf(content, facts))}}`,
    ...[by, `\\date{${date}}`, "\\begin{document}", "\\maketitle"],
    ...writeDocument(content, facts).flatMap(writeBlock),
    "\\end{document}",
    "",
  ].join("\n");
}
