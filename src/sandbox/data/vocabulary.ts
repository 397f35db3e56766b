/** The words of one line of text. */
export const list = (words: string): readonly string[] => words.split(', ');

export const teams: readonly string[] = list(
  'Tidal Gates, Night Trains, Orchards, Lighthouses, Returns, Greenhouses, Ferries, Archives, Snow Routes, Water Meters, Small Parcels, Field Tools, Kiln Controls',
);
export const nameStarts: readonly string[] = list(
  'Marlow, Quillon, Tamber, Oakreed, Fennwick, Saltmere, Brindle, Corvane, Larkspur, Nimbleby, Ostrava Hill, Pellworth, Ravelin, Sorrel, Thistledown, Umberley, Vantree, Willowmark, Yarrowgate, Zephyrine, Ashcombe, Birchfold, Cinderford, Dovetail, Elderbank, Foxholm, Gullwing, Heronsgate',
);
export const nameEnds: readonly string[] = list(
  'Robotics, Freight, Analytics, Clinics, Ledger, Bakeries, Instruments, Mobility, Software, Studios, Energy, Outfitters',
);
export const industries: readonly string[] = list(
  'Software, Logistics, Health Care, Food and Drink, Industrial Machinery, Renewable Energy, Financial Services, Retail, Education, Media, Public Transport, Agriculture, Building Materials, Construction, Hospitality, Insurance, Aerospace and Defense, Government',
);
export const categories: readonly string[] = list(
  'b2b, b2c, b2b2c, saas, marketplace, service-provider',
);
export const sources: readonly string[] = list(
  'workday, greenhouse, ashby, lever_co, smartrecruiters, icims, workable, recruitee, personio, teamtailor, bamboohr, rippling, successfactors, breezy',
);
export const softSkills: readonly string[] = list(
  'Clear Writing, Patience, Teamwork, Listening, Planning, Curiosity, English, German, French, Spanish',
);
export const studies: readonly string[] = [
  'Finished apprenticeship or the same in practice',
  'Bachelor degree or four years of work',
  'Master degree welcome, not asked',
  'School leaving certificate',
];
export const certificates: readonly string[] = list(
  'First aid course, Driving licence class B, Food hygiene certificate, Cloud practitioner certificate',
);
export const benefits: readonly string[] = list(
  '30 days of leave, Four-day week in August, Train pass, Lunch that somebody cooks, Pension with 6 percent on top, Own budget for books, Bicycle lease, Paid parental leave, Desk near a window',
);

/** A value as filters name it, as answers show it, and how many jobs of 100 have it. */
export type Choice = readonly [value: string, shown: string, share: number, pay: number];
export const workModels: readonly Choice[] = [
  ['onsite', 'Onsite', 40, 0.97],
  ['hybrid', 'Hybrid', 33, 1],
  ['remote', 'Remote', 27, 1.03],
];
export const employmentTypes: readonly Choice[] = [
  ['full-time', 'Full-time', 70, 1],
  ['part-time', 'Part-time', 10, 0.6],
  ['contract', 'Contract', 9, 1.15],
  ['internship', 'Internship', 5, 0.45],
  ['temporary', 'Temporary', 4, 0.8],
  ['freelance', 'Freelance', 2, 1.2],
];
export const experienceLevels: readonly Choice[] = [
  ['mid', 'Mid Level', 36, 1],
  ['senior', 'Senior Level', 28, 1.3],
  ['entry', 'Entry Level', 18, 0.72],
  ['lead', 'Lead/Staff', 9, 1.55],
  ['intern', 'Intern', 5, 0.42],
  ['executive', 'Executive', 4, 2.1],
];

/** US dollars for one unit of a currency; fixed, so that the same request finds the same rows on any day. */
export const dollars: Readonly<Record<string, number>> = {
  USD: 1,
  CAD: 0.73,
  GBP: 1.27,
  EUR: 1.08,
  PLN: 0.25,
  SEK: 0.095,
  DKK: 0.145,
  INR: 0.012,
  JPY: 0.0067,
  AUD: 0.66,
  BRL: 0.19,
  KES: 0.0077,
  CHF: 1.12,
  NOK: 0.094,
  CZK: 0.043,
  HUF: 0.0027,
  RON: 0.22,
  UAH: 0.024,
  TRY: 0.029,
  ILS: 0.27,
  AED: 0.27,
  SGD: 0.74,
  HKD: 0.13,
  CNY: 0.14,
  KRW: 0.00072,
  PHP: 0.017,
  IDR: 0.000062,
  MYR: 0.22,
  THB: 0.028,
  VND: 0.00004,
  NZD: 0.6,
  MXN: 0.054,
  ARS: 0.001,
  CLP: 0.0011,
  COP: 0.00024,
  ZAR: 0.055,
  NGN: 0.00063,
  EGP: 0.02,
};
/** How many periods make a year. */
export const perYear: Readonly<Record<string, number>> = {
  yearly: 1,
  monthly: 12,
  weekly: 52,
  daily: 260,
  'per-diem': 260,
  hourly: 2_080,
};
export const currencies: Readonly<Record<string, string>> = {
  US: 'USD',
  CA: 'CAD',
  GB: 'GBP',
  PL: 'PLN',
  SE: 'SEK',
  DK: 'DKK',
  IN: 'INR',
  JP: 'JPY',
  AU: 'AUD',
  BR: 'BRL',
  KE: 'KES',
  CH: 'CHF',
  NO: 'NOK',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  UA: 'UAH',
  TR: 'TRY',
  IL: 'ILS',
  AE: 'AED',
  SG: 'SGD',
  HK: 'HKD',
  CN: 'CNY',
  KR: 'KRW',
  PH: 'PHP',
  ID: 'IDR',
  MY: 'MYR',
  TH: 'THB',
  VN: 'VND',
  NZ: 'NZD',
  MX: 'MXN',
  AR: 'ARS',
  CL: 'CLP',
  CO: 'COP',
  ZA: 'ZAR',
  NG: 'NGN',
  EG: 'EGP',
};

/** Practice forms of Auto Apply. Their address is one of the API's own sites; the sandbox never calls it. */
export const formSlugs = [
  'all-field-types',
  'multi-step',
  'validation-errors',
  'education-and-work-history',
  'login-wall',
  'slow-page',
  'cancel-mid-run',
  'submission-unconfirmed',
  'conditional-fields',
  'eeoc-demographics',
  'typeahead-location',
  'email-verification',
] as const;
export type FormSlug = (typeof formSlugs)[number];
export const formUrl = (slug: FormSlug): string => `https://sandbox.jobo.world/apply/${slug}`;
export const testSource = 'jobosandbox';
