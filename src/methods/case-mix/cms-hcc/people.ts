/**
 * What a model takes of a person beside diseases: the segment whose coefficients hold, and variables of age, sex, entitlement and the like.
 * Names are those of the published coefficients. Age is that of 1 February of the payment year.
 */
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { HccModel } from './models.ts';

/** Columns of people; those a table lacks are unknown. `segment` decides where it is given. */
export const PERSON = {
  person_id: undefined,
  age: 'integer',
  /** F, M. */
  sex: 'varchar',
  segment: 'varchar',
  /** Original reason for entitlement: 0 age, 1 disability, 2 ESRD, 3 both. Unknown is 0. */
  orec: 'varchar',
  /** Medicaid: 02, 04, 08 full, 01, 03, 05, 06 partial benefit; 00 and unknown none. */
  dual: 'varchar',
  /** Medicaid in another word, for tables without `dual`. */
  medicaid: 'boolean',
  /** In an institution for long. */
  institution: 'boolean',
  /** Less than twelve months of Part B in the year of the diagnoses. */
  new_enrollee: 'boolean',
  /** In a special needs plan for chronic conditions. */
  snp: 'boolean',
  /** Low-income subsidy of Part D. */
  low_income: 'boolean',
  /** End-stage renal disease, for Part D. */
  esrd: 'boolean',
  /** Months since a kidney was transplanted (1 the month itself); unknown: dialysis. */
  graft_months: 'integer',
} as const;

export const SEGMENTS = {
  community: ['CNA', 'CND', 'CFA', 'CFD', 'CPA', 'CPD', 'INS', 'NE', 'SNPNE'],
  esrd: ['DI', 'DNE', 'GI', 'GNE', 'GC', 'GFA', 'GFN', 'GNPA', 'GNPN', 'TRANSPLANT_KIDNEY_ONLY'],
  rx: [
    'Rx_CE_LowAged',
    'Rx_CE_LowNoAged',
    'Rx_CE_NoLowAged',
    'Rx_CE_NoLowNoAged',
    'Rx_CE_LTI',
    'Rx_NE_Lo',
    'Rx_NE_NoLo',
    'Rx_NE_LTI',
  ],
} as const;

const FULL = `('02', '04', '08')`;
const PARTIAL = `('01', '03', '05', '06')`;
/** Full, partial or none, as 2, 1, 0. */
export const DUAL = `case when dual in ${FULL} then 2 when dual in ${PARTIAL} then 1 else 0 end`;

/** The segment by a person's facts; null where age is needed and not known. */
export function segmentOf({ kind, name }: HccModel): string {
  const aged = (yes: string, no: string) =>
    `case when age >= 65 then '${yes}' when age < 65 then '${no}' end`;
  if (kind === 'community')
    return `case when institution then 'INS' when new_enrollee and snp then 'SNPNE' when new_enrollee then 'NE'
      else 'C' || case ${DUAL} when 2 then 'F' when 1 then 'P' else 'N' end || ${aged('A', 'D')} end`;
  if (kind === 'rx')
    return `case when institution then case when new_enrollee then 'Rx_NE_LTI' else 'Rx_CE_LTI' end
      when new_enrollee then case when low_income then 'Rx_NE_Lo' else 'Rx_NE_NoLo' end
      else case when low_income then 'Rx_CE_Low' else 'Rx_CE_NoLow' end || ${aged('Aged', 'NoAged')} end`;
  const community =
    name === 'ESRD-V21' ? `'GC'` : `case ${DUAL} when 2 then 'GF' else 'GNP' end || ${aged('A', 'N')}`;
  return `case when graft_months between 1 and 3 then 'TRANSPLANT_KIDNEY_ONLY'
    when graft_months > 3 then case when institution then 'GI' when new_enrollee then 'GNE' else ${community} end
    when graft_months is null then case when new_enrollee then 'DNE' else 'DI' end end`;
}

/** Lower ends of age bands, as the names of the coefficients have them. */
const BANDS = [0, 35, 45, 55, 60, 65, 70, 75, 80, 85, 90, 95];
const NEW_BANDS = [0, 35, 45, 55, 60, 65, 66, 67, 68, 69, 70, 75, 80, 85, 90, 95];
const NEW_DIALYSIS = [0, 35, 45, 55, 60, 65, 70, 75, 80, 85];

function bands(age: string, starts: readonly number[]): string {
  const cases = starts.map((from, i) => {
    const next = starts[i + 1];
    const until = next === undefined ? '_GT' : next === from + 1 ? '' : `_${next - 1}`;
    return `when ${age} ${next === undefined ? `>= ${from}` : `< ${next}`} then '${from}${until}'`;
  });
  return `case ${cases.join(' ')} end`;
}

/** New enrollees of 64 who are entitled by age are counted as 65 (AGESEXV2). */
const NEW_AGE = `case when age = 64 and orec = '0' then 65 else age end`;
const AGED = `case when age >= 65 then 'Aged' else 'NonAged' end`;
const SEX = `case sex when 'F' then 'Female' else 'Male' end`;

/**
 * Queries over `from` (`segment`, `key`, `age`, `sex`, `orec`, `dual`, `medicaid`, `institution`, `esrd`, `graft_months`): `segment`, `key`,
 * `variable`, `coefficient`, the name its coefficient has. What has no coefficient counts nothing.
 */
