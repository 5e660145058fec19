/** Groups the cases of a table or a data folder, and writes what became of each. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { openCases } from './cases.ts';
import type { CaseTables } from './chs-drg/group.ts';
import { Grouper } from './chs-drg/group.ts';
import { dipResult } from './dip/method.ts';
import type { Reference } from './reference.ts';
import { openCatalogue, openScheme } from './reference.ts';

export interface Grouping {
  scheme: { reference: string; version: string };
  cases: number;
  grouped: number;
  /** Why the others are not, most frequent first. */
  reasons: { reason: string; cases: number }[];
  /** Groups by cases, most first. */
  groups: { code: string; title: string; cases: number }[];
}

const LISTED = 20;

export async function groupCases(
  kind: 'chs-drg' | 'dip',
  cases: string,
  scheme: string,
  output?: string,
): Promise<Checked<Grouping>> {
  const reference = openReference(kind, scheme);
  if (!reference.value) return { diagnostics: reference.diagnostics };
  const { about, titles, group, into } = reference.value;
  const warehouse = await openDuckdb();
  try {
    const opened = await openCases(warehouse, cases);
    if (!opened.value) return { diagnostics: opened.diagnostics };
    const { count, ...tables } = opened.value;
    const notes = (await into(warehouse, { ...tables, into: 'grouped' })) ?? [];
    const groups = await warehouse.values(
      `select ${group}, count(*) from grouped where ${group} is not null group by 1 order by 2 desc, 1 limit ${LISTED}`,
    );
    const reasons = await warehouse.values(
      `select reason, count(*) from grouped where reason is not null group by 1 order by 2 desc, 1`,
    );
    if (output !== undefined)
      await warehouse.run(
        `copy (select * from grouped order by case_id) to ${quoteLiteral(output)} (header true)`,
      );
    const without = reasons.reduce((sum, [, n]) => sum + Number(n), 0);
    return {
      value: {
        scheme: about,
        cases: count,
        grouped: count - without,
        reasons: reasons.map(([reason, n]) => ({ reason: String(reason), cases: Number(n) })),
        groups: groups.map(([code, n]) => ({
          code: String(code),
          title: titles.get(String(code)) ?? '',
          cases: Number(n),
        })),
      },
      diagnostics: notes,
    };
  } finally {
    warehouse.close();
  }
}

/** A scheme ready to group by. */
interface Opened {
  about: Grouping['scheme'];
  titles: ReadonlyMap<string, string>;
  /** The column with the group. */
  group: string;
  into(warehouse: Warehouse, tables: CaseTables): Promise<Diagnostic[] | void>;
}

function openReference(kind: 'chs-drg' | 'dip', path: string): Checked<Opened> {
  if (kind === 'dip') {
    const { value, diagnostics } = openCatalogue(path);
    if (!value) return { diagnostics };
    const titles = new Map(value.content.groups.map(({ code, title = '' }) => [code, title]));
    const into = (warehouse: Warehouse, tables: CaseTables) => dipResult(warehouse, value.content, tables);
    return { value: { about: aboutOf(value), titles, group: 'code', into }, diagnostics };
  }
  const { value, diagnostics } = openScheme(path);
  if (!value) return { diagnostics };
  const titles = new Map(value.content.drgs.map(({ code, title }) => [code, title]));
  const into = async (warehouse: Warehouse, tables: CaseTables) =>
    (await Grouper.open(warehouse, value.content)).group(tables);
  return { value: { about: aboutOf(value), titles, group: 'drg', into }, diagnostics };
}

const aboutOf = ({ reference, version }: Reference) => ({ reference, version });
