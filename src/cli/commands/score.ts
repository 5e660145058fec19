/** `openvbp score cms-hcc|charlson|elixhauser PEOPLE`: risk and comorbidity of people, each with what its diagnoses add. */
import { resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { periodOption } from '../../language/method.ts';
import type { Scores } from '../../methods/case-mix/score.ts';
import { HCC_REASONS } from '../../methods/case-mix/cms-hcc/messages.ts';
import { CallError, didYouMean, report } from '../arguments.ts';
import { scoreWords as words } from '../messages/score.ts';
import { startActivity } from '../progress.ts';
import { table } from '../render/table.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, valueOf } from './shared.ts';

export async function scoreCommand(
  terminal: Terminal,
  [name = '', people = '']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { INDEXES, scoreGiven } = await import('../../methods/case-mix/score.ts');
  const index = INDEXES.find((one) => one === name.toLowerCase());
  if (!index) {
    const bad = report('bad-option', { option: 'INDEX', value: name, form: INDEXES.join(' | ') });
    throw new CallError(didYouMean(bad, name, INDEXES));
  }
  const text = (option: string) => options[option] as string | undefined;
  const file = (option: string) => {
    const given = text(option);
    return given === undefined ? undefined : resolve(terminal.cwd, given);
  };
  if (index === 'cms-hcc' && text('tables') === undefined)
    throw new CallError(
      report('missing-argument', { command: 'openvbp score cms-hcc', name: '--tables FILE' }),
    );
  const period = text('period');
  const window = period === undefined ? undefined : periodOption(period);
  if (period !== undefined && !window)
    throw new CallError(
      report('bad-option', { option: '--period', value: period, form: '2024-01-01/2025-01-01' }),
    );
  const activity = await startActivity(terminal, words.scoring[terminal.lang]);
  try {
    const checked = await scoreGiven({
      index,
      path: resolve(terminal.cwd, people),
      diagnoses: file('diagnoses'),
      tables: file('tables'),
      year: year(text('year')),
      model: text('model'),
      normalization: decimal('--normalization', text('normalization')),
      coding: decimal('--coding', text('coding')),
      window,
      output: file('output'),
      contributions: file('contributions'),
    });
    activity.stop();
    const found = valueOf(checked);
    const lines = shown(terminal, found, { output: text('output'), contributions: text('contributions') });
    return finish(terminal, { diagnostics: checked.diagnostics, result: found, lines, exit: OK });
  } finally {
    activity.stop();
  }
}

function year(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{4}$/.test(text))
    throw new CallError(report('bad-option', { option: '--year', value: text, form: '2025' }));
  return Number(text);
}

function decimal(option: string, text: string | undefined): string | undefined {
  if (text !== undefined && !/^\d+(\.\d{1,6})?$/.test(text))
    throw new CallError(report('bad-option', { option, value: text, form: '1.045' }));
  return text;
}

function shown(
  { lang, width, colors: c }: Terminal,
  found: Scores,
  files: { output: string | undefined; contributions: string | undefined },
): string[] {
  const number = (value: number) => value.toLocaleString(lang);
  const layout = { width, dim: c.dim };
  const right = (header: string) => ({ header, align: 'right' as const });
  const { index, version, parts = [], people, scored, reasons, means } = found;
  const titled = [index, version].filter(Boolean).join(' ');
  const segments = means.some(({ segment }) => segment !== null);
  const lines = [
    fill(words.people[lang], { scored: number(scored), people: number(people), index: titled }),
    '',
  ];
  if (parts.length > 0)
    lines.push(
      ...table(
        [
          { header: words.model[lang] },
          right(words.share[lang]),
          right(words.normalization[lang]),
          right(words.coding[lang]),
        ],
        parts.map(({ model, share, normalization, coding }) => ({
          cells: [model, share, normalization, coding],
        })),
        layout,
      ),
      '',
    );
  lines.push(
    ...table(
      [
        { header: segments ? words.segment[lang] : words.score[lang] },
        right(words.count[lang]),
        right(words.mean[lang]),
      ],
      means.map((one) => ({
        cells: [segments ? (one.segment ?? '–') : one.score, number(one.people), one.mean],
      })),
      layout,
    ),
  );
  if (reasons.length > 0)
    lines.push(
      '',
      ...table(
        [{ header: words.without[lang] }, right(words.count[lang])],
        reasons.map(({ reason, people: n }) => ({
          cells: [HCC_REASONS[reason as keyof typeof HCC_REASONS]?.[lang] ?? reason, number(n)],
        })),
        layout,
      ),
    );
  lines.push('');
  if (files.output !== undefined) lines.push(fill(words.written[lang], { file: files.output }));
  if (files.contributions !== undefined)
    lines.push(fill(words.writtenWhy[lang], { file: files.contributions }));
  if (files.output === undefined && files.contributions === undefined)
    lines.push(c.dim(words.writeHint[lang]));
  return lines;
}
