/** Yearly beneficiary summaries → eligibility: twelve columns a year become spans of months that are alike. */
import { basename } from 'node:path';
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import type { InputFile, Intake } from '../../import/format.ts';
import { findRows, passOverRows, refuseRows, stacked } from '../shared/stacked.ts';
import { BENEFICIARY, MONTHS } from './columns.ts';
import { date, mapped, padded } from './sql.ts';
import { RACES } from '../shared/cms-codes.ts';

/** MDCR_ENTLMT_BUYIN_IND: letters are the same with the state paying the premium. */
const PLANS: Record<string, string> = {
  1: 'Part A',
  2: 'Part B',
  3: 'Parts A and B',
  A: 'Part A',
  B: 'Part B',
  C: 'Parts A and B',
};
/** HMO_IND: members of a plan paid by head; 0 and 4 are fee-for-service. */
const MANAGED = `('1', '2', 'A', 'B', 'C')`;
const ENTITLEMENTS = Object.keys(PLANS).concat('0');
const HMO = ['0', '1', '2', '4', 'A', 'B', 'C'];
const quoted = (codes: readonly string[]) => `(${codes.map((code) => `'${code}'`).join(', ')})`;

/** Of the row, the same in all its months. */
const person: Record<string, string> = {
  person_id: '"BENE_ID"',
  member_id: '"MBI_NUM"',
  gender: mapped('"BENE_SEX_IDENT_CD"', { 0: 'unknown', 1: 'male', 2: 'female' }),
  race: mapped('"BENE_RACE_CD"', RACES),
  birth_date: date('"BENE_BIRTH_DT"'),
  death_date: date('"DEATH_DT"'),
  death_flag: `case when "DEATH_DT" is not null then 'true' else 'false' end`,
  payer: `'Medicare'`,
  payer_type: `'medicare'`,
  original_reason_entitlement_code: '"BENE_ENTLMT_RSN_ORIG"',
  first_name: '"BENE_GVN_NAME"',
  last_name: '"BENE_SRNM_NAME"',
  address: '"DRVD_LINE_1_ADR"',
  city: '"CITY_NAME"',
  state: 'coalesce("STATE_CD", "STATE_CODE")',
  zip_code: padded('"BENE_ZIP_CD"', 5),
  data_source: `'medicare-rif'`,
};

export async function readBeneficiaries(files: readonly InputFile[], intake: Intake): Promise<void> {
  const { view } = await stacked(intake, 'rif_beneficiary', files, BENEFICIARY, {
    delimiter: '|',
    quote: false,
  });
  const months = MONTHS.map((name, i) => {
    const [buyin, hmo] = [`"MDCR_ENTLMT_BUYIN_${i + 1}_IND"`, `"HMO_${i + 1}_IND"`];
    return { n: i + 1, name, buyin: `coalesce(${buyin}, '0')`, hmo: `coalesce(${hmo}, '0')` };
  });
  const column = (of: 'buyin' | 'hmo', codes: readonly string[], give: (n: number) => string) =>
    months.map((month) => `when ${month[of]} not in ${quoted(codes)} then ${give(month.n)}`).join(' ');
  // A year that is none, or a month of a code nobody knows: when the person was covered cannot be said.
  const checked = `select *, case
      when try_cast("RFRNC_YR" as integer) is null or try_cast("RFRNC_YR" as integer) not between 1900 and 2100 then 'RFRNC_YR'
      ${column('buyin', ENTITLEMENTS, (n) => `'MDCR_ENTLMT_BUYIN_${n}_IND'`)} ${column('hmo', HMO, (n) => `'HMO_${n}_IND'`)} end as fault,
      case when try_cast("RFRNC_YR" as integer) is null or try_cast("RFRNC_YR" as integer) not between 1900 and 2100 then "RFRNC_YR"
      ${column('buyin', ENTITLEMENTS, (n) => `"MDCR_ENTLMT_BUYIN_${n}_IND"`)} ${column('hmo', HMO, (n) => `"HMO_${n}_IND"`)} end as wrong
    from ${view}`;
  await intake.warehouse.run(`create table reader.rif_years as ${checked}`);
  await refuseRows(
    intake,
    files,
    'eligibility',
    `select _file, _line, case when fault = 'RFRNC_YR' then case when wrong is null then 'required-missing' else 'date-impossible' end
       else 'code-unknown' end as reason, fault as "column", wrong as "text", null as amount
     from reader.rif_years where fault is not null`,
  );
  const none = months.map(({ buyin }) => `${buyin} = '0'`).join(' and ');
  await passOverRows(intake, files, 'no-coverage', `reader.rif_years where fault is null and ${none}`);
  await intake.warehouse.run(
    `create table reader.rif_spans as ${spans('select * from reader.rif_years where fault is null', months)}`,
  );
  await intake.query('eligibility', 'select * from reader.rif_spans order by _file, _line');
  await findYears(files, intake, view);
  await findRows(
    intake,
    files,
    'zip-padded',
    'eligibility',
    `select _file, _line, "BENE_ID" as key, "BENE_ZIP_CD" as "text", null::decimal(18,4) as amount from ${view}
     where regexp_full_match("BENE_ZIP_CD", '\\d{3,4}')`,
  );
}

