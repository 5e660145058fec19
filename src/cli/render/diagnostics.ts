/** Diagnostics as a good compiler shows them: place, code, message, the line itself with a caret, and the way out. */
import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import type { Diagnostic, Location, Severity } from '../../language/diagnostic.ts';
import { fill } from '../../language/diagnostic.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { cells, printable } from './width.ts';

/** More than this of one severity are counted, not shown; `--json` has them all. */
const SHOWN = { error: 25, warning: 25, note: 3 } as const;
/** A line is not looked up in a file larger than this. */
const LARGEST = 64 * 1024 * 1024;

const LINES = new Map<string, string[]>();

/** For people to the standard error output; nothing under `--json`, where they are in the result. */
export function showDiagnostics(terminal: Terminal, diagnostics: readonly Diagnostic[]): void {
  if (terminal.json || diagnostics.length === 0) return;
  const { lang } = terminal;
  for (const severity of ['error', 'warning', 'note'] as const) {
    const all = diagnostics.filter((one) => one.severity === severity);
    for (const one of all.slice(0, SHOWN[severity])) terminal.err(diagnosticLines(terminal, one).join('\n'));
    if (all.length > SHOWN[severity]) {
      const count = all.length - SHOWN[severity];
      terminal.err(fill(words.moreDiagnostics[lang], { count, kind: severityName(terminal, severity) }));
    }
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  if (errors + warnings > 1) terminal.err(fill(words.diagnosticCount[lang], { errors, warnings }));
}

function severityName({ lang }: Terminal, severity: Severity): string {
  return words[severity][lang];
}

export function shownPath(terminal: Pick<Terminal, 'cwd'>, file: string): string {
  const path = relative(terminal.cwd, file);
  // Two folders up a relative path is harder to read than the whole one.
  return isAbsolute(file) && path !== '' && !path.startsWith(`..${sep}..`) ? path : file;
}

export function diagnosticLines(terminal: Terminal, diagnostic: Diagnostic): string[] {
  const { lang, errorColors: c } = terminal;
  const { at, severity, code } = diagnostic;
  const paint = severity === 'error' ? c.red : severity === 'warning' ? c.yellow : c.cyan;
  const place = at ? `${placeText(terminal, at)}: ` : '';
  const lines = [
    `${c.bold(place)}${c.bold(paint(severityName(terminal, severity)))}${c.dim(`[${code}]`)} ${printable(diagnostic.message[lang])}`,
  ];
  if (at) lines.push(...excerpt(terminal, at, paint));
  if (diagnostic.hint) lines.push(`  ${c.cyan(words.hint[lang])}${printable(diagnostic.hint[lang])}`);
  return lines;
}

function placeText(terminal: Terminal, { file, line, column }: Location): string {
  const path = shownPath(terminal, file);
  return [path, ...(line === undefined ? [] : [line, ...(column === undefined ? [] : [column])])].join(':');
}

/** The line and a caret under the place. Nothing where the file cannot be read as text. */
function excerpt(
  terminal: Terminal,
  { file, line, column, length }: Location,
  paint: (t: string) => string,
): string[] {
  if (line === undefined) return [];
  const source = lineOf(file, line);
  if (source === undefined || source.trim() === '') return [];
  const c = terminal.errorColors;
  const number = String(line).padStart(5);
  const room = Math.max(20, terminal.width - 10);
  const { text, start } = window(source, column ?? 1, room);
  const lines = [`${c.dim(`${number} │ `)}${printable(text)}`];
  if (column !== undefined) {
    const before = printable(text.slice(0, Math.max(0, column - 1 - start)));
    const under = printable(text.slice(column - 1 - start, column - 1 - start + Math.max(1, length ?? 1)));
    const marks = '^' + '~'.repeat(Math.max(0, cells(under) - 1));
    lines.push(`${c.dim('      │ ')}${' '.repeat(cells(before))}${paint(marks)}`);
  }
  return lines;
}

/** The part of a long line around the place. Tabs become single spaces so that the caret stands right. */
function window(source: string, column: number, room: number): { text: string; start: number } {
  const text = source.replaceAll('\t', ' ');
  if (cells(text) <= room) return { text, start: 0 };
  const start = Math.max(0, column - 1 - Math.floor(room / 3));
  let end = start;
  for (let taken = 0; end < text.length && taken < room - 2; end++) taken += cells(text[end] as string);
  return { text: text.slice(start, end), start };
}

function lineOf(file: string, line: number): string | undefined {
  let lines = LINES.get(file);
  if (!lines) {
    try {
      if (!/\.(ya?ml|csv|tsv|txt|jsonl?|sql)$/i.test(file) || statSync(file).size > LARGEST) return undefined;
      lines = readFileSync(file, 'utf8').split(/\r\n|\r|\n/);
    } catch {
      return undefined;
    }
    LINES.set(file, lines);
  }
  return lines[line - 1];
}
