/** What a country's population is made of. All of it is data: the generator knows no disease, code or price. */

/** A value by age: `[age, value]` in order of age, straight lines between, level before the first and after the last. */
export type Curve = number | readonly (readonly [age: number, value: number])[];

/** Codes with their shares, which need not add up to one. */
export type Codes = Readonly<Record<string, number>>;

export interface Disease {
  name: string;
  codes: Codes;
  title: string;
  /** Share of people of an age who have it: never falls with age, since the diseases here stay. */
  prevalence: Curve;
  women?: number;
  men?: number;
  /** How many times likelier with another disease, which must come before this one in the list. */
  with?: Readonly<Record<string, number>>;
  /** How many times likelier to die within a year. */
  mortality?: number;
  drugs?: readonly Drug[];
}

interface Drug {
  code: string;
  name: string;
  /** Share of those with the disease. */
  share: number;
  days: number;
  quantity: number;
  /** Price of a fill. */
  price: number;
}

/** One line of a claim. `price` is in major units before trend, place and payer; `part` instead is a share of the price of the stay. */
export interface Line {
  /** Share of events that have the line (1 if not given). Alternatives of one slot share one draw, so that at most one of them comes. */
  share?: number;
  code?: string;
  modifier?: string;
  revenue?: string;
  name?: string;
  category?: string;
  price?: number;
  part?: number;
  units?: number;
  /** Times it comes: a number, or once per day of the stay. */
  times?: number | 'day';
  /** Days between the times. */
  every?: number;
  /** Only on events whose diagnosis starts with this. */
  for?: string;
}

export interface Claim {
  kind: 'institutional' | 'professional';
  /** Who renders it: a role of the market; `own` is the primary care provider. */
  role: string;
  place?: string;
  bill?: string;
  /** Share of events with this claim. */
  share?: number;
  slots: readonly (readonly Line[])[];
}

export interface Service {
  name: string;
  /** Encounter type. */
  encounter: string;
  claims: readonly Claim[];
}

export interface Group {
  drg: string;
  share: number;
  /** Relative price; for the United States near to the MS-DRG weight. */
  weight: number;
  days: number;
}

export interface Stay {
  groups: readonly Group[];
  /** Emergency or elective. */
  planned: boolean;
  procedure?: Codes;
  /** Of all stays of the kind: to a nursing facility, to home health, transferred in, back within 30 days, with intensive care. */
  nursing?: number;
  home?: number;
  transfer?: number;
  again?: number;
  intensive?: number;
}

/** Why people use services: everybody, or those with a disease. */
export interface Need {
  name: string;
  disease?: string;
  /** Per person and year. */
  rate: Curve;
  women?: number;
  men?: number;
  /** Whether frail people need it more; false for check-ups, births and the like. */
  frail?: boolean;
  /** Diagnoses; those of the disease if not given. */
  why?: Codes;
  service: string;
  stay?: Stay;
  /** Patient-reported scores are asked before and after it. */
  scores?: boolean;
}

export interface Measurement {
  code: string;
  codeType: string;
  name: string;
  unit: string;
  category: string;
  disease?: string;
  /** Per person and year; none of one that is taken `with` another. */
  rate?: Curve;
  /** Place in the list (from 0) of the one it is taken with, as the two values of a blood-pressure reading: the same people, times and days. */
  with?: number;
  /** Mean and standard deviation among people, and of one person from time to time; `places` digits after the point. */
  mean: number;
  between: number;
  within: number;
  places: number;
  /** Added to the mean with the disease named, where it applies. */
  shift?: Readonly<Record<string, number>>;
  least: number;
  most: number;
}

export interface Course {
  product: string;
  disease: string;
  /** Share of those with the disease who begin it, in the year after onset. */
  share: number;
  line: number;
  days: number;
  price: number;
  /** Service given at each cycle, and days between cycles. */
  service?: string;
  cycle?: number;
  /** Shares: what came of it. The rest stays without an event while followed. */
  outcomes: Readonly<Record<string, { share: number; days: number }>>;
  lost: number;
}

export interface Role {
  name: string;
  kind: 'person' | 'institution';
  specialty?: string;
  title: string;
  primary?: boolean;
  level?: string;
  /** People per provider; at least `least` in each region. */
  per: number;
  least?: number;
  /** In practices (houses, consortia) of this many, and what such a house is called. */
  practice?: number;
  house?: string;
}

interface Plan {
  payer: string;
  payerType: string;
  plan: string;
  /** Share of those no plan before this one took, by age; the last plan takes the rest. Never falls with age where it should last. */
  share: Curve;
  /** Everyone with this disease. */
  disease?: string;
  /** Its prices, relative to `base` and the services' prices. */
  price: number;
  /** What the person pays: a share, an amount per office visit, an amount per hospital stay. */
  coinsurance: number;
  copayment: number;
  deductible: number;
}

/** What basic insurance pays of a stay, by plan and level of the institution. */
interface Benefit {
  plan: string;
  level: string;
  deductible: number;
  ratio: number;
}

export interface Country {
  country: 'us' | 'cn';
  currency: string;
  dataSource: string;
  /** People by age: number of men and women, in any unit; the last age is the end. */
  pyramid: readonly (readonly [from: number, to: number, men: number, women: number])[];
  /** Probability of death within a year by age. */
  mortality: { men: Curve; women: Curve };
  /** Standard deviations of logarithms. */
  sigmas: { frailty: number; year: number; price: number; stay: number };
  /** Growth of prices by year. */
  trend: number;
  /** Shares of people per year. */
  moves: number;
  gaps: number;
  joins: number;
  leaves: number;
  /** How likely a visit to primary care is with the own provider, and that the own provider changes in a year. */
  loyalty: number;
  changes: number;
  /** People per region. */
  region: number;
  plans: readonly Plan[];
  roles: readonly Role[];
  diseases: readonly Disease[];
  services: readonly Service[];
  needs: readonly Need[];
  measurements: readonly Measurement[];
  courses: readonly Course[];
  /** Patient-reported score before and after the stays that ask for it: means, and the spread among people. */
  score: { code: string; codeType: string; name: string; before: number; after: number; spread: number };
  /** Share of people aligned with a provider by their own choice (`registered_provider`). */
  registered: number;
  /** Services that follow stays: a nursing facility (price of a day, mean days) and care at home. */
  nursing?: { service: string; day: number; days: number };
  home?: string;
  /** Stay in which those die who die in hospital, and their share; care of the dying at home and its share. */
  terminal: { need: string; share: number };
  hospice?: { service: string; share: number };
  /** Price of a stay of weight one. */
  base: number;
  benefits?: readonly Benefit[];
  /** Shares of an amount by category: fully in scope, partly, out of scope. */
  scope?: Readonly<Record<string, readonly [a: number, b: number, self: number]>>;
  /** Versions: shares of claims that are corrected or taken back, and lines that are denied. */
  corrected: number;
  reversed: number;
  denied: number;
  /** Days from service to payment: mean. */
  lag: number;
}