export function variablesOf({ kind, name }: HccModel, from: string): string[] {
  const one = (variable: string, where: string, own?: string) =>
    `select segment, key, ${variable} as variable, ${own ?? `segment || '_' || ${variable}`} as coefficient from ${from} where ${where}`;
  const text = quoteLiteral;
  const originally = (where: string) =>
    one(`'OriginallyDisabled_' || ${SEX}`, `age >= 65 and orec = '1' and ${where}`);
  const isNew = `segment in ('NE', 'SNPNE', 'DNE', 'GNE') or segment like 'Rx_NE%'`;
  const known = one(`sex || ${bands('age', BANDS)}`, `not (${isNew})`);
  if (kind === 'rx') {
    // Unlike those of CMS-HCC, the age bands of new enrollees have no NE before the sex (Rx_NE_Lo_ESRD_NOD_x_F65).
    const novel = `case when esrd then 'ESRD' else 'NESRD' end || case when age >= 65 and orec = '1' then '_OD' else '_NOD' end || '_x_' || sex || ${bands(NEW_AGE, NEW_BANDS)}`;
    return [
      known,
      one(novel, isNew),
      one(`sex || '65OD'`, `age >= 65 and orec = '1' and segment like 'Rx_CE%'`),
      one(text('ORIGDS'), `age >= 65 and orec = '1' and segment = 'Rx_CE_LTI'`),
    ];
  }
  const disability = (where: string) => `case when ${where} then '_ORIGDIS' else '_NORIGDIS' end`;
  const medicaid = `case when medicaid then 'MCAID' else 'NMCAID' end`;
  if (kind === 'community')
    return [
      known,
      one(
        `${medicaid} || ${disability(`age >= 65 and orec = '1'`)} || '_NE' || sex || ${bands(NEW_AGE, NEW_BANDS)}`,
        isNew,
      ),
      originally(`segment <> 'INS'`),
      one(text('ORIGDS'), `age >= 65 and orec = '1' and segment = 'INS'`),
      one(text('LTIMCAID'), `segment = 'INS' and medicaid`),
    ];
  const payer = name === 'ESRD-V21' ? medicaid : `case dual when 2 then 'FBD' else 'ND_PBD' end`;
  const months = `case when graft_months between 4 and 9 then 'DUR4_9' when graft_months > 9 then 'DUR10PL' end`;
  const old = (age: string) => `case when ${age} >= 65 then 'GE65' else 'LT65' end`;
  const common = [
    known,
    one(
      `${payer} || ${disability(`orec = '1'`)} || '_NE' || sex || ${bands(NEW_AGE, NEW_DIALYSIS)}`,
      `segment = 'DNE'`,
    ),
    one(
      `${payer} || ${disability(`age >= 65 and orec = '1'`)} || '_G_NE' || sex || ${bands(NEW_AGE, NEW_BANDS)}`,
      `segment = 'GNE'`,
    ),
    one(`graft_months || 'M'`, `segment = 'TRANSPLANT_KIDNEY_ONLY'`),
    originally(`not (${isNew})`),
    one(`'Originally_ESRD_' || ${SEX}`, `age >= 65 and orec in ('2', '3') and not (${isNew})`),
  ];
  const graft = `segment like 'G%' and graft_months > 3`;
  if (name === 'ESRD-V21') {
    const bump = `${old(`case segment when 'GNE' then ${NEW_AGE} else age end`)} || '_' || ${months}`;
    // What V21 calls aged is not disabled.
    const group = `case when age < 65 and orec <> '0' then 'NonAged' else 'Aged' end`;
    return [
      ...common,
      one(`'MCAID_' || ${SEX} || '_' || ${group}`, `medicaid and not (${isNew})`),
      one(text('MCAID'), `medicaid and segment = 'GI'`),
      one(bump, graft, bump),
    ];
  }
  const place = `case segment when 'GI' then 'FGI_' else 'FGC_' end`;
  const bump = `${place} || ${old(`case segment when 'GNE' then ${NEW_AGE} else age end`)} || '_' || ${months} || '_' || ${payer}`;
  const flag = `${place} || 'PBD_' || ${old('age')} || '_flag'`;
  const lti = `'LTI_' || ${old('age')}`;
  return [
    ...common,
    one(`'LTI_' || ${AGED}`, `institution and segment = 'DI'`),
    one(
      `case dual when 2 then 'FBDual_' else 'PBDual_' end || ${SEX} || '_' || ${AGED}`,
      `dual > 0 and segment = 'DI'`,
    ),
    one(bump, graft, bump),
    one(flag, `dual = 1 and ${graft} and segment <> 'GNE'`, flag),
    one(lti, `segment = 'GI'`, lti),
  ];
}

/** Facts on the day (ISO) of people with a `person_id`, from the latest span of coverage. Who has no subsidy of Part D has N, 0 or nothing in its indicator. */
export function peopleSql(table: (name: string) => string, people: string, ageOn: string): string {
  const day = `date ${quoteLiteral(ageOn)}`;
  return `with latest as (
      select * from ${table('eligibility')} qualify row_number() over (partition by person_id order by enrollment_start_date desc, _source, _file, _line) = 1)
    select p.person_id, (datediff('year', e.birth_date, ${day}) - case when strftime(e.birth_date, '%m%d') > strftime(${day}, '%m%d') then 1 else 0 end)::integer as age,
      case e.gender when 'female' then 'F' when 'male' then 'M' end as sex, e.original_reason_entitlement_code as orec, e.dual_status_code as dual,
      e.long_term_institutional_flag as institution, e.esrd_status as esrd,
      lower(trim(coalesce(e.low_income_subsidy_indicator, ''))) not in ('', '0', '00', 'n', 'no', 'false') as low_income
    from ${people} p left join latest e using (person_id)`;
}
