/**
 * A finished run of a million episodes asked what other parameters would pay, and asked why one of its figures is what it is. Ratios:
 * what-if to the first run (read, computed and written), to stay below 0.3; explaining one row, to stay well below a second.
 */
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../src/engine/explain/index.ts';
import { settle } from '../src/engine/index.ts';
import { whatIf } from '../src/engine/what-if/index.ts';
import { checkContract } from '../src/language/index.ts';

const EPISODES = Number(process.env['OPENVBP_BENCH_ROWS'] ?? 1_000_000);

const model = `model: bench/what-if
version: 1
currency: USD
entities:
  hospital: { facts: { coefficient: ratio, urban: boolean } }
  episode:
    references: { hospital: hospital }
    facts:
      start: date
      category: text
      target: money
      severity: ratio
      died: boolean
  claim: { key: [episode, item], references: { episode: episode }, facts: { item: count, date: date, paid: money, covered: boolean } }
  visit: { key: [episode, number], references: { episode: episode }, facts: { number: count, score: ratio } }
parameters:
  discount: 0.03
  share: 0.6
  quality_floor: 0.4
  window: { type: duration, value: P90D }
  weight: { inputs: [category], rows: [[A, 1.2], [B, 1], [C, 0.85], [D, 0.7]] }
  cap: 0.2
terms:
  episode:
    after: start + window
    paid: sum(claim[covered and date < episode.after].paid)
    lines: count(claim)
    largest: 'otherwise_zero'
    score: mean(visit.score)
    visits: count(visit)
    factor: weight(category)
    adjusted: target * severity * hospital.coefficient * factor
    price: adjusted * (1 - discount)
    saved: price - paid
    rate: saved / price
    good: score >= quality_floor
    losing: saved < 0
    best: price * cap
    bounded: max(min(saved, best), -best)
    earned: if good or losing then bounded * share else 0 * bounded
    large: paid > adjusted
    short: lines < visits
    place: if hospital.urban then adjusted else price
    gap: place - paid
  hospital:
    episodes: count(episode)
    earned: sum(episode.earned)
    losing: count(episode[losing])
payments:
  - { id: bonus, for: episode, from: payer, to: hospital, amount: earned, signed: true }
`.replace("    largest: 'otherwise_zero'\n", '');

const contract = `contract: bench
model: ./model.yaml
period: { from: 2023-01-01, to: 2024-01-01 }
parties: { payer: fund }
bind:
  hospital: { table: hospital.csv }
  episode: { table: episode.csv }
  claim: { table: claim.csv }
  visit: { table: visit.csv }
`;

async function lines(file: string, header: string, rows: number, row: (i: number) => string): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${header}\n`);
  let text = '';
  for (let i = 0; i < rows; i += 1) {
    text += `${row(i)}\n`;
    if (text.length > 1_000_000) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end(text);
  await once(out, 'finish');
}

/** Numbers that look drawn and are the same every time. */
const mixed = (i: number) => Math.imul(i ^ (i >>> 15), 2_246_822_519) >>> 0;
const id = (i: number) => `E${String(i).padStart(7, '0')}`;
const day = (n: number) => new Date(Date.UTC(2023, 0, 1 + (n % 270))).toISOString().slice(0, 10);

async function data(folder: string): Promise<void> {
  await lines(
    join(folder, 'hospital.csv'),
    'id,coefficient,urban',
    500,
    (i) => `H${i},${0.8 + (mixed(i) % 40) / 100},${mixed(i) % 2 === 0}`,
  );
  await lines(
    join(folder, 'episode.csv'),
    'id,hospital,start,category,target,severity,died',
    EPISODES,
    (i) => {
      const r = mixed(i);
      return `${id(i)},H${r % 500},${day(r)},${'ABCD'[r % 4]},${8000 + (r % 9000)}.${10 + (r % 90)},${0.7 + (r % 60) / 100},${r % 50 === 0}`;
    },
  );
  await lines(join(folder, 'claim.csv'), 'episode,item,date,paid,covered', EPISODES * 2, (i) => {
    const r = mixed(i + 7);
    return `${id(i >> 1)},${i & 1},${day(mixed(i >> 1) + (r % 100))},${r % 9000}.${10 + (r % 90)},${r % 20 !== 0}`;
  });
  await lines(
    join(folder, 'visit.csv'),
    'episode,number,score',
    EPISODES,
    (i) => `${id(mixed(i) % EPISODES)},${i},${(mixed(i + 3) % 100) / 100}`,
  );
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const value = await work();
  return [value, (performance.now() - start) / 1000];
}

export default async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    writeFileSync(join(folder, 'model.yaml'), model);
    writeFileSync(join(folder, 'contract.yaml'), contract);
    await data(folder);
    const checked = checkContract(join(folder, 'contract.yaml'));
    if (!checked.value) throw new Error(checked.diagnostics.map(({ message }) => message.en).join('\n'));
    const { value: agreement } = checked;
    const [settled, first] = await timed(() => settle(agreement, { output: join(folder, 'bench.run') }));
    const run = settled.value;
    if (!run) throw new Error(settled.diagnostics.map(({ message }) => message.en).join('\n'));
    console.log(
      `  ${EPISODES} episodes, ${EPISODES * 3} rows of two lists, settled in ${first.toFixed(2)} s`,
    );
    for (const set of [{ share: '0.7' }, { discount: '0.02' }, { 'weight[A]': '1.25' }, { window: 'P60D' }]) {
      const [asked, again] = await timed(() => whatIf(run, [set as Record<string, string>]));
      const scenario = asked.value?.[0];
      if (!scenario) throw new Error(asked.diagnostics.map(({ message }) => message.en).join('\n'));
      const { terms, of } = scenario.recomputed;
      console.log(
        `  what if ${JSON.stringify(set)}: ${again.toFixed(2)} s, ${terms} of ${of} terms, ${scenario.paymentsChanged} payments; ratio to the first run: ${(again / first).toFixed(2)}`,
      );
    }
    const middle = id(EPISODES >> 1);
    for (const [entity, key, term] of [
      ['episode', middle, 'earned'],
      ['claim', `${middle},1`, 'paid'],
      ['hospital', 'H7', 'earned'],
    ] as const) {
      const [explained, seconds] = await timed(() => explain(run, { entity, key, term, depth: 16 }));
      if (!explained.value)
        throw new Error(explained.diagnostics.map(({ message }) => message.en).join('\n'));
      console.log(`  explain ${entity} ${key} ${term}: ${seconds.toFixed(2)} s`);
    }
    const [, lost] = await timed(() => explain(run, { entity: 'episode', key: 'E77', term: 'earned' }));
    console.log(`  explain a key that is not there: ${lost.toFixed(2)} s`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
