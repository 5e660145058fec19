/** Which cells of a typed column are at fault: how many, and the first. */
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { Dictionary } from './dictionary.ts';
import type { Finding } from './findings.ts';
import { allowedValues, literalOf } from './maps.ts';
import { LISTED } from './problems.ts';
import type { Target } from './targets.ts';
import type { Count, Typed } from './typing.ts';

/** What SQL rounded, per column: how many cells, and the first. One scan for all columns. */
export async function roundedFindings(
  warehouse: Warehouse,
  view: string,
  columns: readonly Typed[],
  counts: readonly (Count | undefined)[],
): Promise<(Finding | undefined)[]> {
  const cut = columns.flatMap(({ text }, i) => (text !== undefined && counts[i]?.cut ? [{ i, text }] : []));
  if (cut.length === 0) return [];
  const lineOf = (i: number) => counts[i]?.cutLine ?? 0;
  const cells = cut.map(({ i, text }) => `min(v.${text}) filter (where v.line = ${lineOf(i)})`);
  const [row = []] = await warehouse.values(`select ${cells.join(', ')} from ${view} v`);
  const findings: (Finding | undefined)[] = columns.map(() => undefined);
  for (const [n, { i }] of cut.entries()) {
    const first = [{ line: lineOf(i), text: String(row[n] ?? '') }];
    findings[i] = { kind: 'rounded', total: counts[i]?.cut ?? 0, first };
  }
  return findings;
}

/** What a dictionary could not read, or rounded; `rounded` is what SQL rounded before. */
export async function dictionaryFindings(
  warehouse: Warehouse,
  from: string,
  dictionary: Dictionary,
  i: number,
  rounded: Finding | undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const { alias, bad } = dictionary;
  for (const kind of ['unreadable', 'too large', 'no format'] as const) {
    if (!bad.has(kind)) continue;
    const shown = kind === 'no format' ? `coalesce(v.by${i}, '')` : `v.left${i}`;
    findings.push(await finding(warehouse, kind, shown, `from ${from} where ${alias}.status = '${kind}'`));
  }
  if (!dictionary.rounded) return rounded ? [...findings, rounded] : findings;
  const others = await finding(
    warehouse,
    'rounded',
    `v.left${i}`,
    `from ${from} where ${alias}.status = 'rounded'`,
  );
  const first = [...(rounded?.first ?? []), ...others.first].sort((a, b) => a.line - b.line);
  findings.push({ kind: 'rounded', total: others.total + (rounded?.total ?? 0), first: first.slice(0, 1) });
  return findings;
}

/** Values that are none of those the model allows; `value` is the typed column, `text` what the cell says. */
export async function notAllowed(
  warehouse: Warehouse,
  target: Target,
  value: string,
  text: string,
  from: string,
): Promise<Finding[]> {
  const allowed = allowedValues(target)?.map((one) => literalOf(one, target.type));
  if (!allowed) return [];
  const none = allowed.length === 0 ? 'is not null' : `not in (${allowed.join(', ')})`;
  const found = await finding(warehouse, 'not allowed', text, `from ${from} where (${value}) ${none}`);
  return found.total > 0 ? [found] : [];
}

async function finding(
  warehouse: Warehouse,
  kind: Finding['kind'],
  text: string,
  from: string,
): Promise<Finding> {
  const [[total]] = (await warehouse.values(`select count(*) ${from}`)) as [[bigint]];
  const rows = await warehouse.values(
    `select v.line, ${text} as cell ${from} order by v.line, cell limit ${LISTED}`,
  );
  return {
    kind,
    total: Number(total),
    first: rows.map(([line, cell]) => ({ line: Number(line), text: String(cell ?? '') })),
  };
}
