/** A reader's rows with all that is decided about each, as one query: what would be kept, what is wrong, what is to be counted. */
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { CanonicalColumn, CanonicalTable } from '../canonical/index.ts';
import { SHOWN } from './refused.ts';
import type { TypedCell } from './typing.ts';
import { absentCell, faultNumber, keptCell, textName, typedCell, typedRows, valueName } from './typing.ts';

export interface Examined {
  table: CanonicalTable;
  /** Columns that were given. */
  given: readonly CanonicalColumn[];
  /**
   * Columns of the table; `_file`, `_line`; `_fault`, the place of the first fault in `faults` from 1, null of a row to be kept; `_text`, the cell
   * at fault; `_unread`, of a row with a fault all its cells that should be money and cannot be read, as a JSON list of `column` and `text`;
   * `_marks`, a bit for each of `marks`, null for none.
   */
  rows: string;
  faults: readonly { reason: string; column: string }[];
  /** What is counted: a note on rows that are kept, or an amount nobody can read on rows that are not. */
  marks: readonly { column: string; code: string | undefined }[];
}

/** Bits of a 64-bit integer that are no sign. */
const MOST_MARKS = 62;

/** `sql` gives `_file`, `_line` and columns of the table, by name; `types` are their SQL types. */
export function examined(table: CanonicalTable, sql: string, types: ReadonlyMap<string, string>): Examined {
  const cells = table.columns.map((column) => {
    const type = types.get(column.name);
    const cell = `r.${quoteIdentifier(column.name)}`;
    return type === undefined ? absentCell(column) : typedCell(column, cell, type);
  });
  const marks = cells.flatMap(({ column, text, notes }) => {
    const unread = { column: column.name, code: undefined, when: unreadWhen(column) };
    const noted = notes.map(({ code, when }) => ({ column: column.name, code, when }));
    return isMoney(column, text) ? [...noted, unread] : noted;
  });
  if (marks.length > MOST_MARKS) throw new Error(`${table.name} has too many columns to be marked`);
  const bits = marks.map(({ when }, i) => `(case when ${when} then ${2n ** BigInt(i)} else 0 end)::bigint`);
  const list = [
    ...cells.map(keptCell),
    '_file',
    '_line',
    '_fault',
    `${faultText(cells)} as _text`,
    `${unreadText(cells)} as _unread`,
    `nullif(${bits.join(' + ') || '0::bigint'}, 0) as _marks`,
  ];
  const typed = typedRows(sql, cells);
  return {
    table,
    given: table.columns.filter(({ name }) => types.has(name)),
    rows: `(select ${list.join(', ')} from (select *, ${faultNumber(cells)} as _fault from ${typed}))`,
    faults: cells.flatMap(({ column, faults }) =>
      faults.map(({ reason }) => ({ reason, column: column.name })),
    ),
    marks: marks.map(({ column, code }) => ({ column, code })),
  };
}

const isMoney = ({ type }: CanonicalColumn, text: string) => text !== '' && type === 'money';

const unreadWhen = (column: CanonicalColumn) =>
  `${textName(column)} is not null and ${valueName(column)} is null`;

function unreadText(cells: readonly TypedCell[]): string {
  const texts = cells
    .filter(({ column, text }) => isMoney(column, text))
    .map(({ column }) => {
      const text = `left(${textName(column)}::varchar, ${SHOWN})`;
      return `case when ${unreadWhen(column)} then to_json({'column': ${quoteLiteral(column.name)}, 'text': ${text}})::varchar end`;
    });
  const list = texts.length === 0 ? `'[]'` : `'[' || concat_ws(',', ${texts.join(', ')}) || ']'`;
  return `case when _fault is not null then ${list} end`;
}

function faultText(cells: readonly TypedCell[]): string {
  const texts = cells.flatMap((cell) =>
    cell.faults.map(() => (cell.text === '' ? 'null' : `${textName(cell.column)}::varchar`)),
  );
  if (texts.length === 0) return 'null::varchar';
  return `left(case _fault ${texts.map((text, i) => `when ${i + 1} then ${text}`).join(' ')} end, ${SHOWN})`;
}

/** SQL of a text that depends on the first fault. */
export function byFault({ faults }: Examined, text: (fault: Examined['faults'][number]) => string): string {
  if (faults.length === 0) return 'null::varchar';
  return `case _fault ${faults.map((fault, i) => `when ${i + 1} then ${quoteLiteral(text(fault))}`).join(' ')} end`;
}
