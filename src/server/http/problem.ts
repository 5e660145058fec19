/** Failures: a `Problem` with a status, thrown wherever it is found and answered in one place. */
import {
  hasErrors,
  reporter,
  type Checked,
  type Diagnostic,
  type MessageData,
} from '../../language/diagnostic.ts';
import type { Problem } from '../api.ts';
import { messages } from '../messages/problems.ts';

type Code = keyof typeof messages;

const report = reporter(messages);

export class Failure extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.message.en);
    this.status = status;
    this.problem = problem;
  }
}

/** The message with its way out, as one text in each language. */
export function problemOf(code: Code, data: MessageData = {}, diagnostics?: readonly Diagnostic[]): Problem {
  const { message, hint } = report(code, data);
  return {
    code,
    message: hint ? { en: `${message.en} ${hint.en}`, zh: `${message.zh}${hint.zh}` } : message,
    ...(diagnostics && diagnostics.length > 0 && { diagnostics: [...diagnostics] }),
  };
}

export function failure(
  status: number,
  code: Code,
  data?: MessageData,
  diagnostics?: readonly Diagnostic[],
): Failure {
  return new Failure(status, problemOf(code, data, diagnostics));
}

/** What diagnostics say, as a problem: the first error in words, all of them beside it. */
export function problemFrom(diagnostics: readonly Diagnostic[], otherwise: Code): Problem {
  const first = diagnostics.find(({ severity }) => severity === 'error');
  if (!first) return problemOf(otherwise, {}, diagnostics);
  const { code, message, hint } = first;
  return {
    code,
    message: hint ? { en: `${message.en} ${hint.en}`, zh: `${message.zh}${hint.zh}` } : message,
    diagnostics: [...diagnostics],
  };
}

/** The value of what was checked; with errors the request ends. */
export function valueOf<T>(
  { value, diagnostics }: Checked<T>,
  otherwise: Code = 'not-found-out',
  status = 422,
): T {
  if (value === undefined || hasErrors(diagnostics))
    throw new Failure(status, problemFrom(diagnostics, otherwise));
  return value;
}

/** Of an error nobody made into a failure: the disk's no (ENOSPC, EACCES …), which is no mistake of ours, or something nobody foresaw. */
export function unforeseen(error: unknown): Failure {
  const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const { code } = error as NodeJS.ErrnoException;
  return /^E[A-Z]+$/.test(String(code ?? ''))
    ? failure(507, 'system-refused', { words })
    : failure(500, 'unexpected', { words });
}
