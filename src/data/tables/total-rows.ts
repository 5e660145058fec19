/**
 * Rows of a file whose key says that they are the total of the others. Spreadsheets end in one, and it would count as one thing more. It is not left out: a hospital
 * may be called so, and who leaves a row out is the document.
 */
import type { Agreement } from '../../language/agreement.ts';
import type { PlanEntity } from '../../language/plan.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Problems } from './problems.ts';
import { LISTED } from './problems.ts';
import type { SourceRead } from './types.ts';
import { LINE, SOURCE } from './types.ts';

/** In small letters, without blanks, colons and units. */
const TOTALS =
  '合计 总计 小计 共计 总合计 累计 本页合计 合計 總計 小計 total totals grandtotal subtotal sub-total ｔｏｔａｌ'.split(
    ' ',
  );
/** Of what is longer than the longest with blanks between its letters nothing is looked at. */
const LONGEST = 24;

/** `from`: place of the entity's first source. */
export async function sayTotalRows(
  warehouse: Warehouse,
  entity: PlanEntity,
  agreement: Agreement,
  from: number,
  sources: readonly SourceRead[],
  problems: Problems,
): Promise<void> {
  const files = new Map<number, string>();
  for (const [i, one] of (agreement.bindings[entity.name]?.sources ?? []).entries())
    if (one.kind === 'table') files.set(from + i, one.file);
  if (files.size === 0) return;
  const words = TOTALS.map(quoteLiteral).join(', ');
  for (const { name } of entity.key.filter(({ type }) => type.kind === 'text')) {
    const column = q(name);
    // Few rows have one of the two in them, and blanks of any width are dear to take out.
    const may = `length(${column}) <= ${LONGEST} and regexp_matches(${column}, '计|計|(?i:total|ｔｏｔａｌ)')`;
    const plain = `lower(regexp_replace(${column}, '[\\s\\x{a0}\\x{3000}:：]|[(（][万千]?元[)）]', '', 'g'))`;
    const rows = await warehouse.values(
      `select ${SOURCE}, ${LINE}, ${column}, count(*) over () from facts.${q(entity.name)}
       where ${SOURCE} in (${[...files.keys()].join(', ')}) and case when ${may} then ${plain} in (${words}) else false end
       order by ${SOURCE}, ${LINE} limit ${LISTED}`,
    );
    const instances = rows.map(([source, line, text]) => ({
      data: {
        file: sources[Number(source)]?.file ?? '',
        line: Number(line),
        text: String(text),
        entity: entity.name,
        name,
      },
      at: { file: files.get(Number(source)) ?? '', line: Number(line) },
    }));
    const [first] = instances;
    if (first) problems.several('row-of-totals', Number(rows[0]?.[3]), instances, { file: first.at.file });
  }
}
