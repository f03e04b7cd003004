const ENDINGS =
  /(?:pril|sartan|olol|statin|mycin|cillin|floxacin|azole|dipine|zepam|zolam|barbital|cycline|ciclovir|cyclovir|mab|tinib|glutide|gliptin|gliflozin|glitazone|formin|lukast|terol|tropium|asone|olone|onide|oxetine|opram|triptan|setron|parin|xaban|thiazide|semide|profen|oxicam|coxib|codone|morphone|dronate|zosin|trexate|fibrate|iazepine|triptyline|quine|phylline)$/;

const NAMES = new Set(
  `acetaminophen paracetamol aspirin tylenol advil motrin aleve naproxen insulin lantus humalog novolog warfarin coumadin
  plavix clopidogrel eliquis xarelto lasix heparin morphine fentanyl tramadol methadone gabapentin neurontin lyrica
  zoloft prozac lexapro celexa wellbutrin xanax ativan valium klonopin seroquel lithium albuterol salbutamol ventolin
  proventil flonase advair symbicort spiriva singulair synthroid levothyroxine protonix prilosec nexium pepcid zantac
  lipitor crestor zocor norvasc toprol lopressor coreg diovan cozaar digoxin amiodarone fosamax robitussin benadryl
  claritin zyrtec allegra accutane robaxin flexeril baclofen norco vicodin percocet dilaudid oxycontin augmentin bactrim
  keflex cipro levaquin flagyl diflucan valtrex tamiflu colchicine allopurinol humira enbrel imitrex topamax keppra
  depakote dilantin lamictal adderall ritalin viagra cialis nitroglycerin imodium zofran phenergan compazine celebrex
  mobic toradol medrol decadron ibuprofen glucophage glipizide januvia ozempic victoza`.split(/\s+/),
);

const NO_DRUGS = new Set(["quinine", "ammonium", "april", "cocaine"]);

export const isDrug = (word: string): boolean => !NO_DRUGS.has(word) && (NAMES.has(word) || ENDINGS.test(word));