interface Month {
  n: number;
  name: string;
  buyin: string;
  hmo: string;
}

/** Months of a row that are alike in all that may change become one span; a span never reaches over rows, so that each row keeps its own. */
function spans(from: string, months: readonly Month[]): string {
  const each = months
    .map(
      ({ n, name, buyin, hmo }) =>
        `{n: ${n}, buyin: ${buyin}, plan: case when ${hmo} in ${MANAGED} then 'Medicare Advantage' else ${mapped(buyin, PLANS, 'null')} end,
          dual: ${padded(`"META_DUAL_ELGBL_STUS_${name}_CD"`, 2)}, medicare: "MDCR_STUS_${name}_CD", subsidy: "CST_SHR_GRP_${name}_CD"}`,
    )
    .join(', ');
  const like = '_file, _line, m.plan, m.dual, m.medicare, m.subsidy';
  const cells = Object.entries(person).map(
    ([name, cell]) => `any_value(${cell}) as ${quoteIdentifier(name)}`,
  );
  return `select ${cells.join(', ')},
      strftime(make_date(any_value("RFRNC_YR")::integer, min(m.n)::integer, 1), '%Y-%m-%d') as enrollment_start_date,
      strftime(last_day(make_date(any_value("RFRNC_YR")::integer, max(m.n)::integer, 1)), '%Y-%m-%d') as enrollment_end_date,
      m.plan as plan, m.dual as dual_status_code, m.medicare as medicare_status_code, m.subsidy as low_income_subsidy_indicator,
      case when m.medicare in ('11', '21', '31') or any_value("BENE_ESRD_IND") in ('1', 'Y') then 'true' else 'false' end as esrd_status,
      _file, _line
    from (select *, m.n - row_number() over (partition by ${like} order by m.n) as island
      from (select *, unnest([${each}]) as m from (${from})) where m.buyin <> '0')
    group by ${like}, island`;
}

/** A file is called by its year: one that holds another is a delivery mixed up, and the year it is called by may be missing. */
async function findYears(files: readonly InputFile[], intake: Intake, view: string): Promise<void> {
  for (const file of files) {
    const year = /(?:^|\D)((?:19|20)\d\d)(?=\D|$)/.exec(basename(file.path))?.[1];
    if (year === undefined) continue;
    await findRows(
      intake,
      [file],
      'year-differs',
      'eligibility',
      `select _file, _line, "BENE_ID" as key, "RFRNC_YR" || ' ≠ ${year}' as "text", null::decimal(18,4) as amount from ${view}
       where _file = ${file.index} and "RFRNC_YR" <> '${year}'`,
    );
  }
}
