const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));

/** A name, a number or the rest of the sentence follows; lower case, without the last point. */
export const NEVER_LAST = words(`
  dr drs mr mrs ms mx prof st mt rev hon gov sen capt lt sgt col messrs
  vs v cf viz approx ca esp incl excl i.e e.g ie eg aka
  sra srta dra dña dott herr fr mme mlle
`);

/** Last only where no number follows: `no. 5`, and `No.` as an answer. */
export const BEFORE_NUMBER = words("no nos fig figs vol pp pg sec ch art tel ext ref eq max min est q grp approx");

/** Last where the next word begins like a sentence, since it would be written small inside of one. */
export const MAYBE_LAST = words(`
  mg mgs mcg ug µg g gm gms kg kgs ml mls cc l dl mm cm in ft lb lbs oz meq iu u
  hr hrs h min mins sec secs wk wks mo mos yr yrs d
  tab tabs cap caps inj susp soln oint gtt gtts supp amp
  po iv im sc sq sl pr prn bid tid qid qd qod qhs hs ac pc stat
  pt pts hx dx tx rx fx sx bx sz abd neuro resp cardio gen ext lat med ant post inf sup bilat
  temp wt ht dept dist avg diff dia diam wd cont neg pos hosp admin appt eval
  jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
  ave blvd rd apt etc al inc ltd co corp jr sr esq pat ggf bzw ca
`);

/** A single capital behind one of these ends a sentence: `vitamin D. She …`. */
export const BEFORE_LETTER = words(
  "vitamin hepatitis group type grade class stage factor influenza plan option protein complex strep streptococcus schedule",
);

/** With one of these a sentence begins, also behind what looks like an abbreviation or an initial. */
export const SENTENCE_STARTERS = words(`
  the this that these those there he she they it we i his her their its our my
  patient patients pt mother father wife husband family no not on in at for with without since after before when
  if as also however currently today denies reports states notes complains continue start stop follow will
  has is was had does did is a an all both otherwise
`);

/** Names of sections that stand alone in capitals. */
export const SECTION_NAMES = words(`
  cc hpi ros pmh psh pmhx pshx fh fhx sh shx meds medications allergies vitals exam examination results labs imaging
  assessment plan impression subjective objective findings recommendations instructions diagnosis diagnoses
  procedure procedures hospital history course disposition summary immunizations problems a/p s o a p
`);

/** A line with one of these says something; it is no heading, however short. */
export const STATEMENT_WORDS = words(`
  is are was were has have had denies denied reports reported states stated notes noted complains takes took
  shows showed reveals revealed will no none not without negative positive patient he she they
`);
