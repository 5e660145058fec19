/**
 * The engine against SQL written by hand. One million members with 40 terms over two lists of children: the same exact arithmetic as a
 * person who knows the kernel would write it, and the same in DOUBLE. Running totals over five million rows: a bare window.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../src/engine/index.ts';
import type { Agreement } from '../src/language/agreement.ts';
import { checkTests } from '../src/language/index.ts';
import { openDuckdb } from '../src/warehouse/duckdb/driver.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';

const MEMBERS = Number(process.env['BENCH_MEMBERS'] ?? 1_000_000);
const ROWS = Number(process.env['BENCH_ROWS'] ?? 5_000_000);
const TIMES = 3;

/** Name, formula, and the same by hand: `m` multiplies, `d` divides (scales in, scale out), anything else is SQL on columns. */
type Hand = string | { m: [string, string, number] } | { d: [string, string, number] };
const TERMS: [name: string, formula: string, hand: Hand][] = [
  ['claims', 'sum(claim.allowed)', 'claims'],
  ['visits', 'sum(visit.cost)', 'visits'],
  ['total', 'claims + visits', 'claims + visits'],
  ['savings', 'benchmark - total', 'benchmark - total'],
  ['rate', 'savings / benchmark', { d: ['savings', 'benchmark', 15] }],
  ['adjusted', 'benchmark * risk', { m: ['benchmark', 'risk', 15] }],
  ['gap', 'adjusted - total', 'adjusted - total'],
  ['gap_rate', 'gap / adjusted', { d: ['gap', 'adjusted', 15] }],
  ['shared', 'savings * p50', { m: ['savings', '500000000000000', 15] }],
  ['limit', 'benchmark * p10', { m: ['benchmark', '100000000000000', 15] }],
  ['capped', 'min(shared, limit)', LEAST('shared', 'limit')],
  ['floor', '-limit', '-"limit"'],
  ['bounded', 'max(capped, floor)', GREATEST('capped', 'floor')],
  ['monthly', 'total / months', { d: ['total', 'months', 0] }],
  ['trended', 'monthly * p104', { m: ['monthly', '1040000000000000', 15] }],
  ['trended2', 'trended * p104', { m: ['trended', '1040000000000000', 15] }],
  ['yearly', 'trended2 * months', 'trended2 * months'],
  ['growth', 'yearly / total', { d: ['yearly', 'total', 15] }],
  ['gains', 'rate >= p02', 'rate >= 20000000000000'],
  ['loses', 'rate <= -p02', 'rate <= -20000000000000'],
  [
    'weight',
    'if gains then risk else p50',
    'case when gains then risk when not gains then 500000000000000 end',
  ],
  ['weighted', 'savings * weight', { m: ['savings', 'weight', 15] }],
  ['earned', 'if gains then bounded else 0', 'case when gains then bounded when not gains then 0 end'],
  ['owed', 'if loses then bounded else 0', 'case when loses then bounded when not loses then 0 end'],
  ['net', 'earned + owed', 'earned + owed'],
  ['sequestered', 'net * p98', { m: ['net', '980000000000000', 15] }],
  ['quality', 'clamp(risk * p50, p02, p98)', QUALITY()],
  ['paid', 'sequestered * quality', { m: ['sequestered', 'quality', 15] }],
  ['rest', 'net - paid', 'net - paid'],
  ['share_claims', 'claims / total', { d: ['claims', 'total', 15] }],
  ['share_visits', '1 - share_claims', '1000000000000000 - share_claims'],
  ['mixed', 'share_claims * share_visits', { m: ['share_claims', 'share_visits', 15] }],
  ['excess', 'max(0, total - limit)', GREATEST('(0)', '(total - "limit")')],
  ['reinsured', 'excess * p50', { m: ['excess', '500000000000000', 15] }],
  ['retained', 'total - reinsured', 'total - reinsured'],
  ['loss_ratio', 'retained / benchmark', { d: ['retained', 'benchmark', 15] }],
  ['high', 'loss_ratio > p98', 'loss_ratio > 980000000000000'],
  ['flagged', 'high and gains', 'high and gains'],
  [
    'bonus',
    'if flagged then limit else paid',
    'case when flagged then "limit" when not flagged then paid end',
  ],
  ['final', 'bonus + rest', 'bonus + rest'],
];

