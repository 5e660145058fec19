/** Conflicts of sex and age against the official text of CHS-DRG 1.1, and on the 2,500 cases another grouper grouped by it. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { computeExample } from '../testing.ts';
import { findings } from './findings.ts';
import { FEMALE_DIAGNOSES, MALE_DIAGNOSES } from './knowledge/sex-age.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/reference/chs-drg-1.1');
const part = (name: string) => readFileSync(resolve(folder, name), 'utf8');

/** Codes of the official text's table of principal diagnoses of a category. */
function principal(mdc: string): string[] {
  const lines = part('4_ADRG_DETAIL.txt').split(/\r?\n/);
  const codes: string[] = [];
  for (const line of lines.slice(lines.findIndex((one) => one.startsWith(`${mdc} 主诊表`)) + 1)) {
    const [, code] = /^([A-Z]\d\S*) /.exec(line) ?? [];
    if (code !== undefined) codes.push(code);
    else if (!line.startsWith('包含以下')) break;
  }
  return codes;
}

const holds = (list: string) => {
  const starts = list.split(' ').map((code) => code.replaceAll(/[.*]/g, ''));
  return (code: string) => starts.some((start) => code.replaceAll('.', '').startsWith(start));
};

describe.skipIf(!existsSync(folder))('CHS-DRG 1.1', () => {
  test('has no diagnosis of women in the category of men, and none of men in those of women', () => {
    const [men, women] = [principal('MDCM'), [...principal('MDCN'), ...principal('MDCO')]];
    expect([men.length, women.length]).toEqual([385, 2159]);
    expect(men.filter(holds(FEMALE_DIAGNOSES))).toEqual([]);
    expect(women.filter(holds(MALE_DIAGNOSES))).toEqual([]);
  });

  test('of 2,500 made-up cases', async () => {
    const [head = '', ...rows] = part('expected-groups.tsv').trimEnd().split('\n');
    const names = head.split('\t');
    const cases = rows.map((text) => {
      const cell = Object.fromEntries(text.split('\t').map((one, i) => [names[i] ?? '', one]));
      const [principal, ...others] = (cell['dx'] ?? '').split('|');
      const numbered = (name: string, codes: readonly string[]) =>
        Object.fromEntries(codes.map((code, i) => [`${name}_${i + 1}`, code]));
      const px = (cell['px'] ?? '').split('|').filter((code) => code !== '');
      const sex = cell['gender'] === '1' ? 'male' : 'female';
      const row = {
        case_id: cell['id'] ?? '',
        person_id: cell['id'] ?? '',
        hospital_id: 'H',
        sex,
        age_years: Number(cell['age']),
        age_days: Number(cell['age']) === 0 ? Number(cell['ageDay']) : null,
        admission_date: '2023-03-01',
        discharge_date: '2023-03-09',
        diagnosis_code_type: 'icd-10-cn',
        provider_group: cell['drg'] || null,
        principal_diagnosis: principal || null,
        ...numbered('other_diagnosis', others),
        ...(px[0] !== undefined && { principal_procedure: px[0] }),
        ...numbered('other_procedure', px.slice(1)),
      };
      return { row, case_id: row.case_id, sex, mdc: cell['mdc'] ?? '', codes: [principal ?? '', ...others] };
    });
    const { rows: found } = await computeExample(findings, {
      tables: { inpatient_case: cases.map(({ row }) => row) },
      options: { rules: 'conflict.sex-diagnosis, conflict.sex-procedure, conflict.age-diagnosis' },
    });
    const of = (rule: string) =>
      found
        .filter((row) => row['rule'] === rule)
        .map((row) => String(row['case_id']))
        .sort();
    expect(
      ['sex-diagnosis', 'sex-procedure', 'age-diagnosis'].map((rule) => of(`conflict.${rule}`).length),
    ).toEqual([150, 30, 39]);

    // The same by other means, on all codes of a case.
    const conflicting = cases.filter(({ sex, codes }) => {
      const intersex = codes.some((code) => /^(Q56|Q9[6789]|F64|E34\.5)/.test(code));
      return !intersex && codes.some(holds(sex === 'male' ? FEMALE_DIAGNOSES : MALE_DIAGNOSES));
    });
    expect(of('conflict.sex-diagnosis')).toEqual(conflicting.map(({ case_id }) => case_id).sort());

    // The scheme asks for the sex in the categories of genital organs, and not in that of births: there it groups men, and the audit finds them.
    const conflicts = new Set(of('conflict.sex-diagnosis'));
    const ofOtherSex = cases.filter(({ sex, codes: [code = ''] }) =>
      holds(sex === 'male' ? FEMALE_DIAGNOSES : MALE_DIAGNOSES)(code),
    );
    expect(ofOtherSex.filter(({ mdc }) => mdc === 'MDCM' || mdc === 'MDCN')).toEqual([]);
    const men = cases.filter(({ sex, mdc }) => sex === 'male' && mdc === 'MDCO');
    expect(men.length).toBe(4);
    expect(men.every(({ case_id }) => conflicts.has(case_id))).toBe(true);
    // Newborns as the scheme groups them are of an age to be.
    const newborns = new Set(cases.filter(({ mdc }) => mdc === 'MDCP').map(({ case_id }) => case_id));
    expect(of('conflict.age-diagnosis').filter((id) => newborns.has(id))).toEqual([]);
  });
});
