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
const LARGEST = 20_000_000;

/** A decimal as text, to be computed with exactly. What is expected is said by an example, which needs no language. */
export const decimal = z.string().regex(/^[+-]?\d{1,18}(\.\d{1,18})?$/, '0.25');
export const whole = z
  .string()
  .regex(/^-?\d{1,9}$/, '5')
  .transform(Number);
export const truth = z.enum(['true', 'false']).transform((text) => text === 'true');
export const words = z.string().trim().min(1);
export const localized = z.strictObject(
  { en: words, zh: words },
  { error: ({ code }) => (code === 'invalid_type' ? '{ en: …, zh: … }' : undefined) },
);
/** Nothing, as YAML writes it. */
export const nothing = z
  .union([z.null(), z.literal(['', '~', 'null', 'Null', 'NULL'])])
  .transform((): null => null);

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
  return checkValue(written, path, schema, (where) => placed(offset(document, where)));
}

/** A value that was read already, of a reference say, by the same schema and in the same words. */
export function checkValue<T>(
  written: unknown,
  path: string,
  schema: z.ZodType<T>,
  placed: (where: readonly PropertyKey[]) => Location = () => ({ file: path }),
): Checked<T> {
  const parsed = schema.safeParse(written);
  if (parsed.success) return { value: parsed.data, diagnostics: [] };
  // One slip can make a thousand complaints.
  const issues = parsed.error.issues.slice(0, 20);
  return { diagnostics: issues.map((issue) => said(issue, path, placed(issue.path))) };
}

function said(issue: z.core.$ZodIssue, path: string, at: Location): Diagnostic {
  const where = issue.path.join('.') || '–';
  return issue.code === 'unrecognized_keys'
    ? report('document-key', { path, where, key: issue.keys.join(', ') }, at)
    : report('document-value', { path, where, expected: expected(issue) }, at);
}

/** How each kind of value is written. */
const WRITTEN: Record<string, string> = { object: '{ … }', record: '{ … }', array: '[ … ]', string: '“…”' };

/** By what could stand there, or an example of it: no words of a language. */
function expected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.map((one) => (one === '' ? '~' : String(one))).join(' | ');
    case 'invalid_type':
      // A message of zod's own is English; one given with the schema is an example.
      return issue.message.startsWith('Invalid input')
        ? (WRITTEN[issue.expected] ?? issue.expected)
        : issue.message;
    case 'too_small':
      return `${issue.inclusive === false ? '>' : '≥'} ${issue.minimum}`;
    case 'too_big':
      return `${issue.inclusive === false ? '<' : '≤'} ${issue.maximum}`;
    case 'invalid_union':
      return (
        [...new Set(issue.errors.flatMap((one) => one.slice(0, 1).map(innermost)))].join(' | ') ||
        issue.message
      );
    case 'unrecognized_keys':
      return `– ${issue.keys.join(', ')}`;
    default:
      return issue.message;
  }
}

/** What one of several possible shapes lacks: at which of its words, and what should stand there. */
function innermost(issue: z.core.$ZodIssue): string {
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${expected(issue)}` : expected(issue);
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
