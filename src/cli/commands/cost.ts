/** `openvbp cost charges|time|variance DATA`: what cases and groups cost, and how far cases left their pathway. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { periodOption } from '../../language/method.ts';
import type { CostingKind } from '../../methods/costing/run.ts';
import { CallError, report } from '../arguments.ts';
import { costWords } from '../messages/cost.ts';
import { startActivity } from '../progress.ts';
import { costLines } from '../render/cost.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { writeSettled } from './settled.ts';
import { finish, givenFile, valueOf, withRun } from './shared.ts';

const KINDS: readonly CostingKind[] = ['charges', 'time', 'variance'];

/** Options of the methods that have a place of their own on the command line. */
const OPTIONS: Record<string, string> = {
  ratios: 'ratios',
  unitCosts: 'unit_costs',
  basis: 'basis',
  resources: 'resources',
  pathways: 'pathways',
  assignments: 'assignments',
  events: 'events',
  tolerance: 'tolerance',
  grouped: 'grouped',
  groupColumn: 'group_column',
  payment: 'payment',
  payments: 'payments',
  hospital: 'hospital',
  by: 'by',
};

export async function costCommand(
  terminal: Terminal,
  [kind = '', data = '']: string[],
  given: Record<string, unknown>,
): Promise<ExitCode> {
  const known = KINDS.find((one) => one === kind);
  if (!known)
    throw new CallError(report('bad-option', { option: 'KIND', value: kind, form: KINDS.join(' | ') }));
  const options = Object.fromEntries(
    Object.entries(OPTIONS).flatMap(([name, method]) =>
      typeof given[name] === 'string' ? [[method, given[name]]] : [],
    ),
  );
  const { period: span, output } = given as { period?: string; output?: string };
  const period = span === undefined ? undefined : periodOption(span);
  if (span !== undefined && !period) {
    const form = '2023-01-01/2024-01-01';
    throw new CallError(report('bad-option', { option: '--period', value: span, form }));
  }
  const folder = givenFile(terminal, data);
  const { settled, settledTerms = 'value,own' } = given as { settled?: string; settledTerms?: string };
  if (settled === undefined) return costed(terminal, { kind: known, folder, options, period, output });
  if (options['payments'] !== undefined)
    throw new CallError(
      report('bad-option', { option: '--settled', value: settled, form: '--settled | --payments' }),
    );
  // What the run pays goes the way any other file of payments goes.
  const own = await mkdtemp(join(tmpdir(), 'openvbp-settled-'));
  try {
    const file = join(own, `${basename(resolve(terminal.cwd, settled))}.csv`);
    await withRun(terminal, settled, (run) => writeSettled(run, settledTerms.split(','), file));
    return await costed(terminal, {
      kind: known,
      folder,
      options: { ...options, payments: file },
      period,
      output,
    });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

interface Asked {
  kind: CostingKind;
  folder: string;
  options: Record<string, string>;
  period: { from: string; to: string } | undefined;
  output: string | undefined;
}

async function costed(
  terminal: Terminal,
  { kind, folder, options, period, output }: Asked,
): Promise<ExitCode> {
  const { costData } = await import('../../methods/costing/run.ts');
  const activity = await startActivity(terminal, costWords.costing[terminal.lang]);
  try {
    const checked = await costData({
      kind,
      data: folder,
      options,
      cwd: terminal.cwd,
      ...(period && { period }),
      ...(output !== undefined && { output: resolve(terminal.cwd, output) }),
    });
    activity.stop();
    const found = valueOf(checked);
    const end =
      output === undefined
        ? costWords.next[terminal.lang]
        : fill(costWords.written[terminal.lang], { files: output });
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result: found,
      lines: [...costLines(terminal, found), '', terminal.colors.dim(end)],
      exit: OK,
    });
  } finally {
    activity.stop();
  }
}
