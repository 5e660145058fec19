/** The other party's file as rows of key and figure. */
import { basename, resolve } from 'node:path';
import type { Agreement, ColumnMap, Source, TableSource } from '../../language/agreement.ts';
import {
  hasErrors,
  reporter,
  type Checked,
  type Diagnostic,
  type Location,
} from '../../language/diagnostic.ts';
import {
  PLAN_VERSION,
  type Constant,
  type KeyPart,
  type Plan,
  type ScalarType,
} from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import { formatOfFile, LINE, loadFacts } from '../../data/tables/index.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { constantOfCell } from '../explain/rows.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

interface TheirRow {
  key: string;
  line: number;
  value: Constant;
}

/** What is read of their file: which of our rows each is about, and the figure. */
interface Asked {
  file: string;
  /** Headers of the key's first parts. */
  key: string[];
  amount: string;
  /** Our entity and figure: what its columns are called where something is wrong with them. */
  entity: string;
  parts: readonly KeyPart[];
  name: string;
  type: ScalarType;
  /** Ours, which theirs is in too. */
  currency: string;
}

/** Cells by which files say that there is no figure. */
const NO_FIGURE = ['-', '--', '.', '*', 'N/A', 'NA', 'n/a', 'Not Available', 'null', '—', '无', '不适用'];

/** Signs of the currencies amounts may carry; that of another currency than ours is not read. */
const SIGNS: Record<string, string> = { USD: '$', EUR: '€', GBP: '£', CNY: '¥' };

/** Formats tried in turn: people write the same value in several ways, and only one of them fits each cell. */
function formatsOf(type: ScalarType, currency: string): string[] {
  switch (type.kind) {
    case 'number': {
      const sign = type.dimensions['money'] === 1 ? SIGNS[currency] : undefined;
      const share = Object.keys(type.dimensions).length === 0;
      return ['plain', 'thousands', ...(sign ? [sign] : []), ...(share ? ['percent'] : [])];
    }
    case 'date':
      // Not day and month by number alone: 03/04 is two dates.
      return ['iso', 'YYYYMMDD', 'YYYY/M/D', 'YYYY年M月D日', 'DD-MMM-YYYY'];
    default:
      return [];
  }
}

/** Their figures are read with more digits than ours have, so that what differs beyond ours is seen to. */
export function widened(type: ScalarType): ScalarType {
  return type.kind === 'number' ? { ...type, scale: 15 } : type;
}

export async function readTheirs(asked: Asked): Promise<Checked<TheirRow[]>> {
  // Nobody can say of a file named on a command line how it is encoded, or in which line its headers stand: what it reads by is taken, and said.
  const file = basename(asked.file);
  const found = (read: Checked<TheirRow[]>, code: string, name: string) =>
    read.diagnostics.find((one) => one.code === code)?.data[name];
  const said: Diagnostic[] = [];
  let [encoding, header] = ['utf-8', 1];
  let read = await readAs(asked, encoding, header);
  const other = found(read, 'encoding-other', 'other');
  if (other !== undefined) {
    encoding = String(other);
    said.push(report('read-as-encoding', { file, encoding }, { file: asked.file }));
    read = await readAs(asked, encoding, header);
  }
  const line = found(read, 'headers-below', 'line');
  if (line !== undefined) {
    header = Number(line);
    said.push(report('read-under-title', { file, line: header }, { file: asked.file, line: header }));
    read = await readAs(asked, encoding, header);
  }
  return { ...read, diagnostics: [...said, ...read.diagnostics] };
}

async function readAs(asked: Asked, encoding: string, header: number): Promise<Checked<TheirRow[]>> {
  const { parts, type } = asked;
  const warehouse = await openDuckdb();
  try {
    const { diagnostics } = await loadFacts(warehouse, agreementOf(asked, encoding, header));
    if (hasErrors(diagnostics)) return { diagnostics };
    const columns = [...parts.map(({ name }) => q(name)), LINE, q(figureName(asked))].join(', ');
    const rows = await warehouse.values(
      `select ${columns} from facts.${q(asked.entity)} order by ${LINE}, ${parts.map(({ name }) => q(name)).join(', ')}`,
    );
    const value = rows.map((cells): TheirRow => {
      const key = parts.map((part, i) => keyText(constantOfCell(cells[i], part.type), part.type));
      return {
        key: key.join(','),
        line: Number(cells[parts.length]),
        value: constantOfCell(cells[parts.length + 1], widened(type)),
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

/** A part of the key may be the figure too: the file then has two columns of one name. */
const figureName = ({ name, parts }: Asked) => (parts.some((part) => part.name === name) ? `${name} ` : name);

/** An agreement of our entity alone, bound to their file: its key, and the figure. */
function agreementOf(asked: Asked, encoding: string, header: number): Agreement {
  const { file, entity, parts, key, amount, type, currency } = asked;
  const origin = { file, line: 1, column: 1 };
  const at: Location = { file };
  const column = (header: string, formats: string[], unknown: string[]): ColumnMap => ({
    at,
    column: header,
    formats,
    values: {},
    unknown,
  });
  const name = figureName(asked);
  const source: Source & TableSource = {
    kind: 'table',
    at,
    file: resolve(file),
    format: formatOfFile(file),
    encoding,
    header,
    keep: [],
    columns: {
      ...Object.fromEntries(
        parts.map((part, i) => [part.name, column(key[i] as string, formatsOf(part.type, currency), [])]),
      ),
      [name]: column(amount, formatsOf(type, currency), NO_FIGURE),
    },
  };
  const plan: Plan = {
    version: PLAN_VERSION,
    model: 'reconcile',
    modelVersion: '1',
    currency: 'XXX',
    minorUnit: 2,
    parties: [],
    entities: [
      {
        name: entity,
        key: [...parts],
        rows: { kind: 'bound' },
        facts: [{ name, type: widened(type), optional: false, origin }],
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
    bindings: { [entity]: { sources: [source], runs: [] } },
  };
}
