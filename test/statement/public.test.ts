/** A statement for the public: no count of people under the threshold, nor what one could be worked out from. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settle } from '../../src/engine/index.ts';
import { peopleBehind } from '../../src/engine/publish/index.ts';
import type { Run } from '../../src/engine/types.ts';
import { checkContract } from '../../src/methods/contract.ts';
import { publicStatement, writePublic } from '../../src/statement/public/index.ts';
import { openvbp } from '../cli/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-public-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Clinics are paid 100 for each patient, and owe 1,000 if they were late; of patients a few get travel paid for the clinic to hand on. */
const MODEL = `
model: example/clinics
version: 1
title: { en: Clinics, zh: 诊所 }
currency: CNY
parties: [payer]
entities:
  clinic:
    title: { en: Clinic, zh: 诊所 }
    facts: { late: { type: boolean } }
  patient:
    title: { en: Patient, zh: 患者 }
    key: [person, year]
    references: { clinic: clinic }
    facts: { year: { type: text }, far: { type: boolean } }
parameters:
  fee: { type: money, value: 100, source: Made up }
  fine: { type: money, value: 1000, source: Made up }
  travel: { type: money, value: 7, source: Made up }
terms:
  patient:
    travels: { formula: if far then travel else 0 }
  clinic:
    earned: { formula: count(patient) * fee }
    owed: { formula: if late then fine else 0 }
payments:
  - { id: fees, for: clinic, from: payer, to: clinic, amount: earned, title: { en: Fees, zh: 费用 } }
  - { id: fines, for: clinic, from: clinic, to: payer, amount: owed, title: { en: Fines, zh: 扣款 } }
  - { id: travel_paid, for: patient, from: payer, to: clinic, amount: travels, title: { en: Travel, zh: 交通 } }
`;

/** Patients of each clinic in 2023, and how many of them came from far. Ann has a second row, in another year. */
const CLINICS: Record<string, [patients: number, far: number]> = {
  A: [40, 3],
  B: [12, 12],
  C: [4, 0],
  D: [30, 20],
};

let run: Run;
beforeAll(async () => {
  writeFileSync(join(folder, 'model.yaml'), MODEL);
  const patients = Object.entries(CLINICS).flatMap(([clinic, [count, far]]) =>
    Array.from({ length: count }, (_, i) => `${clinic}${i},2023,${clinic},${i < far}`),
  );
  writeFileSync(
    join(folder, 'patients.csv'),
    ['person,year,clinic,far', ...patients, 'A0,2022,A,false', ''].join('\n'),
  );
  writeFileSync(
    join(folder, 'contract.yaml'),
    `contract: clinics
model: ./model.yaml
parties: { payer: { id: fund, name: { en: The fund, zh: 基金 } } }
period: { from: 2023-01-01, to: 2024-01-01 }
bind:
  clinic: { rows: [{ id: A, late: false }, { id: B, late: false }, { id: C, late: true }, { id: D, late: false }] }
  patient: { table: patients.csv }
`,
  );
  const checked = checkContract(join(folder, 'contract.yaml'));
  expect(checked.diagnostics).toEqual([]);
  const settled = await settle(checked.value!, { output: join(folder, 'clinics.run') });
  run = settled.value!;
});

const of = async (least?: number, column: string | undefined = 'person', without: string[] = []) => {
  const counted = { entity: 'patient', ...(column && { column }) };
  const behind = await peopleBehind(run, { ...counted, without });
  expect(behind.diagnostics).toEqual([]);
  return publicStatement(run, behind.value!, counted, least);
};
const lines = ({ rows, total }: Awaited<ReturnType<typeof of>>) => [
  ...rows.map(({ to, people, amounts }) => [to, people, ...amounts].map((one) => one ?? '*').join(' ')),
  ['total', total.people, ...total.amounts].map((one) => one ?? '*').join(' '),
];

describe('a public statement', () => {
  it('shows all where the threshold is one: people once, what flows back as less than nothing', async () => {
    expect(lines(await of(1))).toEqual([
      'A 40 4100.00 0.00 21.00',
      'B 12 1200.00 0.00 84.00',
      'C 4 400.00 -1000.00 0.00',
      'D 30 3000.00 0.00 140.00',
      'total 86 8700.00 -1000.00 245.00',
    ]);
    // Without a word of who is a person, the person of the key is.
    expect(lines(await of(1, ''))[0]).toBe('A 40 4100.00 0.00 21.00');
  });

  it('withholds a small count with all that rests on it, and another so that no total gives it away', async () => {
    const statement = await of();
    expect(lines(statement)).toEqual([
      // Three of A's forty had travel paid: that amount is three people's, though the clinic's others are many.
      'A 40 4100.00 0.00 *',
      'B * * * *',
      'C * * * *',
      'D 30 3000.00 0.00 140.00',
      // C alone owes a fine: nothing else could hide it.
      'total 86 8700.00 * 245.00',
    ]);
    expect(statement.withheld).toBe(3);
  });

  it('takes another threshold, and what is withheld together is no small count either', async () => {
    // 12 and 4 are small; together they are 16, which anybody could work out: the next one goes with them.
    expect(lines(await of(20))).toEqual([
      'A 40 4100.00 0.00 *',
      'B * * * *',
      'C * * * *',
      'D * * * *',
      'total 86 8700.00 * 245.00',
    ]);
  });

  it('writes one mark for all, and the same bytes again', async () => {
    const statement = await of();
    const [one, two] = ['one', 'two'].map((name) => mkdtempSync(join(folder, name)));
    for (const place of [one, two]) await writePublic(statement, place!, run.manifest.engine);
    expect(readdirSync(one!).sort()).toEqual(['public.csv', 'public.html', 'public.json']);
    for (const name of readdirSync(one!))
      expect(readFileSync(join(one!, name))).toEqual(readFileSync(join(two!, name)));
    expect(readFileSync(join(one!, 'public.csv'), 'utf8')).toBe(
      [
        'from,to,people,fees,fines,travel_paid,currency',
        'fund,A,40,4100.00,0.00,*,CNY',
        'fund,B,*,*,*,*,CNY',
        'fund,C,*,*,*,*,CNY',
        'fund,D,30,3000.00,0.00,140.00,CNY',
        ',total,86,8700.00,*,245.00,CNY',
        '',
      ].join('\n'),
    );
    const json = JSON.parse(readFileSync(join(one!, 'public.json'), 'utf8'));
    expect(json).toMatchObject({
      version: 1,
      least: 11,
      rows: [{ to: 'A', people: 40 }, { people: null }, {}, {}],
    });
    const html = readFileSync(join(one!, 'public.html'), 'utf8');
    expect(html).toContain('少于 11 的人数');
    expect(html).not.toMatch(/A0|patients\.csv/);
  });
});

