import { z } from "zod";
import { type Price, parsePrice } from "@/domain/runs/price";

const variables = z.object({
  DATABASE_URL: z.string().min(1, "DATABASE_URL is not set; start Assay with `npm start`, which sets it"),
  ASSAY_HOME: z.string().min(1, "ASSAY_HOME is not set; start Assay with `npm start`, which sets it"),
  /** Address that runners and the command line of this machine reach, e.g. http://127.0.0.1:3000. */
  ASSAY_URL: z.url(),
  /** The one address that browsers open: cookies, links and accepted origins follow it. */
  ASSAY_PUBLIC_URL: z.url().optional(),
  ASSAY_SECRET: z.string().min(32),
  ASSAY_PYTHON: z.string().min(1),
  ASSAY_LEASE_SECONDS: z.coerce.number().positive().default(30),
  ASSAY_BEAT_SECONDS: z.coerce.number().positive().default(5),
  ASSAY_CANCEL_GRACE_SECONDS: z.coerce.number().positive().default(30),
  /** Slots a device: `cpu=1,cuda:0=1`; empty means one slot on each device found. */
  ASSAY_SLOTS: z.string().default(""),
  /** Longest file that a person may bring as a dataset. */
  ASSAY_UPLOAD_MAX_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(1024 ** 3),
  /** How often the API answers one person, on all web processes together; what runs log does not count. */
  ASSAY_API_READS_PER_MINUTE: z.coerce.number().positive().default(1_200),
  ASSAY_API_WRITES_PER_MINUTE: z.coerce.number().positive().default(240),
  /** Price of one device hour: `2.5 EUR`, or a number alone; empty means unknown, and no cost is shown. */
  ASSAY_PRICE_PER_HOUR: z
    .string()
    .default("")
    .transform((text, context): Price | null => {
      if (text.trim() === "") return null;
      const price = parsePrice(text);
      if (!price) context.addIssue({ code: "custom", message: `"${text}" is not of the form 2.5 EUR` });
      return price;
    }),
});

const environment = variables.transform((given) => ({
  ...given,
  ASSAY_PUBLIC_URL: given.ASSAY_PUBLIC_URL ?? given.ASSAY_URL,
}));

export type Env = z.infer<typeof environment>;

let read: Env | undefined;

/** The only place that reads the environment. */
export function env(): Env {
  if (!read) {
    const parsed = environment.safeParse(process.env);
    if (!parsed.success)
      throw new Error(
        `Environment: ${parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`,
      );
    read = parsed.data;
  }
  return read;
}

const storageVariables = variables.pick({ DATABASE_URL: true, ASSAY_HOME: true }).extend({
  /** Where it is set, the installation keeps its secret elsewhere than in the data folder. */
  ASSAY_SECRET: z.string().optional(),
  /** Where the person stands who names a folder. */
  INIT_CWD: z.string().default(process.cwd()),
});

/** What the commands need that keep the data folder; they work without a running server. */
export function storageEnvironment(): z.infer<typeof storageVariables> {
  return storageVariables.parse(process.env);
}
