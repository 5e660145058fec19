/** Sums by provider, year, case mix and outcome: all that the report is made of. Exact whole numbers, so that no order of work changes them. */
import { z } from 'zod';
import type { Checked } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { COST_PARTS } from './cycles.ts';
import { report } from './messages/value.ts';

/** The cost and its parts are figures like outcomes, under these names. */
export const COST = 'cost';
export const costPart = (part: string) => `cost ${part}`;

export interface Cell {
  provider: string | null;
  year: number;
  levels: readonly string[];
  outcome: string;
  /** Cycles the figure asks about. */
  cases: number;
  /** Of them those whose value is known. */
  known: number;
  /** Σ value, in units of the fourth digit. */
  sum: bigint;
  /** Σ value², in units squared. */
  squares: bigint;
}

export interface Missing {
  provider: string | null;
  outcome: string;
  reason: string;
  count: number;
}

export interface Cells {
  cells: Cell[];
  missing: Missing[];
  /** Of providers, where the data says. */
  names: ReadonlyMap<string, string>;
}

const UNIT = 10_000;
export const inUnits = (sum: bigint) => Number(sum) / UNIT;
export const inSquaredUnits = (squares: bigint) => Number(squares) / (UNIT * UNIT);

const levelsText = z.array(z.string());

/** Sums of squares of what is larger would not fit 128 bits; no cycle of care costs so much. */
const LARGEST = '100000000000';

export async function readCells(warehouse: Warehouse): Promise<Checked<Cells>> {
  const costs = [
    `select cycle_id, '${COST}' as outcome, cost::decimal(38,4) as value, why as reason from cycle`,
    ...Object.keys(COST_PARTS).map(
      (part) => `select cycle_id, '${costPart(part)}', cost_${part}::decimal(38,4), why from cycle`,
    ),
  ];
  await warehouse.run(
    `create view figure as select cycle_id, outcome, value::decimal(38,4) as value, reason from outcome union all ${costs.join(' union all ')}`,
  );
  const [large] = await warehouse.values(
    `select cycle_id, outcome, value::varchar from figure where abs(value) >= ${LARGEST} order by 1, 2 limit 1`,
  );
  if (large) {
    const [cycle, outcome, value] = large.map(String);
    return {
      diagnostics: [
        report('value-too-large', { cycle: cycle ?? '', outcome: outcome ?? '', value: value ?? '' }),
      ],
    };
  }
  const unit = `(value * ${UNIT}::decimal(5,0))::hugeint`;
  const rows = await warehouse.values(`
    select c.provider, c.year, to_json(m.levels)::varchar, f.outcome, count(*), count(f.value), coalesce(sum(${unit}), 0)::hugeint, coalesce(sum(${unit} * ${unit}), 0)::hugeint
    from figure f join cycle c using (cycle_id) join case_mix m using (cycle_id) group by 1, 2, 3, 4 order by 4, 1 nulls last, 2, 3`);
  const missing = await warehouse.values(`
    select c.provider, f.outcome, f.reason, count(*) from figure f join cycle c using (cycle_id) where f.value is null group by 1, 2, 3 order by 2, 1 nulls last, 3`);
  const names = await warehouse.values(`
    select id, min(name) from (select provider_id as id, name from data.provider union all select hospital_id, hospital_name from data.inpatient_case)
    where name is not null and id in (select provider from cycle) group by 1 order by 1`);
  const text = (cell: unknown) => (cell === null ? null : String(cell));
  const found: Cells = {
    cells: rows.map(([provider, year, levels, outcome, cases, known, sum, squares]) => ({
      provider: text(provider),
      year: Number(year),
      levels: levelsText.parse(JSON.parse(String(levels))),
      outcome: String(outcome),
      cases: Number(cases),
      known: Number(known),
      sum: BigInt(String(sum)),
      squares: BigInt(String(squares)),
    })),
    missing: missing.map(([provider, outcome, reason, count]) => ({
      provider: text(provider),
      outcome: String(outcome),
      reason: String(reason ?? 'unknown'),
      count: Number(count),
    })),
    names: new Map(names.map(([id, name]) => [String(id), String(name)])),
  };
  return { value: found, diagnostics: [] };
}
