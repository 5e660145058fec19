/** Claims or cases whose amounts do not hold together: how many, how much, and the first of them. */
import type { Code } from './messages.ts';
import { found } from './found.ts';
import type { QualityFinding } from './report.ts';
import type { Subject } from './subject.ts';
import { amountText, exampleOf, EXAMPLES } from './subject.ts';

/** `query` gives a row for each, with `key` and its place `p`; `amount` and `text` are SQL over it. */
export async function sums(
  subject: Subject,
  code: Code,
  table: string,
  query: string,
  amount: string,
  text: string,
): Promise<QualityFinding[]> {
  const { warehouse } = subject;
  const held = '"quality_sums"';
  await warehouse.run(`drop table if exists ${held}`);
  const many = await warehouse.run(`create temp table ${held} as ${query}`);
  try {
    if (many === 0) return [];
    const [row = {}] = await warehouse.rows(`select sum(${amount}) as a from ${held}`);
    const rows = await warehouse.rows(
      `select p.s as s, p.f as f, p.l as l, key, ${text} as text from ${held} order by s, f, l, key limit ${EXAMPLES}`,
    );
    const money = amountText(row['a']);
    return [
      found(code, {
        table,
        count: String(many),
        ...(money !== undefined && { amount: money }),
        examples: rows.map((one) => exampleOf(subject, one)),
      }),
    ];
  } finally {
    await warehouse.run(`drop table if exists ${held}`);
  }
}
