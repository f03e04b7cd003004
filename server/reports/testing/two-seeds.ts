import type { StudyRig } from "../../studies/testing/study-rig";

/** A loop of two trainings, whose greedy notes are wrong and whose sampled ones are right. */
export async function launchTwoSeeds(rig: StudyRig): Promise<string> {
  const { studyId } = await rig.launch({
    ...{ name: "Loop", sft: null, generate: { samples: 2 }, training: { seeds: [1, 2], moreEpochs: 0 } },
    pairs: { recipe: { origins: ["generations"], validationShare: 0.2 } },
  });
  return studyId;
}

/** Training mends every other note, and the second seed leaves one empty. */
export async function playTwoSeeds(rig: StudyRig): Promise<void> {
  await rig.playOn(({ run: name, position }) => {
    if (name.includes("sample 2")) return false;
    if (name.includes("seed2") && position === 0) return null;
    return name.includes("after") ? position % 2 === 0 : true;
  });
}
