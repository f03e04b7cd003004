import { isOwnField, metricField, type OwnFieldName, readField } from "../run-fields";
import type { FilterProblem, FilterToken } from "./filter-tokens";
import { type FieldMention, type FilterNode, type FilterOperator, type FilterValue, OPERATORS } from "./filter-tree";
import { checkValue } from "./filter-values";

export class FilterError extends Error {
  readonly problem: FilterProblem;
  constructor(problem: FilterProblem) {
    super(problem.sentence);
    this.problem = problem;
  }
}

const SUMMARY = /:(last|min|max)$/;
/** What a run may have several of. */
const MANY_OF: readonly OwnFieldName[] = ["tag", "model", "data"];

/** Reads `a = 1 and (b < 2 or not c ~ x)`; conditions side by side all hold. */
export class FilterReader {
  private at = 0;
  constructor(
    private readonly tokens: readonly FilterToken[],
    private readonly length: number,
  ) {}

  whole(): FilterNode {
    const node = this.any();
    const rest = this.tokens[this.at];
    if (rest?.kind === "close") this.refuse(rest, ") has nothing to close.");
    if (rest) this.refuse(rest, `A condition is missing before ${rest.text}.`);
    return node;
  }

  private any(): FilterNode {
    const nodes = [this.all()];
    while (this.takeWord("or")) {
      if (!this.beginsTerm()) this.refuse(this.tokens[this.at], "A condition is missing after or.");
      nodes.push(this.all());
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: "any", nodes };
  }

  private all(): FilterNode {
    const nodes: FilterNode[] = [];
    while (this.beginsTerm()) {
      nodes.push(this.negated());
      if (this.takeWord("and") && !this.beginsTerm()) {
        this.refuse(this.tokens[this.at], "A condition is missing after and.");
      }
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: "all", nodes };
  }

  private negated(): FilterNode {
    if (!this.takeWord("not")) return this.term();
    if (!this.beginsTerm()) this.refuse(this.tokens[this.at], "A condition is missing after not.");
    return { kind: "not", node: this.negated() };
  }

  private term(): FilterNode {
    const token = this.tokens[this.at] as FilterToken;
    this.at += 1;
    if (token.kind === "open") return this.bracketed(token);
    if (token.kind !== "word") this.refuse(token, `A field or a word is missing before ${token.text}.`);
    return this.condition(token) ?? this.word(token);
  }

  private bracketed(open: FilterToken): FilterNode {
    const node = this.any();
    const close = this.tokens[this.at];
    if (close?.kind !== "close") this.refuse(close ?? open, "The bracket is not closed by ).");
    this.at += 1;
    return node;
  }

  private word(token: FilterToken): FilterNode {
    if (!token.quoted && token.text.toLowerCase() === "archived") return { kind: "archived" };
    return { kind: "text", text: token.text };
  }

  /** Null where the word stands alone. */
  private condition(name: FilterToken): FilterNode | null {
    const next = this.tokens[this.at];
    if (next?.kind === "operator") return this.comparison(name, next);
    if (this.takeWord("is")) return this.takeWord("exactly") ? this.exactly(name) : this.missing(name);
    const begins = this.isWord("not") ? 1 : 0;
    const isList = this.isWord("in", begins) && this.tokens[this.at + begins + 1]?.kind === "open";
    if (!isList) return null;
    this.at += begins + 2;
    const mention = this.mention(name);
    const list: FilterNode = { kind: "compare", mention, operator: "=", values: this.list(mention) };
    return begins === 1 ? { kind: "not", node: list } : list;
  }

  private comparison(name: FilterToken, sign: FilterToken): FilterNode {
    this.at += 1;
    const mention = this.mention(name);
    const operator: FilterOperator = OPERATORS.find((known) => known === sign.text) ?? "=";
    const value = this.value(mention, operator, name.text);
    if (operator !== "!=") return { kind: "compare", mention, operator, values: [value] };
    return { kind: "not", node: { kind: "compare", mention, operator: "=", values: [value] } };
  }

  private missing(name: FilterToken): FilterNode {
    const not = this.takeWord("not");
    if (!this.takeWord("missing"))
      this.refuse(this.tokens[this.at], 'After "is" comes missing, not missing or exactly (…).', ["missing"]);
    const node: FilterNode = { kind: "missing", mention: this.mention(name) };
    return not ? { kind: "not", node } : node;
  }

  private exactly(name: FilterToken): FilterNode {
    const mention = this.mention(name);
    const { field } = mention;
    if (field?.kind !== "own" || !MANY_OF.some((many) => many === field.name)) {
      this.refuse(name, `${name.text} has one value: write =. Exactly is for ${MANY_OF.join(", ")}.`, MANY_OF);
    }
    const open = this.tokens[this.at];
    if (open?.kind !== "open") this.refuse(open, "After exactly comes a list in brackets.", ["("]);
    this.at += 1;
    return { kind: "exactly", mention, values: this.list(mention) };
  }

  private list(mention: FieldMention): FilterValue[] {
    const values = [this.value(mention, "=", "(")];
    for (; this.tokens[this.at]?.kind === "comma"; ) {
      this.at += 1;
      values.push(this.value(mention, "=", ","));
    }
    const close = this.tokens[this.at];
    if (close?.kind !== "close") this.refuse(close, "The list is not closed by ).");
    this.at += 1;
    return values;
  }

  private value(mention: FieldMention, operator: FilterOperator, after: string): FilterValue {
    const token = this.tokens[this.at];
    if (token?.kind !== "word") this.refuse(token, `A value is missing after ${after}.`);
    this.at += 1;
    const { text, at, end, quoted } = token as FilterToken;
    const value = { text, at, end, quoted };
    const complaint = mention.field ? checkValue(mention.field, value, operator) : null;
    if (complaint) throw new FilterError({ at, end, ...complaint });
    return value;
  }

  private mention(name: FilterToken): FieldMention {
    const { at, end, text } = name;
    const known = readField(text) ?? (isOwnField(text.toLowerCase()) ? readField(text.toLowerCase()) : null);
    if (known) return { at, end, field: known };
    const summary = SUMMARY.exec(text) ? metricField(text) : null;
    return {
      at,
      end,
      field: null,
      name: text.replace(SUMMARY, ""),
      summary: summary?.kind === "metric" ? summary.summary : null,
    };
  }

  private beginsTerm(): boolean {
    const token = this.tokens[this.at];
    return token !== undefined && token.kind !== "close" && !this.isWord("or") && !this.isWord("and");
  }

  private isWord(word: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === "word" && !token.quoted && token.text.toLowerCase() === word;
  }

  private takeWord(word: string): boolean {
    if (!this.isWord(word) || this.tokens[this.at + 1]?.kind === "operator") return false;
    this.at += 1;
    return true;
  }

  private refuse(token: FilterToken | undefined, sentence: string, suggestions: readonly string[] = []): never {
    throw new FilterError({ at: token?.at ?? this.length, end: token?.end ?? this.length, sentence, suggestions });
  }
}
