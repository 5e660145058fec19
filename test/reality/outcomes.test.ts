/**
 * Real patients under outcome agreements: the pancreatic cancer cohort under payment by progression-free survival (missing dates are `.`), the trial of interferon
 * in chronic granulomatous disease under an annuity that stops with the first serious infection. Each payment is worked out a second time from the files.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { settle, statementRows } from '../../src/engine/index.ts';
import { checkContract } from '../../src/methods/contract.ts';
import { shared } from './reporter.ts';

const data = join(shared, 'data/outcomes');
const folder = mkdtempSync(join(tmpdir(), 'outcomes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Payment {
  amount: string;
  status: string;
}

/** Payments of a contract by key. */
async function payments(name: string, contract: string): Promise<Map<string, Payment>> {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, contract);
  const checked = checkContract(file);
  expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const result = await settle(checked.value!, { output: join(folder, `${name}.run`) });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const found = new Map<string, Payment>();
  for await (const { key, amount, status } of statementRows(result.value!))
    found.set(String(key), { amount: amount ?? '', status });
  result.value!.close();
  return found;
}

const iso = (text: string) => {
  const [month = '', day = '', year = ''] = text.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** The same day so many months on; the last of the month where it is shorter. */
function monthsOn(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

const daysOn = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

describe.skipIf(!existsSync(data))('real patients', () => {
  test.each(['2011-12-31', '2009-01-01'])(
    'pancreatic cancer by tiers of progression-free survival, as of %s',
    async (asOf) => {
      const lines = readFileSync(join(data, 'asaur_pancreatic.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
      const cells = lines.map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
      const patients = cells
        .map(([, onstudy = '', progression = '', death = '']) => ({ onstudy, progression, death }))
        // Nobody enrols after the position is taken; what happens after it is not known on it.
        .filter(({ onstudy }) => iso(onstudy) <= asOf)
        .map(({ onstudy, progression, death }) => ({
          onstudy,
          progression: progression === '.' || iso(progression) > asOf ? '.' : progression,
          death: death === '.' || iso(death) > asOf ? '.' : death,
        }));
      writeFileSync(
        join(folder, 'pancreatic.csv'),
        [
          'id,onstudy,progression,death',
          ...patients.map((one, i) => `${i + 1},${one.onstudy},${one.progression},${one.death}`),
        ].join('\n'),
      );
      const found = await payments(
        `pancreatic-${asOf}`,
        `contract: pancreatic
model: precision/pfs-tiers
parties: { payer: payer }
period: { from: 2005-01-01, to: 2012-01-01 }
as_of: ${asOf}
bind:
  manufacturer: { rows: [{ id: maker }] }
  treatment:
    table: pancreatic.csv
    columns:
      id: id
      manufacturer: { value: maker }
      started: { column: onstudy, format: MM/DD/YYYY }
      progressed: { column: progression, format: MM/DD/YYYY, unknown: ['.'] }
      died: { column: death, format: MM/DD/YYYY, unknown: ['.'] }
      seen_until: { value: ${asOf} }
      price: { value: '120000' }
`,
      );
      expect(found.size).toBe(patients.length);
      const states = patients.map(({ onstudy, progression, death }, i) => {
        const start = iso(onstudy);
        const event = [progression, death]
          .filter((date) => date !== '.')
          .map(iso)
          .sort()[0];
        const free = (months: number) => event === undefined || event >= monthsOn(start, months);
        const decided = event === undefined ? asOf >= monthsOn(start, 12) : true;
        const share = !free(6) ? 0.3 : !free(12) ? 0.7 : 1;
        const { amount, status } = found.get(String(i + 1))!;
        expect([i + 1, status, decided ? Number(amount) : 0]).toEqual([
          i + 1,
          decided ? 'final' : 'pending',
          decided ? 120_000 * share : 0,
        ]);
        return status;
      });
      // Early on some are still waited for, in the end nobody is.
      expect(states.includes('pending')).toBe(asOf < '2010');
    },
  );

  test('chronic granulomatous disease by instalments that stop with the first infection', async () => {
    const [head = '', ...lines] = readFileSync(join(data, 'cgd.csv'), 'utf8').trim().split(/\r?\n/);
    const columns = head.split(',').map((name) => name.replaceAll('"', ''));
    const rows = lines.map((line) => {
      const cells = line
        .match(/("[^"]*"|[^,]*)(?:,|$)/g)!
        .map((cell) => cell.replace(/,$/, '').replaceAll('"', ''));
      return Object.fromEntries(columns.map((column, i) => [column, cells[i]!]));
    });
    const people = new Map<string, { start: string; infected?: string; seen: string }>();
    for (const row of rows) {
      const start = row['random']!;
      const end = daysOn(start, Number(row['tstop']));
      const one = people.get(row['id']!) ?? { start, seen: end };
      const infected = one.infected ?? (row['status'] === '1' ? end : undefined);
      people.set(row['id']!, { start, seen: end, ...(infected === undefined ? {} : { infected }) });
    }
    expect(people.size).toBe(128);
    writeFileSync(
      join(folder, 'cgd.csv'),
      [
        'id,infused,relapsed,seen',
        ...[...people].map(([id, { start, infected, seen }]) => `${id},${start},${infected ?? '.'},${seen}`),
      ].join('\n'),
    );
    // After the last visit: an instalment due after the as-of date would wait, whatever the file says of it.
    const found = await payments(
      'cgd',
      `contract: cgd
model: therapy/annuity
parties: { payer: payer }
period: { from: 1988-01-01, to: 1995-01-01 }
as_of: 1991-12-31
parameters: { instalments: 4, interval: P3M }
bind:
  maker: { rows: [{ id: maker }] }
  treatment:
    table: cgd.csv
    columns:
      maker: { value: maker }
      relapsed: { column: relapsed, unknown: ['.'] }
      seen_until: seen
      price: { value: '100000.01' }
`,
    );
    expect(found.size).toBe(4 * 128);
    const counts = { paid: 0, stopped: 0, pending: 0 };
    for (const [id, { start, infected, seen }] of people) {
      let paid = 0;
      for (let n = 1; n <= 4; n += 1) {
        const due = monthsOn(start, 3 * (n - 1));
        const { amount, status } = found.get(`${id},${n}`)!;
        if (infected !== undefined && infected <= due) {
          expect([id, n, status, Number(amount)]).toEqual([id, n, 'final', 0]);
          counts.stopped += 1;
        } else if (seen >= due) {
          expect([id, n, status]).toEqual([id, n, 'final']);
          expect([2_500_000, 2_500_001]).toContain(Math.round(Number(amount) * 100));
          paid += Math.round(Number(amount) * 100);
          counts.paid += 1;
        } else {
          expect([id, n, status]).toEqual([id, n, 'pending']);
          counts.pending += 1;
        }
      }
      // Whoever is free of infection throughout has cost the price, to the cent.
      if (infected === undefined && seen >= monthsOn(start, 9)) expect(paid).toBe(10_000_001);
    }
    expect(Math.min(counts.paid, counts.stopped, counts.pending)).toBeGreaterThan(0);
  });
});
