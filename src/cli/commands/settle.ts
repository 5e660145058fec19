/** `openvbp settle CONTRACT`: computes a contract, writes run and statement, shows the statement. */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import type { Agreement } from '../../language/agreement.ts';
import type { Plan } from '../../language/plan.ts';
import type { Run } from '../../engine/types.ts';
import { writeStatement, type StatementSummary } from '../../statement/index.ts';
import { assignments, CallError, isoDate, report, tableFiles, wholeNumber } from '../arguments.ts';
import { words } from '../messages/words.ts';
import { startActivity } from '../progress.ts';
import { shownPath } from '../render/diagnostics.ts';
import { statementLines } from '../render/statement.ts';
import { commandName, DIFFERENT, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, givenFile, valueOf } from './shared.ts';

interface SettleCommand {
  contract: string;
  table?: string[];
  data?: string;
  asOf?: string;
  set?: string[];
  output?: string;
  force?: boolean;
  threads?: string;
}

interface Settled {
  folder: string;
  run: Run;
  summary: StatementSummary;
}

export async function settleCommand(
  terminal: Terminal,
  [contract = '']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const settled = await settleContract(terminal, { ...options, contract });
  const { folder, run, summary } = settled;
  run.close();
  const strict = options['strict'] === true && summary.total.undetermined > 0;
  return finish(terminal, {
    diagnostics: run.manifest.diagnostics,
    result: { folder, statement: summary, manifest: run.manifest },
    lines: [...statementLines(terminal, summary), '', ...nextLines(terminal, settled)],
    exit: strict ? DIFFERENT : OK,
  });
}

/** Settles and writes the statement's files. The caller closes the run. */
export async function settleContract(terminal: Terminal, command: SettleCommand): Promise<Settled> {
  const file = givenFile(terminal, command.contract);
  const { checkContract } = await import('../../methods/contract.ts');
  const checked = checkContract(file, {
    set: assignments('--set', command.set ?? [], 'PARAM=VALUE'),
    tables: tableFiles(command.table ?? []),
    ...(command.data !== undefined && { data: command.data }),
    ...(command.asOf !== undefined && { asOf: isoDate('--as-of', command.asOf) }),
  });
  const agreement = valueOf(checked);
  const output = outputFolder(terminal, agreement, command);
  const { settle, statementRows } = await import('../../engine/index.ts');
  const activity = await startActivity(terminal, agreement.contract);
  try {
    const result = await settle(agreement, {
      output,
      replace: command.force === true,
      ...(command.threads !== undefined && { threads: wholeNumber('--threads', command.threads, 1, 256) }),
      onProgress: activity.report,
    });
    const run = valueOf(result);
    activity.say(words.writingStatement[terminal.lang]);
    const summary = await writeStatement(run, statementRows(run));
    return { folder: output, run, summary };
  } finally {
    activity.stop();
  }
}

/** Where the run goes. What is there already is replaced only if it is a run, and only if asked. */
function outputFolder(terminal: Terminal, agreement: Agreement, command: SettleCommand): string {
  const output = resolve(terminal.cwd, command.output ?? `${agreement.contract}.run`);
  if (!existsSync(output)) return output;
  const folder = relative(terminal.cwd, output) || output;
  if (!existsSync(join(output, 'run.json'))) throw new CallError(report('not-a-run-folder', { folder }));
  if (!command.force) throw new CallError(report('run-exists', { folder }));
  return output;
}

function nextLines(terminal: Terminal, { folder, run, summary }: Settled): string[] {
  const { lang, colors: c } = terminal;
  const shown = shownPath(terminal, folder);
  const payment = summary.payments.find(({ flows }) => flows.length > 0);
  const key = payment?.example;
  const lines = [fill(words.settled[lang], { folder: shown })];
  if (payment && key !== undefined) {
    const command = `${commandName()} explain ${quoted(shown)} ${quoted(`${payment.entity}=${key}`)} ${amountTerm(run.plan, payment.id)}`;
    lines.push(c.dim(fill(words.nextExplain[lang], { command })));
  }
  return lines;
}

/** The term a payment pays where its amount names one: it may be called as a fact of the row is. */
function amountTerm(plan: Plan, id: string): string {
  const amount = plan.payments.find((payment) => payment.id === id)?.amount;
  return amount?.op === 'column' && amount.row === 'me' && amount.path.length === 0 ? amount.name : id;
}

/** As a shell would need it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./\u0080-\u{10ffff}-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
