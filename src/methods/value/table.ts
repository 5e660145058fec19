/** The figures as rows: a row per provider (or all) and measure, and per year; for CSV and Parquet. */
import { csvCell } from '../../data/disk/cells.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Figure } from './figures.ts';
import type { ProviderReport, ValueReport } from './report.ts';

const COLUMNS = [
  ['condition', 'varchar'],
  ['provider', 'varchar'],
  ['name', 'varchar'],
  ['measure', 'varchar'],
  ['scale', 'varchar'],
  ['better', 'varchar'],
  ['year', 'integer'],
  ['cases', 'bigint'],
  ['known', 'bigint'],
  ['unknown', 'bigint'],
  ['total', 'decimal(38,4)'],
  ['observed', 'double'],
  ['observed_low', 'double'],
  ['observed_high', 'double'],
  ['expected', 'double'],
  ['ratio', 'double'],
  ['ratio_low', 'double'],
  ['ratio_high', 'double'],
  ['adjusted', 'double'],
  ['adjusted_low', 'double'],
  ['adjusted_high', 'double'],
  ['interval', 'varchar'],
  ['direct', 'double'],
  ['direct_low', 'double'],
  ['direct_high', 'double'],
  ['empty_strata', 'integer'],
  ['z', 'double'],
  ['standing', 'varchar'],
  ['small', 'boolean'],
  ['quadrant', 'varchar'],
] as const;

type Cell = string | number | boolean | null;

export function reportRows(found: ValueReport): Cell[][] {
  return [found.all, ...found.providers].flatMap((one, i) =>
    found.measures.flatMap((measure) => {
      const row = (year: number | null, figure: Figure): Cell[] => [
        found.condition,
        // All of them have no name; cycles without a provider stand under "–".
        i === 0 ? null : (one.provider ?? '–'),
        one.name,
        measure.name,
        measure.scale,
        measure.better,
        year,
        figure.cases,
        figure.known,
        figure.cases - figure.known,
        figure.known === 0 ? null : figure.total,
        ...numbers(figure),
        figure.standing,
        figure.small,
        quadrantOf(one, measure.name, found, year),
      ];
      const own = one.figures[measure.name];
      return [
        ...(own ? [row(null, own)] : []),
        ...(one.years[measure.name] ?? []).map(({ year, figure }) => row(year, figure)),
      ];
    }),
  );
}

const quadrantOf = (one: ProviderReport, name: string, { headline }: ValueReport, year: number | null) =>
  name === headline && year === null ? one.quadrant : null;

function numbers(figure: Figure): Cell[] {
  const ends = (of: { low: number; high: number } | null): Cell[] => [of?.low ?? null, of?.high ?? null];
  return [
    figure.observed,
    ...ends(figure.interval),
    figure.expected,
    figure.ratio,
    ...ends(figure.ratioInterval),
    figure.adjusted,
    ...ends(figure.adjustedInterval),
    figure.intervalKind,
    figure.direct,
    ...ends(figure.directInterval),
    figure.emptyStrata,
    figure.z,
  ];
}

export function reportCsv(found: ValueReport): string {
  const lines = [COLUMNS.map(([name]) => name), ...reportRows(found)].map((row) =>
    row.map((cell) => csvCell(cell === null ? null : String(cell))).join(','),
  );
  return `${lines.join('\n')}\n`;
}

export async function reportParquet(warehouse: Warehouse, found: ValueReport, file: string): Promise<void> {
  const literal = (cell: Cell, type: string) =>
    cell === null ? 'null' : `${quoteLiteral(String(cell))}::${type}`;
  const list = COLUMNS.map(([name, type]) => `"${name}" ${type}`).join(', ');
  await warehouse.run(`create or replace table value_figures (${list})`);
  const rows = reportRows(found);
  for (let from = 0; from < rows.length; from += 500) {
    const values = rows
      .slice(from, from + 500)
      .map((row) => `(${row.map((cell, i) => literal(cell, COLUMNS[i]?.[1] ?? 'varchar')).join(', ')})`);
    await warehouse.run(`insert into value_figures values ${values.join(', ')}`);
  }
  await warehouse.run(`copy value_figures to ${quoteLiteral(file)} (format parquet)`);
}
