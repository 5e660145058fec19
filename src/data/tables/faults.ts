/** Which cells of a typed column are at fault: how many, and the first. */
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { Dictionary } from './dictionary.ts';
import type { Finding } from './findings.ts';
import { allowedValues, literalOf } from './maps.ts';
import { LISTED } from './problems.ts';
import type { Target } from './targets.ts';
import type { Typed } from './typing.ts';
import type { Survey, Way } from './ways.ts';
import { notFast } from './ways.ts';

export async function dictionaryFindings(
  warehouse: Warehouse,
  view: string,
  column: Typed,
  text: string,
  ways: readonly Way[],
  dictionary: Dictionary,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const x = `v.${quoteIdentifier(text)}`;
  const shown = column.by === undefined ? x : `coalesce(v.${quoteIdentifier(column.by)}, '')`;
  for (const kind of ['unreadable', 'too large', 'no format'] as const) {
    if (!dictionary.bad.has(kind)) continue;
    const cell = kind === 'no format' ? shown : x;
    const from = `from ${view} v ${dictionary.join} where ${dictionary.alias}.status = '${kind}'${notFast(ways)}`;
    findings.push(await finding(warehouse, kind, cell, from));
  }
  return findings;
}

/** How many cells lost digits; of them only the first is shown. */
export async function roundedFinding(
  warehouse: Warehouse,
  view: string,
  text: string,
  found: Survey,
  ways: readonly Way[],
  dictionary: Dictionary | undefined,
): Promise<Finding> {
  const x = `v.${quoteIdentifier(text)}`;
  const first: Finding['first'] = [];
  if (found.rounded > 0) {
    const line = found.roundedLine;
    const [[cell]] = (await warehouse.values(`select min(${x}) from ${view} v where v.line = ${line}`)) as [
      [string | null],
    ];
    first.push({ line, text: cell ?? '' });
  }
  let total = found.rounded;
  if (dictionary?.rounded) {
    const from = `from ${view} v ${dictionary.join} where ${dictionary.alias}.status = 'rounded'${notFast(ways)}`;
    const others = await finding(warehouse, 'rounded', x, from);
    total += others.total;
    first.push(...others.first);
  }
  first.sort((a, b) => a.line - b.line);
  return { kind: 'rounded', total, first: first.slice(0, 1) };
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