describe('parties that are one person', () => {
  /** The fund pays the group; the group pays its clinics, and the fund a patient by episode. */
  const EPISODES = `
model: example/episodes
version: 1
currency: CNY
parties: [payer]
entities:
  group: { facts: { fee: { type: money } } }
  clinic:
    references: { group: group }
    facts: { fee: { type: money } }
  patient:
    key: [person]
    references: { clinic: clinic }
    facts: { spent: { type: money } }
  episode:
    references: { patient: { to: patient, by: [person] } }
    facts: { person: { type: text }, help: { type: money } }
terms: { group: { spent: { formula: sum(clinic.patient.spent) } } }
payments:
  - { id: budget, for: group, from: payer, to: group, amount: fee }
  - { id: passed, for: clinic, from: group, to: clinic, amount: fee }
  - { id: help, for: episode, from: payer, to: episode, amount: help }
`;
  let settled: Run;
  beforeAll(async () => {
    writeFileSync(join(folder, 'episodes.yaml'), EPISODES);
    const patients = ['A', 'B'].flatMap((clinic) =>
      Array.from({ length: 20 }, (_, i) => `${clinic}${i},${clinic},5`),
    );
    writeFileSync(join(folder, 'people.csv'), ['person,clinic,spent', ...patients, ''].join('\n'));
    writeFileSync(
      join(folder, 'episodes-contract.yaml'),
      `contract: episodes
model: ./episodes.yaml
parties: { payer: { id: fund } }
period: { from: 2023-01-01, to: 2024-01-01 }
bind:
  group: { rows: [{ id: G, fee: 100 }] }
  clinic: { rows: [{ id: A, group: G, fee: 10 }, { id: B, group: G, fee: 20 }] }
  patient: { table: people.csv }
  episode: { rows: [{ id: 'hypertension:A1:2023-01-01', person: A1, help: 3 }, { id: 'hypertension:B2:2023-01-01', person: B2, help: 0 }] }
`,
    );
    const checked = checkContract(join(folder, 'episodes-contract.yaml'));
    expect(checked.diagnostics).toEqual([]);
    settled = (await settle(checked.value!, { output: join(folder, 'episodes.run') })).value!;
  });

  it('are not named: an episode is a patient, and its key says what of', async () => {
    const { value, diagnostics } = await peopleBehind(settled, { entity: 'patient' });
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: 'publish-names-people', data: { payment: 'help', party: 'episode', count: 2 } },
    ]);
  });

  it('are left out with their payment, and the people of a total counted once', async () => {
    const behind = await peopleBehind(settled, { entity: 'patient', without: ['help'] });
    const statement = publicStatement(settled, behind.value!, { entity: 'patient' });
    expect(lines(statement)).toEqual([
      'G 20 0.00 -10.00',
      'G 20 0.00 -20.00',
      'G 40 100.00 0.00',
      'total 40 100.00 -30.00',
    ]);
  });
});

describe('the command', () => {
  const publish = (...args: string[]) => openvbp(['publish', 'clinics.run', ...args], { cwd: folder });

  it('writes the files and shows the table', () => {
    const { code, out, err } = publish('--people', 'patient.person', '-o', 'public', '--without', 'fines');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/The fund +D +30 +3,000\.00 +140\.00/);
    expect(out).toMatch(/The fund +C +\* +\* +\*/);
    expect(readdirSync(join(folder, 'public'))).toHaveLength(3);
  });

  it('says what cannot be counted, and never names a person', async () => {
    const codes = async (entity: string, column?: string, without: string[] = []) =>
      (await peopleBehind(run, { entity, ...(column && { column }), without })).diagnostics.map(
        ({ code }) => code,
      );
    expect(await codes('member')).toEqual(['publish-no-entity']);
    expect(await codes('patient', 'name')).toEqual(['publish-no-column']);
    expect(await codes('patient', 'person', ['gifts'])).toEqual(['publish-no-payment']);
    // Counted as people, the clinics are parties themselves.
    expect(new Set(await codes('clinic'))).toEqual(new Set(['publish-names-people']));
    const { code, json } = publish('--people', '.person', '-o', 'none', '--json');
    expect([code, json().diagnostics.map((one) => one.code)]).toEqual([2, ['bad-option']]);
  });
});
