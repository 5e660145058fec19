/** A table's rows: how far its columns are filled and what they add up to, then all checks of single rows in one pass. */
import type { Row } from '../../warehouse/warehouse.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import { canonicalTable } from '../canonical/index.ts';
import { AMOUNTS } from './checks/amounts.ts';
import type { Check, Statistics } from './checks/check.ts';
import { SHAPES } from './checks/check.ts';
import { CODES } from './checks/codes.ts';
import { DATES } from './checks/dates.ts';
import { GAPS, REFERENCES } from './checks/references.ts';
import { found } from './found.ts';
import { PEOPLE } from './people.ts';
import type { QualityFinding, TableReport } from './report.ts';
import type { Subject } from './subject.ts';
import { amountText, exampleOf, EXAMPLES, keyText } from './subject.ts';
import { checkValues } from './values.ts';

const CHECKS: readonly Check[] = [...GAPS, ...DATES, ...AMOUNTS, ...CODES];

interface Passed {
  table: Omit<TableReport, 'superseded'>;
  findings: QualityFinding[];
}

export async function passOver(subject: Subject, name: string): Promise<Passed> {
  const { table, statistics } = await measure(subject, name);
  return {
    table,
    findings: [
      ...(await checkRows(subject, name, statistics)),
      ...(await checkValues(subject, name, statistics)),
    ],
  };
}

const textOf = (row: Row, key: string) =>
  row[key] === null || row[key] === undefined ? undefined : String(row[key]);

/** Fill of every column, least and greatest of dates and numbers, sums of money. */
async function measure(
  { warehouse, tables }: Subject,
  name: string,
): Promise<{ table: Passed['table']; statistics: Map<string, Statistics> }> {
  const { columns } = canonicalTable(name);
  const outputs = ['count(*) as n'];
  for (const [i, { name: column, type }] of columns.entries()) {
    const x = `t.${quoteIdentifier(column)}`;
    outputs.push(`count(${x}) as c${i}`);
    if (type === 'money') outputs.push(`sum(${x}) as s${i}`);
    if (type === 'date' || type === 'money') outputs.push(`min(${x}) as f${i}`, `max(${x}) as l${i}`);
  }
  const date = SHAPES[name]?.date;
  if (date) outputs.push(`min(${date}) as first`, `max(${date}) as last`);
  const [row = {}] = await warehouse.rows(`select ${outputs.join(', ')} from ${tables.get(name) ?? ''} t`);
  const statistics = new Map<string, Statistics>();
  const reports = columns.map(({ name: column, type }, i) => {
    const [filled = '0', least, greatest] = [
      textOf(row, `c${i}`),
      textOf(row, `f${i}`),
      textOf(row, `l${i}`),
    ];
    const span = { ...(least !== undefined && { least }), ...(greatest !== undefined && { greatest }) };
    statistics.set(column, { filled: BigInt(filled), ...span });
    const total = type === 'money' ? amountText(row[`s${i}`]) : undefined;
    return {
      column,
      filled,
      ...(total !== undefined && { total }),
      ...(type === 'date' && least !== undefined && { first: least }),
      ...(type === 'date' && greatest !== undefined && { last: greatest }),
    };
  });
  const [rows = '0', first = null, last = null] = [
    textOf(row, 'n'),
    textOf(row, 'first'),
    textOf(row, 'last'),
  ];
  return { table: { table: name, rows, first, last, columns: reports }, statistics };
}

