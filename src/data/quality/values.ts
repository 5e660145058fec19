/** Checks of what is in columns, made once for each distinct value: fifty million lines have a few hundred thousand codes. */
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { Row } from '../../warehouse/warehouse.ts';
import type { Statistics, ValueChecks } from './checks/check.ts';
import { VALUES } from './checks/codes.ts';
import { found } from './found.ts';
import type { QualityFinding } from './report.ts';
import type { Subject } from './subject.ts';
import { exampleOf, EXAMPLES, keyText } from './subject.ts';

const DISTINCT = '"quality_distinct"';
const HELD = '"quality_values"';

export async function checkValues(
  subject: Subject,
  table: string,
  statistics: ReadonlyMap<string, Statistics>,
): Promise<QualityFinding[]> {
  const findings: QualityFinding[] = [];
  for (const checks of VALUES) {
    if (checks.table !== table) continue;
    const columns = checks.columns.filter((column) => (statistics.get(column)?.filled ?? 0n) > 0n);
    if (columns.length > 0) findings.push(...(await checkColumns(subject, { ...checks, columns })));
  }
  return findings;
}

/** Counts are of cells: a line with two wrong codes counts twice. */
async function checkColumns(subject: Subject, given: ValueChecks): Promise<QualityFinding[]> {
  const { warehouse, tables } = subject;
  const { table, column, columns, type, checks } = given;
  const from = `${tables.get(table) ?? ''} t`;
  const y = type === undefined ? 'null::varchar' : `t.${quoteIdentifier(type)}`;
  const distinct = columns.map((name) => {
    const x = `t.${quoteIdentifier(name)}`;
    return `select ${x} as x, ${y} as y, count(*) as n from ${from} where ${x} is not null group by all`;
  });
  await warehouse.run(`drop table if exists ${DISTINCT}; drop table if exists ${HELD}`);
  await warehouse.run(
    `create temp table ${DISTINCT} as select x, y, sum(n) as n from (${distinct.join(' union all ')}) group by all`,
  );
  const types =
    type === undefined
      ? [null]
      : (await warehouse.values(`select distinct y from ${DISTINCT} order by y nulls first`)).map(([y]) =>
          y === null || y === undefined ? null : String(y),
        );
  const flags = checks.flatMap(({ when, of = 'true' }, i) => [
    `${typeof when === 'string' ? when : when(types)} as w${i}`,
    `${of} as o${i}`,
  ]);
  await warehouse.run(
    `create temp table ${HELD} as select v.x as x, v.y as y, v.n as n, ${flags.join(', ')} from ${DISTINCT} v`,
  );
  try {
    const sums = checks.flatMap((_, i) => [
      `sum(n) filter (where w${i}) as n${i}`,
      `sum(n) filter (where o${i}) as of${i}`,
    ]);
    const [row = {}] = await warehouse.rows(`select ${sums.join(', ')} from ${HELD}`);
    const findings: QualityFinding[] = [];
    for (const [i, { code }] of checks.entries()) {
      if (row[`n${i}`] === null || row[`n${i}`] === undefined) continue;
      const examples = await examplesOf(subject, given, i);
      findings.push(
        found(code, {
          table,
          column,
          count: String(row[`n${i}`]),
          of: String(row[`of${i}`] ?? 0),
          examples: examples.map((one) => exampleOf(subject, one)),
        }),
      );
    }
    return findings;
  } finally {
    await warehouse.run(`drop table if exists ${HELD}; drop table if exists ${DISTINCT}`);
  }
}

/** Where the commonest wrong values were first read: five lines of one and the same say less than five of five. */
async function examplesOf({ warehouse, tables }: Subject, given: ValueChecks, i: number): Promise<Row[]> {
  const { table, columns, type } = given;
  const from = `${tables.get(table) ?? ''} t`;
  const y = type === undefined ? 'null::varchar' : `t.${quoteIdentifier(type)}`;
  const wrong = `(select x, y, n from ${HELD} where w${i} order by n desc, x, y limit ${EXAMPLES})`;
  const places = columns.map((name) => {
    const x = `t.${quoteIdentifier(name)}`;
    return `select v.x as x, v.y as y, v.n as n,
              min({'s': t._source, 'f': t._file, 'l': t._line, 'k': ${keyText(table)}}) as p
            from ${from} join ${wrong} v on v.x = ${x} and v.y is not distinct from ${y} group by 1, 2, 3`;
  });
  return warehouse.rows(
    `select p.s as s, p.f as f, p.l as l, p.k as key, x || ' (' || n || ' ×)' as text
     from (select x, y, n, min(p) as p from (${places.join(' union all ')}) group by 1, 2, 3)
     order by n desc, x, y`,
  );
}
