/**
 * What groups are measured by: their weight, the mean stay and fee of the region, and their risk of death. From a table where there is one, else from
 * the cases themselves.
 *
 * Weight = mean fee of the group ÷ mean fee of all grouped cases. Risk of death: the logarithms of the groups' mortality are standardised; a group below
 * one standard deviation under their mean is of low risk, then mid-low up to the mean, mid-high up to one standard deviation above it, and high.
 * A group in which nobody died has no logarithm and is a grade of its own, `none`.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { units } from '../shared/decimal.ts';
import { rounded } from '../shared/fraction.ts';
import type { Fraction } from '../shared/fraction.ts';
import { csvTable } from '../tables.ts';
import type { Cell } from './cells.ts';
import { byGroup } from './cells.ts';
import { messages } from './messages/cases.ts';

const report = reporter(messages);

export const RISKS = ['none', 'low', 'mid-low', 'mid-high', 'high'] as const;
export type Risk = (typeof RISKS)[number];

interface GroupStandard {
  group: string;
  /** Units of the fourth digit. */
  weight: bigint | undefined;
  /** Mean days, and mean fee in units of the fourth digit. */
  stay: Fraction | undefined;
  fee: Fraction | undefined;
  risk: Risk | undefined;
}

export type Standards = ReadonlyMap<string, GroupStandard>;

/** What a table says of a group; blank cells are left to the cases. */
export type Given = Partial<Omit<GroupStandard, 'group'>>;

const NAMES = {
  group: ['group', 'drg', 'code', 'case_group', '病组', 'drg编码', '病种'],
  weight: ['weight', 'rw', '权重'],
  stay: ['mean_days', 'mean_stay', '平均住院日'],
  fee: ['mean_fee', '例均费用', '次均费用'],
  risk: ['risk', '死亡风险', '死亡风险等级'],
} as const;

const RISK_WORDS: Record<string, Risk> = {
  none: 'none',
  low: 'low',
  'mid-low': 'mid-low',
  'mid-high': 'mid-high',
  high: 'high',
  无: 'none',
  低: 'low',
  低风险: 'low',
  中低: 'mid-low',
  中低风险: 'mid-low',
  中高: 'mid-high',
  中高风险: 'mid-high',
  高: 'high',
  高风险: 'high',
};

/** A table with a row per group: the group, and any of weight, mean_days, mean_fee, risk. */
export async function openStandards(
  warehouse: Warehouse,
  path: string,
): Promise<{ value?: Map<string, Given>; diagnostics: Diagnostic[] }> {
  const at = { file: path };
  const read = await csvTable(warehouse, path, 'report_standards', { name: 'report', option: 'weights', at });
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  return readStandards(warehouse, read.value, path);
}

/** `into` is such a table of text with `_line`; `path` is for messages. */
export async function readStandards(
  warehouse: Warehouse,
  into: string,
  path: string,
): Promise<{ value?: Map<string, Given>; diagnostics: Diagnostic[] }> {
  const described = await warehouse.values(`select column_name from (describe ${into})`);
  const headers = described.map(([name]) => String(name)).filter((name) => name !== '_line');
  const header = (name: keyof typeof NAMES) =>
    headers.find((one) => (NAMES[name] as readonly string[]).includes(one.trim().toLowerCase()));
  const group = header('group');
  if (group === undefined) {
    const data = { path, missing: 'group', found: headers.join(', '), names: NAMES.group.join(', ') };
    return { diagnostics: [report('report-columns', data)] };
  }
  const columns = (['weight', 'stay', 'fee', 'risk'] as const).map((name) => {
    const own = header(name);
    return own === undefined ? 'null' : `nullif(trim(${q(own)}), '')`;
  });
  const rows = await warehouse.values(
    `select _line, nullif(trim(${q(group)}), ''), ${columns.join(', ')} from ${into} order by _line`,
  );
  const found = new Map<string, Given>();
  const lines = new Map<string, number>();
  const diagnostics: Diagnostic[] = [];
  for (const [line, name, ...cells] of rows) {
    const [weight, stay, fee, risk] = cells.map((cell) => (cell === null ? undefined : String(cell)));
    const wrong = (column: string, text: string, expected = '1.25') =>
      diagnostics.push(
        report('report-cell', {
          path,
          column,
          expected,
          line: Number(line),
          text,
          count: 1,
        }),
      );
    if (name === null || name === undefined) {
      wrong('group', '', 'GB29');
      continue;
    }
    const first = lines.get(String(name));
    if (first !== undefined)
      diagnostics.push(
        report('report-group-twice', { path, group: String(name), first, line: Number(line) }),
      );
    lines.set(String(name), Number(line));
    const figures = { weight: units(weight ?? ''), stay: units(stay ?? ''), fee: units(fee ?? '') };
    for (const [column, text] of [
      ['weight', weight],
      ['stay', stay],
      ['fee', fee],
    ] as const)
      if (text !== undefined && (figures[column] === undefined || figures[column] <= 0n))
        wrong(header(column) ?? column, text);
    const grade = risk === undefined ? undefined : RISK_WORDS[risk.toLowerCase()];
    if (risk !== undefined && grade === undefined)
      diagnostics.push(report('report-risk-word', { path, line: Number(line), text: risk }));
    found.set(String(name), {
      ...(figures.weight !== undefined && { weight: figures.weight }),
      ...(figures.stay !== undefined && { stay: { over: figures.stay, under: 10_000n } }),
      ...(figures.fee !== undefined && { fee: { over: figures.fee, under: 1n } }),
      ...(grade !== undefined && { risk: grade }),
    });
  }
  return diagnostics.length > 0 ? { diagnostics } : { value: found, diagnostics };
}

