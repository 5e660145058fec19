/** An import of which nothing can be kept: what was refused, and what the files look like. */
import { basename } from 'node:path';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { guessFormat } from '../readers/guess.ts';
import { findings as found, refusals } from '../readers/words.ts';
import type { InputFile } from './format.ts';
import type { SourceManifest } from './manifest.ts';
import { report, saying } from './report.ts';

/** Reasons that are told; the first are those met most often. */
const TOLD = 3;

export function nothingKept(
  source: Pick<SourceManifest, 'format' | 'refused' | 'passedOver' | 'findings'>,
  inputs: readonly Omit<InputFile, 'index'>[],
  firstLine: (file: number, reason: string) => number | undefined,
): Diagnostic[] {
  const { format, refused, passedOver } = source;
  const [rows, passed] = [refused, passedOver].map((list) => list.reduce((sum, { count }) => sum + count, 0));
  // The map that a table is read by is an input, and no file of rows.
  const files = inputs.filter(({ part }) => part !== 'map');
  const about = { format, files: files.length, refused: rows ?? 0, passed: passed ?? 0 };
  if (rows === 0 && passed === 0) return [report('nothing-there', about)];
  const examples = refused.slice(0, TOLD).map(({ file, reason, column, count }) => {
    const line = firstLine(file, reason) ?? 1;
    const words = refusals[reason] ?? { en: reason, zh: reason };
    const named =
      column === undefined ? words : { en: `${words.en} (${column})`, zh: `${words.zh}（${column}）` };
    const said = report('refused-example', { count, line }, { file: inputs[file]?.path ?? '', line });
    return saying(said, 'reason', named);
  });
  // Of rows that were all refused, what the quality report would find in them leads nowhere.
  const told = source.findings.filter(({ code }) => found[code] ?? refusals[code]).slice(0, TOLD);
  const findings = told.map(({ code, file, examples: of }) => {
    const keys = of.flatMap(({ key, text }) => key ?? text ?? []).join(', ');
    const said = report(
      'found-example',
      { keys },
      file === undefined ? undefined : { file: inputs[file]?.path ?? '' },
    );
    return saying(said, 'words', found[code] ?? refusals[code] ?? { en: code, zh: code });
  });
  // A table of one's own is of no format: what it lacks is a map, or a way of writing in it.
  return [
    report(format === 'csv' ? 'nothing-kept-of-table' : 'nothing-kept', about),
    ...examples,
    ...findings,
  ];
}

/** What the first file that looks like anything looks like; nothing where that is the format asked for. */
export async function lookalike(paths: readonly string[], format: string): Promise<Diagnostic[]> {
  for (const path of paths.slice(0, TOLD)) {
    const guess = await guessFormat(path);
    if (!guess || guess.format === format) continue;
    const about = { file: basename(path), ...(guess.format !== undefined && { format: guess.format }) };
    const code = guess.format === undefined ? 'looks-like' : 'looks-like-format';
    return [saying(report(code, about), 'kind', guess.words)];
  }
  return [];
}
