/** The other party's file as rows of key and figure. */
import { extname, resolve } from 'node:path';
import type { Agreement, ColumnMap, Source, TableSource } from '../../language/agreement.ts';
import { hasErrors, type Checked, type Location } from '../../language/diagnostic.ts';
import {
  PLAN_VERSION,
  type Constant,
  type KeyPart,
  type Plan,
  type ScalarType,
} from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import { LINE, loadFacts } from '../../data/tables/index.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { constantOfCell } from '../explain/rows.ts';

export interface TheirRow {
  key: string;
  line: number;
  value: Constant;
}

/** Cells by which files say that there is no figure. */
const NO_FIGURE = ['-', '--', '.', '*', 'N/A', 'NA', 'n/a', 'Not Available', 'null', '—', '无', '不适用'];
const FIGURE = '#figure';

/** Formats tried in turn: people write the same number in several ways, and only one of them fits each cell. */
const formatsOf = (type: ScalarType): string[] =>
  type.kind === 'number' ? ['plain', 'thousands', ...(isRatio(type) ? ['percent'] : [])] : [];
const isRatio = (type: ScalarType) => type.kind === 'number' && Object.keys(type.dimensions).length === 0;

export async function readTheirs(
  file: string,
  parts: readonly KeyPart[],
  headers: readonly string[],
  amount: string,
  type: ScalarType,
): Promise<Checked<TheirRow[]>> {
  const at: Location = { file };
  const column = (header: string, formats: string[]): ColumnMap => ({
    at,
    column: header,
    formats,
    values: {},
    unknown: NO_FIGURE,
  });
  const source: Source & TableSource = {
    kind: 'table',
    at,
    file: resolve(file),
    format: formatOf(file),
    encoding: 'utf-8',
    header: 1,
    keep: [],
    columns: {
      ...Object.fromEntries(
        parts.map((part, i) => [part.name, { ...column(headers[i] as string, []), unknown: [] }]),
      ),
      [FIGURE]: column(amount, formatsOf(type)),
    },
  };
  const warehouse = await openDuckdb();
  try {
    const { diagnostics } = await loadFacts(warehouse, agreementOf(file, parts, type, source));
    if (hasErrors(diagnostics)) return { diagnostics };
    const columns = [...parts.map(({ name }) => q(name)), LINE, q(FIGURE)].join(', ');
    const rows = await warehouse.values(`select ${columns} from facts.theirs order by ${LINE}`);
    const value = rows.map((cells): TheirRow => {
      const key = parts.map((part, i) => keyText(constantOfCell(cells[i], part.type), part.type));
      return {
        key: key.join(','),
        line: Number(cells[parts.length]),
        value: constantOfCell(cells[parts.length + 1], type),
      };
    });
    return { value, diagnostics };
  } finally {
    warehouse.close();
  }
}

export function keyText(value: Constant, type: ScalarType): string {
  return value === null ? '' : renderConstant(value, type);
}

function formatOf(file: string): TableSource['format'] {
  const ending = extname(file).toLowerCase();
  if (ending === '.parquet') return 'parquet';
  if (ending === '.xlsx') return 'xlsx';
  return ending === '.jsonl' || ending === '.ndjson' ? 'jsonl' : 'csv';
}

/** An agreement of one bound entity, `theirs`: its key, and the figure. */
function agreementOf(file: string, key: readonly KeyPart[], type: ScalarType, source: Source): Agreement {
  const origin = { file, line: 1, column: 1 };
  const plan: Plan = {
    version: PLAN_VERSION,
    model: 'reconcile',
    modelVersion: '1',
    currency: 'XXX',
    minorUnit: 2,
    parties: [],
    entities: [
      {
        name: 'theirs',
        key: [...key],
        rows: { kind: 'bound' },
        facts: [{ name: FIGURE, type, optional: false, origin }],
        references: [],
        terms: [],
        elements: [],
        origin,
      },
    ],
    parameters: [],
    payments: [],
    posted: [],
    order: [],
  };
  return {
    contract: 'reconcile',
    file,
    documents: {},
    plan,
    changed: [],
    parties: [],
    period: { from: '2000-01-01', to: '2000-01-02' },
    asOf: '2000-01-02',
    posts: 'difference',
    bindings: { theirs: { sources: [source], runs: [] } },
  };
}