function LEAST(a: string, b: string): string {
  return `case when ${a} <= "${b}" then ${a} when ${a} > "${b}" then "${b}" end`;
}
function GREATEST(a: string, b: string): string {
  const other = b.startsWith('(') ? b : `"${b}"`;
  return `case when ${a} >= ${other} then ${a} when ${a} < ${other} then ${other} end`;
}
function QUALITY(): { m: [string, string, number] } {
  return { m: ['risk', '500000000000000', 15] };
}

const MODEL = `model: bench/members
version: 1
currency: USD
entities:
  member:
    facts: { benchmark: { type: money }, risk: { type: ratio }, months: { type: count } }
  claim:
    references: { member: member }
    facts: { allowed: { type: money } }
  visit:
    references: { member: member }
    facts: { cost: { type: money } }
parameters: { p50: 0.5, p10: 0.1, p104: 1.04, p02: 0.02, p98: 0.98 }
terms:
  member:
${TERMS.map(([name, formula]) => `    ${name}: ${formula}`).join('\n')}
payments: []
`;

const RUNNING = `model: bench/running
version: 1
currency: USD
entities:
  claim:
    facts: { day: { type: date }, amount: { type: money } }
terms:
  claim:
    before: sum(preceding(agreement.claim, day).amount)
payments: []
`;

function agreementOf(folder: string, model: string, facts: string): Agreement {
  writeFileSync(join(folder, 'model.yaml'), model);
  writeFileSync(
    join(folder, 'tests.yaml'),
    `model: ./model.yaml\ntests:\n  - { name: one, period: { from: 2024-01-01, to: 2025-01-01 }, facts: ${facts}, expect: {} }\n`,
  );
  const { value, diagnostics } = checkTests(join(folder, 'tests.yaml'));
  const agreement = value?.[0]?.agreement;
  if (!agreement) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  return agreement;
}

