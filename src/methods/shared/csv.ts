/** Rows of a CSV beside the contract, with the headers a method needs. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

export interface CsvRow {
  /** Line of the file. */
  row: number;
  cell(name: string): string | undefined;
}

/**
 * The rows of the file an option names, its headers compared without regard to case and blanks. Undefined where the option is not given; a
 * missing header of `required` is a diagnostic and leaves no value.
 */
export async function csvRows(
  context: MethodContext,
  option: string,
  required: readonly string[],
): Promise<Checked<CsvRow[]> | undefined> {
  if (!context.options.get(option)) return undefined;
  const file = await context.file(option);
  if (file.value === undefined) return { diagnostics: file.diagnostics };
  const diagnostics: Diagnostic[] = [...file.diagnostics];
  const described = await context.warehouse.values(`describe ${file.value}`);
  const headers = new Map<string, string>();
  for (const [name] of described) headers.set(plain(String(name)), String(name));
  const missing = required.filter((name) => !headers.has(plain(name)));
  if (missing.length > 0) {
    const data = {
      option,
      missing: missing.join(', '),
      found: [...headers.values()].filter((name) => !name.startsWith('_')).join(', '),
    };
    return { diagnostics: [...diagnostics, report('file-lacks-columns', data, context.at)] };
  }
  const names = [...headers.values()];
  const rows = await context.warehouse.values(
    `select ${names.map((name) => `${quoteIdentifier(name)}::varchar`).join(', ')} from ${file.value}`,
  );
  const places = new Map(names.map((name, i) => [plain(name), i]));
  const value = rows.map((cells, i) => {
    const cell = (name: string) => {
      const place = places.get(plain(name));
      const text = place === undefined ? null : cells[place];
      return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
    };
    return { row: Number(cell('_line') ?? i + 2), cell };
  });
  return { value, diagnostics };
}

const plain = (name: string) => name.replaceAll(/\s+/g, ' ').trim().toLowerCase();
