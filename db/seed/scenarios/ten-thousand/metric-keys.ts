const LAYERS = 24;
const OF_A_LAYER = [
  ...[
    "attention/entropy",
    "attention/query_norm",
    "attention/key_norm",
    "attention/value_norm",
    "attention/output_norm",
  ],
  ...["attention/query_grad", "attention/key_grad", "attention/value_grad", "attention/output_grad", "attention/sink"],
  ...["mlp/up_norm", "mlp/gate_norm", "mlp/down_norm", "mlp/up_grad", "mlp/gate_grad", "mlp/down_grad", "mlp/sparsity"],
  ...["residual/mean", "residual/deviation", "residual/max", "residual/cosine", "norm/scale", "norm/grad"],
  ...["lora/query_rank", "lora/key_rank", "lora/value_rank", "lora/up_rank", "lora/down_rank", "lora/delta_norm"],
  ...["activation/p50", "activation/p95", "activation/p99", "activation/outliers", "activation/kurtosis"],
  ...["update/ratio", "update/cosine", "update/noise", "probe/accuracy", "probe/loss", "similarity/base"],
];

/** What a run says of itself as a whole, in the order of HEADLINE's values. */
export const HEADLINE = [
  ...["train/loss", "validation/loss", "train/grad_norm", "train/learning_rate", "train/tokens_per_second"],
  ...["train/tokens", "validation/perplexity", "validation/accuracy", "text/rouge_l", "text/rouge_1"],
];
const SECTIONS = ["history", "assessment", "plan", "medication", "allergies", "family"];
const SCORES = ["rouge_l", "unsupported_numbers", "cut_off", "tokens", "omissions"];

/** 1,000 keys: 10 of the whole run, 30 of sections, 40 of each of 24 layers. */
export const METRIC_KEYS: readonly string[] = [
  ...HEADLINE,
  ...SECTIONS.flatMap((section) => SCORES.map((score) => `section/${section}/${score}`)),
  ...Array.from({ length: LAYERS }, (_, layer) =>
    OF_A_LAYER.map((name) => `layer/${String(layer).padStart(2, "0")}/${name}`),
  ).flat(),
];
