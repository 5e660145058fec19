/** Where a command speaks to: language, colours, width, and whether for people or as JSON. */
import pc from 'picocolors';
import type { Diagnostic, Lang } from '../language/diagnostic.ts';

type Colors = ReturnType<typeof pc.createColors>;

export interface Terminal {
  lang: Lang;
  /** One JSON document on the standard output, and nothing else. */
  json: boolean;
  colors: Colors;
  /** For what goes to the standard error output, which may be a terminal where the standard output is not. */
  errorColors: Colors;
  /** Cells in a line. */
  width: number;
  /** A person watches the standard error output: progress may be drawn there. */
  interactive: boolean;
  cwd: string;
  /** Every digit of every figure. */
  exact: boolean;
  /** A line, or several, to the standard output. */
  out(text: string): void;
  /** To the standard error output. */
  err(text: string): void;
}

/** 0: done, and nothing to object. 1: done, and there are differences. 2: could not be done. */
export const OK = 0;
export const DIFFERENT = 1;
export const FAILED = 2;
export type ExitCode = 0 | 1 | 2;

/** What every command prints under `--json`. */
export interface JsonResult {
  ok: boolean;
  diagnostics: Diagnostic[];
  result?: unknown;
}

interface Environment {
  env: Record<string, string | undefined>;
  stdout: { isTTY?: boolean; columns?: number };
  stderr: { isTTY?: boolean; columns?: number };
}

/** Colours for a terminal only, and never under NO_COLOR (https://no-color.org). FORCE_COLOR turns them on in a pipe. */
function wantsColors(stream: { isTTY?: boolean }, env: Environment['env']): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** `--lang`, else the first of LC_ALL, LC_MESSAGES and LANG that is set; Chinese if it says so, else English. */
export function chosenLang(asked: string | undefined, env: Environment['env']): Lang {
  const locale = asked ?? (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '');
  return /^zh/i.test(locale) ? 'zh' : 'en';
}

/** How the command is called again: through npm, where it was started so and is on no path of its own. */
export function commandName(env: Environment['env'] = process.env): string {
  return env['npm_command'] === undefined ? 'openvbp' : 'npx openvbp';
}

/** Wide enough for a figure and its formula where nobody's window sets the width. */
const PIPE_WIDTH = 120;

function widthOf({ env, stdout }: Environment): number {
  const asked = Number(env['COLUMNS']);
  const width = stdout.columns ?? (Number.isInteger(asked) && asked > 0 ? asked : PIPE_WIDTH);
  return Math.max(40, width);
}

export function makeTerminal(
  options: { lang?: string; json?: boolean; exact?: boolean },
  environment: Environment = { env: process.env, stdout: process.stdout, stderr: process.stderr },
): Terminal {
  const { env, stdout, stderr } = environment;
  return {
    lang: chosenLang(options.lang, env),
    json: options.json === true,
    exact: options.exact === true,
    colors: pc.createColors(wantsColors(stdout, env)),
    errorColors: pc.createColors(wantsColors(stderr, env)),
    width: widthOf(environment),
    // A spinning line needs a line: some pseudo-terminals say they have no width.
    interactive: stderr.isTTY === true && (stderr.columns ?? 0) >= 40 && !options.json && !env['CI'],
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
  };
}