async function checkRows(
  subject: Subject,
  name: string,
  statistics: ReadonlyMap<string, Statistics>,
): Promise<QualityFinding[]> {
  const { warehouse, tables } = subject;
  const filled = ({ column }: Check) => column === undefined || (statistics.get(column)?.filled ?? 0n) > 0n;
  const checks = CHECKS.filter(
    (one) =>
      one.table === name &&
      (!one.needs || tables.has(one.needs)) &&
      filled(one) &&
      (one.possible?.(statistics) ?? true),
  );
  if (checks.length === 0) return [];
  // `count_if` is several times as fast as a count with a filter; sums and examples are for what it finds.
  const counts = checks.map(({ when }, i) => `count_if(${when}) as n${i}`);
  const [row = {}] = await warehouse.rows(
    `select ${counts.join(', ')} from ${fromOf(subject, name, checks)}`,
  );
  const hits = checks.flatMap((check, i) => {
    const count = textOf(row, `n${i}`) ?? '0';
    return count === '0' ? [] : [{ check, count }];
  });
  const findings: QualityFinding[] = [];
  // Ten at a time: each keeps its best rows in memory while the table streams by.
  for (let start = 0; start < hits.length; start += 10) {
    findings.push(...(await look(subject, name, hits.slice(start, start + 10))));
  }
  return findings;
}

/** A second look at what was found: the money in it, the rows it could have been, and the first of them by where they were read. */
async function look(
  subject: Subject,
  name: string,
  hits: readonly { check: Check; count: string }[],
): Promise<QualityFinding[]> {
  const { warehouse } = subject;
  const outputs = hits.flatMap(({ check }, i) => [
    `count_if(${check.of ?? 'true'}) as of${i}`,
    ...(check.amount ? [`sum(${check.amount}) filter (where ${check.when}) as a${i}`] : []),
    `min({'s': t._source, 'f': t._file, 'l': t._line, 'k': ${keyText(name)}, 'x': ${check.text ?? 'null::varchar'}}, ${EXAMPLES}) filter (where ${check.when}) as b${i}`,
  ]);
  const from = fromOf(
    subject,
    name,
    hits.map(({ check }) => check),
  );
  const held = '"quality_look"';
  await warehouse.run(`drop table if exists ${held}`);
  await warehouse.run(`create temp table ${held} as select ${outputs.join(', ')} from ${from}`);
  try {
    const sums = hits.flatMap(({ check }, i) => [`of${i}`, ...(check.amount ? [`a${i}`] : [])]);
    const [row = {}] = await warehouse.rows(`select ${sums.join(', ')} from ${held}`);
    const parts = hits.map((_, i) => `select ${i} as i, unnest(b${i}) as b from ${held}`);
    const rows = await warehouse.rows(
      `select i, b.s as s, b.f as f, b.l as l, b.k as key, b.x as text
       from (${parts.join(' union all ')}) order by i, s, f, l, key, text`,
    );
    return hits.map(({ check, count }, i) => {
      const amount = amountText(row[`a${i}`]);
      return found(check.code, {
        table: name,
        ...(check.column !== undefined && { column: check.column }),
        count,
        of: textOf(row, `of${i}`) ?? '0',
        ...(amount !== undefined && { amount }),
        examples: rows.filter((one) => Number(one['i']) === i).map((one) => exampleOf(subject, one)),
      });
    });
  } finally {
    await warehouse.run(`drop table if exists ${held}`);
  }
}

/** The rows `t`, the people they are about, and what else they name, as far as the checks ask. */
function fromOf({ tables }: Subject, name: string, checks: readonly Check[]): string {
  const joins = [`${tables.get(name) ?? ''} t`];
  const sql = checks
    .map(({ when, of = '', amount = '', text = '' }) => [when, of, amount, text].join(' '))
    .join(' ');
  if (/\bp\./.test(sql)) joins.push(`left join ${PEOPLE} p on p.person_id = t.person_id`);
  for (const { table, column, to, key } of REFERENCES) {
    const target = tables.get(to);
    const alias = quoteIdentifier(`r_${column}`);
    if (table !== name || !target || !sql.includes(alias)) continue;
    joins.push(
      `left join (select distinct ${quoteIdentifier(key)} as k from ${target}) ${alias} on ${alias}.k = t.${quoteIdentifier(column)}`,
    );
  }
  return joins.join('\n');
}
