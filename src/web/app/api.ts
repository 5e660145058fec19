/** Asking the server. Addresses are relative to the page, so that it works behind any path; every failure is a `Failure` with words in both languages. */
import type { Problem } from '../../server/api.ts';
import { kit } from '../words/kit.ts';
import { fill } from '../words/define.ts';

/** The server said no, or nothing. */
export class Failure extends Error {
  readonly status: number;
  readonly problem: Problem;
  constructor(status: number, problem: Problem) {
    super(problem.message.en);
    this.status = status;
    this.problem = problem;
  }
  /** What was asked for is not (or no longer) there. */
  get gone(): boolean {
    return this.status === 404 || this.status === 410;
  }
  /** No server: waiting helps. */
  get unreachable(): boolean {
    return this.status === 0;
  }
}

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** The address of a part of the interface; `path` is made of parts that are encoded whole: `['runs', 'a/b.run', 'terms']`. */
export function address(path: readonly string[], query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) for (const one of value) search.append(name, one);
    else search.set(name, String(value));
  }
  const found = search.toString();
  return `./api/${path.map(encodeURIComponent).join('/')}${found === '' ? '' : `?${found}`}`;
}

export async function ask<T>(
  path: readonly string[],
  query: Query = {},
  options: { method?: string; body?: unknown; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const { method = 'GET', body, signal } = options;
  const form = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(address(path, query), {
      method,
      // A browser keeps "gone" (410) for ever, and what is gone may come back.
      cache: 'no-store',
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
      ...(body !== undefined && !form && { headers: { 'content-type': 'application/json' } }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Failure(0, { code: 'unreachable', message: kit.unreachable });
  }
  const text = await response.text();
  const answer = parsed(text);
  if (response.ok) return answer as T;
  throw new Failure(response.status, isProblem(answer) ? answer : unknownProblem(response.status));
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer;
}

function unknownProblem(status: number): Problem {
  return {
    code: `status-${status}`,
    message: { en: fill(kit.badAnswer.en, { status }), zh: fill(kit.badAnswer.zh, { status }) },
  };
}
