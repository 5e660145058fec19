/** Which files hold transactions of a kind: by what they begin with, for their names say nothing. */
import type { Checked, Location } from '../../../language/diagnostic.ts';
import type { InputFile } from '../../import/format.ts';
import { head } from '../shared/bytes.ts';
import { report } from './messages.ts';

/** Functional identifiers (GS01) of the transactions read here. */
const GROUPS: Record<string, string> = { HP: '835', HC: '837' };

/** The kind of the first transaction of a file: `835`, `837`, `270` …; undefined where it is no X12. */
export function kindOf(start: string): string | undefined {
  const text = start.replace(/^\ufeff/, '').trimStart();
  if (!/^(ISA|GS|ST)[^A-Za-z0-9\s]/.test(text)) return undefined;
  const separator = text[text.startsWith('ISA') ? 3 : 2]!;
  const named = new RegExp(`(?:^|[^A-Za-z0-9])ST\\${separator}(\\d{3})(?!\\d)`).exec(text);
  if (named) return named[1];
  const group = new RegExp(`(?:^|[^A-Za-z0-9])GS\\${separator}(\\w{2})\\${separator}`).exec(text);
  return group ? (GROUPS[group[1]!] ?? group[1]) : 'ISA';
}

export async function chooseX12(
  paths: readonly string[],
  kind: string,
): Promise<Checked<Omit<InputFile, 'index'>[]>> {
  const value: Omit<InputFile, 'index'>[] = [];
  const diagnostics = [];
  for (const path of paths) {
    const at: Location = { file: path };
    let found: string | undefined;
    try {
      found = kindOf((await head(path)).toString('utf8'));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      diagnostics.push(report('x12-file-unreadable', { reason }, at));
      continue;
    }
    // An interchange that says nothing in its first lines may hold anything: reading it tells.
    if (found === kind || found === 'ISA') value.push({ path, part: kind });
    else if (found === undefined) diagnostics.push(report('x12-file-other', {}, at));
    else diagnostics.push(report('x12-file-kind', { found, kind }, at));
  }
  if (value.length === 0) return { diagnostics: [...diagnostics, report('x12-no-files', { kind })] };
  return { value, diagnostics };
}
