/** What the reference page shows of one field. */
export type ReferenceField = {
  name: string;
  type: string;
  required: boolean;
  description: string;
  /** As JSON; null where there is none. */
  default: string | null;
  /** What is inside of it: fields of its own, or shapes that are told once for the page. */
  fields: ReferenceField[];
  shapes: string[];
};

export type ReferenceShape = { name: string; description: string; fields: ReferenceField[] };

export type ReferenceOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  /** The least scope of a token that opens it. */
  scope: string;
  /** Takes an Idempotency-Key. */
  repeatable: boolean;
  inPath: ReferenceField[];
  query: ReferenceField[];
  body: ReferenceField[];
  /** Media types of a file that is sent. */
  takes: string[];
  status: number;
  /** The shape that is answered, where it has a name. */
  answerShape: string | null;
  answer: ReferenceField[];
  /** Media types of a file that is answered. */
  gives: string[];
  curl: string;
  python: string;
};

export type ReferenceGroup = {
  slug: string;
  title: string;
  operations: ReferenceOperation[];
  shapes: ReferenceShape[];
};

/** For the list beside the text. */
export type ReferenceLink = { id: string; method: string; summary: string; path: string };
export type ReferenceSection = { slug: string; title: string; links: ReferenceLink[] };
