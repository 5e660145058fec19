/** Documents that methods are told by (an instrument, a value set, a measure): YAML whose every scalar is text, checked by a schema, with the line of what is wrong. */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';
import type { Checked, Diagnostic, Location } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

/** No document of a method is longer. */
const LARGEST = 10_000_000;

/** A decimal as text, to be computed with exactly. What is expected is said by an example, which needs no language. */
export const decimal = z.string().regex(/^[+-]?\d{1,18}(\.\d{1,18})?$/, '0.25');
export const whole = z
  .string()
  .regex(/^-?\d{1,9}$/, '5')
  .transform(Number);
export const truth = z.enum(['true', 'false']).transform((text) => text === 'true');
export const words = z.string().trim().min(1);
export const localized = z.strictObject({ en: words, zh: words });

export function readDocument<T>(path: string, schema: z.ZodType<T>): Checked<T> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    return { diagnostics: [report('document-unreadable', { path, reason }, { file: path })] };
  }
  return checkDocument(text, path, schema);
}

export function checkDocument<T>(text: string, path: string, schema: z.ZodType<T>): Checked<T> {
  if (text.length > LARGEST)
    return { diagnostics: [report('document-unreadable', { path, reason: `> ${LARGEST}` }, { file: path })] };
  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: counter,
  });
  const [error] = document.errors;
  const placed = (at: number) => {
    const { line, col } = counter.linePos(at);
    return { file: path, line, column: col };
  };
  if (error)
    return {
      diagnostics: [report('document-syntax', { path, reason: error.message }, placed(error.pos[0]))],
    };
  let written: unknown;
  try {
    written = document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { diagnostics: [report('document-syntax', { path, reason }, placed(0))] };
  }
  const parsed = schema.safeParse(written);
  if (parsed.success) return { value: parsed.data, diagnostics: [] };
  // One slip can make a thousand complaints.
  const issues = parsed.error.issues.slice(0, 20);
  return { diagnostics: issues.map((issue) => said(issue, path, placed(offset(document, issue.path)))) };
}

function said(issue: z.core.$ZodIssue, path: string, at: Location): Diagnostic {
  const where = issue.path.join('.') || '–';
  switch (issue.code) {
    case 'unrecognized_keys':
      return report('document-key', { path, where, key: issue.keys.join(', ') }, at);
    case 'invalid_value':
      return report('document-value', { path, where, expected: issue.values.join(' | ') }, at);
    case 'invalid_type':
      return report('document-value', { path, where, expected: issue.expected }, at);
    default:
      return report('document-value', { path, where, expected: issue.message }, at);
  }
}

/** Where the value stands, or the nearest thing around it that does. */
function offset(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
