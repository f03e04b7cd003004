export const DATASET_TYPES = ["sft", "preference", "unpaired", "qa", "prompts", "tagged", "notes"] as const;
export type DatasetType = (typeof DATASET_TYPES)[number];

export const SPLITS = ["train", "validation", "test"] as const;
export type Split = (typeof SPLITS)[number];

export const HOLDS = ["synthetic", "deidentified", "identifiable", "unstated"] as const;
export type Holds = (typeof HOLDS)[number];