/** a·b / 10^k by the kernel: an estimate, its exact remainder, one correction. */
class Levels {
  #text: string;
  #count = 0;
  constructor(from: string) {
    this.#text = from;
  }
  add(columns: string[]): void {
    this.#text = `(select *, ${columns.join(', ')} from ${this.#text})`;
  }
  compute(term: string, hand: Hand): void {
    const n = (this.#count += 1);
    if (typeof hand === 'string') return this.add([`${hand} as "${term}"`]);
    if ('m' in hand) {
      const [a, b, k] = hand.m;
      const d = `${10n ** BigInt(k)}`;
      const h = `${10n ** BigInt(k) / 2n}`;
      this.add([`try("${a}"::hugeint * ${/^\d/.test(b) ? b : `"${b}"`}::hugeint) as p${n}`]);
      this.add([`(p${n}::double / ${d})::hugeint as q${n}`]);
      this.add([`(p${n} - q${n} * ${d}::hugeint) as r${n}`]);
      const up = `r${n} > ${h} or (r${n} = ${h} and q${n} & 1 = 1)`;
      const down = `r${n} < -${h} or (r${n} = -${h} and q${n} & 1 = 1)`;
      return this.add([`q${n} + case when ${up} then 1 when ${down} then -1 else 0 end as "${term}"`]);
    }
    const [a, b, k] = hand.d;
    this.add([`try("${a}"::hugeint * ${10n ** BigInt(k)}::hugeint) as p${n}`]);
    this.add([`try((p${n}::double / "${b}"::double)::hugeint) as q${n}`]);
    this.add([`try(p${n} - q${n} * "${b}"::hugeint) as r${n}`]);
    // Twice: the first estimate of a long quotient may be off by more than one.
    this.add([`try((r${n}::double / "${b}"::double)::hugeint) as s${n}`]);
    this.add([`q${n} + s${n} as u${n}`, `r${n} - s${n} * "${b}"::hugeint as v${n}`]);
    const over = `2 * abs(v${n}) > abs("${b}") or (2 * abs(v${n}) = abs("${b}") and u${n} & 1 = 1)`;
    this.add([
      `u${n} + case when ${over} then case when (v${n} < 0) = ("${b}" < 0) then 1 else -1 end else 0 end as "${term}"`,
    ]);
  }
  select(columns: string[]): string {
    return `select ${columns.join(', ')} from ${this.#text}`;
  }
}

const CHILDREN = `left join (select "member.id" as id, sum(allowed) as claims from facts.claim group by all) c using (id)
  left join (select "member.id" as id, sum(cost) as visits from facts.visit group by all) v using (id)`;

function byHand(): string {
  const base = `(select m.*, coalesce(c.claims, 0) as claims, coalesce(v.visits, 0) as visits from facts.member m ${CHILDREN})`;
  const levels = new Levels(base);
  for (const [name, , hand] of TERMS.slice(2)) {
    if (name === 'quality') {
      levels.compute('half', hand);
      levels.add([
        'case when half < 20000000000000 then 20000000000000 when half > 980000000000000 then 980000000000000 else half end as quality',
      ]);
    } else levels.compute(name, hand);
  }
  return levels.select(['id', 'benchmark', 'risk', 'months', ...TERMS.map(([name]) => `"${name}"`)]);
}

/** The same formulas in floating point, as levels of the same shape. */
function inDouble(): string {
  const one = (text: string) => (/^\d{10,}$/.test(text) ? String(Number(text) / 1e15) : `"${text}"`);
  const number = (text: string) => text.replace(/\d{14,16}/g, (digits) => String(Number(digits) / 1e15));
  const base = `(select m.id, m.benchmark::double / 1e6 as benchmark, m.risk::double / 1e15 as risk, m.months::double as months,
    coalesce(c.claims, 0)::double / 1e6 as claims, coalesce(v.visits, 0)::double / 1e6 as visits from facts.member m ${CHILDREN})`;
  const levels = new Levels(base);
  for (const [name, , hand] of TERMS.slice(2)) {
    if (typeof hand === 'string') levels.add([`${number(hand)} as "${name}"`]);
    else if ('m' in hand) levels.add([`"${hand.m[0]}" * ${one(hand.m[1])} as "${name}"`]);
    else levels.add([`"${hand.d[0]}" / "${hand.d[1]}" as "${name}"`]);
  }
  return levels.select(['id', 'benchmark', 'risk', 'months', ...TERMS.map(([name]) => `"${name}"`)]);
}

interface Seconds {
  wall: number;
  /** Of all threads: what a busy machine does not stretch. */
  cpu: number;
}

async function timed(work: () => Promise<unknown>): Promise<Seconds> {
  const start = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

/** The least of a few runs of each, taken in turn so that a busy machine bothers all alike. */
async function race(
  runners: Record<string, () => Promise<unknown>>,
  clean: () => Promise<void>,
): Promise<Record<string, Seconds>> {
  const best: Record<string, Seconds> = {};
  for (let i = 0; i < TIMES; i += 1) {
    for (const [name, run] of Object.entries(runners)) {
      const seconds = await timed(run);
      const known = best[name] ?? seconds;
      best[name] = { wall: Math.min(known.wall, seconds.wall), cpu: Math.min(known.cpu, seconds.cpu) };
      await clean();
    }
  }
  return best;
}

export default async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-bench-'));
  try {
    await members(folder);
    await running(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function cleaner(warehouse: Warehouse): Promise<void> {
  await warehouse.run(
    'drop schema if exists work cascade; drop schema if exists statement cascade; drop schema if exists lookup cascade',
  );
  const tables = await warehouse.values(
    "select table_name from duckdb_tables() where schema_name = 'main' and database_name = current_database()",
  );
  for (const [name] of tables) await warehouse.run(`drop table main."${String(name)}"`);
}

async function members(folder: string): Promise<void> {
  const facts =
    '{ member: [{ id: a, benchmark: 1, risk: 1, months: 1 }], claim: [{ id: a, member: a, allowed: 1 }], visit: [{ id: a, member: a, cost: 1 }] }';
  const agreement = agreementOf(folder, MODEL, facts);
  const warehouse = await openDuckdb();
  try {
    await warehouse.run(`create schema facts;
      create table facts.member as select 'M' || lpad(i::varchar, 8, '0') as id, (5000 + hash(i) % 20000)::bigint * 1000000 + hash(i + 1) % 1000000 as benchmark,
        (500000000000000 + hash(i * 3) % 1000000000000000)::bigint as risk, (1 + hash(i * 5) % 12)::bigint as months, 0 as source, i as line from range(${MEMBERS}) t(i) order by hash(i);
      create table facts.claim as select 'C' || i as id, 'M' || lpad((hash(i * 7) % ${MEMBERS})::varchar, 8, '0') as "member.id",
        (hash(i * 11) % 4000000000)::bigint as allowed, 0 as source, i as line from range(${3 * MEMBERS}) t(i);
      create table facts.visit as select 'V' || i as id, 'M' || lpad((hash(i * 13) % ${MEMBERS})::varchar, 8, '0') as "member.id",
        (hash(i * 17) % 3000000000)::bigint as cost, 0 as source, i as line from range(${2 * MEMBERS}) t(i)`);
    for (const [table, column] of [
      ['member', 'benchmark'],
      ['member', 'risk'],
      ['member', 'months'],
      ['claim', 'allowed'],
      ['visit', 'cost'],
    ]) {
      await warehouse.run(`alter table facts.${table} alter ${column} type bigint`);
    }
    const [exact, floating] = [byHand(), inDouble()];
    const names = TERMS.map(([name]) => `"${name}"`).join(', ');
    await evaluate(agreement, warehouse);
    await warehouse.run(`create table main.by_hand as ${exact}`);
    const [[wrong]] = (await warehouse.values(
      `select count(*) from (select id, ${names} from main.member except select id, ${names} from main.by_hand)`,
    )) as [[bigint]];
    console.log(
      `  ${MEMBERS} members × ${TERMS.length} terms: ${wrong} differ from the figures computed by hand`,
    );
    await cleaner(warehouse);
    const seconds = await race(
      {
        engine: () => evaluate(agreement, warehouse),
        hand: () => warehouse.run(`create table main.by_hand as ${exact}`),
        double: () => warehouse.run(`create table main.by_hand as ${floating}`),
      },
      () => cleaner(warehouse),
    );
    print(seconds, [
      ['engine', 'hand', 'engine / exact SQL by hand (target ≤ 1.5)'],
      ['engine', 'double', 'engine / the same in DOUBLE'],
    ]);
  } finally {
    warehouse.close();
  }
}

async function running(folder: string): Promise<void> {
  const agreement = agreementOf(folder, RUNNING, '{ claim: [{ id: a, day: 2024-01-01, amount: 1 }] }');
  const warehouse = await openDuckdb();
  try {
    await warehouse.run(`create schema facts;
      create table facts.claim as select 'C' || lpad(i::varchar, 8, '0') as id, date '2024-01-01' + (hash(i) % 366)::integer as day,
        (hash(i * 11) % 4000000000)::bigint as amount, 0 as source, i as line from range(${ROWS}) t(i)`);
    const bare = `create table main.bare as select id, day, amount, sum(amount) over (order by day, id rows between unbounded preceding and 1 preceding) as before from facts.claim`;
    const seconds = await race(
      { engine: () => evaluate(agreement, warehouse), window: () => warehouse.run(bare) },
      () => cleaner(warehouse),
    );
    console.log(`  running totals over ${ROWS} rows`);
    print(seconds, [['engine', 'window', 'engine / bare window query (target ≤ 2)']]);
  } finally {
    warehouse.close();
  }
}

function print(seconds: Record<string, Seconds>, ratios: [string, string, string][]): void {
  const each = Object.entries(seconds).map(
    ([name, { wall, cpu }]) => `${name} ${wall.toFixed(2)} s (${cpu.toFixed(2)} of processor)`,
  );
  console.log(`  ${each.join(' · ')}`);
  for (const [a, b, words] of ratios) {
    const ratio = (what: keyof Seconds) =>
      ((seconds[a]?.[what] ?? NaN) / (seconds[b]?.[what] ?? NaN)).toFixed(2);
    console.log(`  ${ratio('wall')}  ${words}; of processor time ${ratio('cpu')}`);
  }
}