/** Of the cells of the population the report standardises by; what the table says of a group goes before. */
export function standardsOf(
  cells: readonly Cell[],
  given: ReadonlyMap<string, Given> = new Map(),
): Standards {
  const groups = byGroup(cells).filter(({ group }) => group !== undefined);
  const all = groups.reduce((sum, { fee }) => ({ cases: sum.cases + fee.cases, sum: sum.sum + fee.sum }), {
    cases: 0n,
    sum: 0n,
  });
  const graded = grades(groups);
  const found = new Map<string, GroupStandard>();
  for (const cell of groups) {
    const group = cell.group as string;
    const weight =
      cell.fee.cases > 0n && all.sum > 0n
        ? rounded({ over: cell.fee.sum * all.cases * 10_000n, under: cell.fee.cases * all.sum })
        : undefined;
    found.set(group, {
      group,
      weight,
      stay: mean(cell.stay),
      fee: mean(cell.fee),
      risk: graded.get(group),
    });
  }
  // A table that has a figure has it for the groups it names: a weight of our own beside weights of theirs would be another unit.
  const has = (name: keyof Given) => [...given.values()].some((one) => one[name] !== undefined);
  for (const name of ['weight', 'stay', 'fee', 'risk'] as const)
    if (has(name)) for (const one of found.values()) delete (one as Partial<GroupStandard>)[name];
  for (const [group, own] of given)
    found.set(group, {
      group,
      weight: undefined,
      stay: undefined,
      fee: undefined,
      risk: undefined,
      ...found.get(group),
      ...own,
    });
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Means of nothing cannot be divided by. */
const mean = ({ cases, sum }: { cases: bigint; sum: bigint }): Fraction | undefined =>
  cases > 0n && sum > 0n ? { over: sum, under: cases } : undefined;

/** Cut-offs are compared a hair wide, so that groups of the same mortality are of the same grade on every machine. */
const HAIR = 1e-9;

function grades(groups: readonly Cell[]): Map<string, Risk> {
  const found = new Map<string, Risk>();
  const logs = new Map<string, number>();
  for (const { group, fates, deaths } of groups) {
    if (group === undefined || fates === 0n) continue;
    if (deaths === 0n) found.set(group, 'none');
    else logs.set(group, Math.log(Number(deaths) / Number(fates)));
  }
  if (logs.size < 2) return found;
  const values = [...logs.values()].sort((a, b) => a - b);
  const middle = values.reduce((sum, one) => sum + one, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (values.length - 1));
  for (const [group, log] of logs) {
    const away = log - middle;
    found.set(
      group,
      away < -spread - HAIR ? 'low' : away < -HAIR ? 'mid-low' : away <= spread + HAIR ? 'mid-high' : 'high',
    );
  }
  return found;
}
