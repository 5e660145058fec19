/** `openvbp check [FILES…]`: checks documents of any kind; without files, every model of the library and its tests. */
import { dirname } from 'node:path';
import { hasErrors, fill, type Diagnostic } from '../../language/diagnostic.ts';
import type { CheckedFile } from '../../language/index.ts';
import { words } from '../messages/words.ts';
import { shownPath } from '../render/diagnostics.ts';
import { FAILED, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, givenFile } from './shared.ts';
import { libraryModels, testFilesBeside } from './library.ts';

export async function check(terminal: Terminal, names: string[]): Promise<ExitCode> {
  const { checkFile } = await import('../../methods/contract.ts');
  const files =
    names.length > 0
      ? names.map((name) => givenFile(terminal, name))
      : (await libraryModels()).flatMap(({ file }) => [file, ...testFilesBeside(dirname(file))]);
  const results = files.map((file) => ({ file, ...checkFile(file) }));
  const diagnostics = distinct(results.flatMap(({ checked }) => checked.diagnostics));
  const failed = results.filter(({ checked }) => hasErrors(checked.diagnostics)).length;
  const { lang, colors: c } = terminal;
  const [only] = results;
  const summary =
    failed > 0
      ? c.red(fill(words.checkFailed[lang], { failed, count: files.length }))
      : results.length === 1 && only
        ? fill(words.checkedOne[lang], {
            file: shownPath(terminal, only.file),
            kind: only.kind === 'unknown' ? '' : words[`kind ${only.kind}`][lang],
            id: idOf(only),
          })
        : fill(words.checked[lang], { count: files.length });
  return finish(terminal, {
    diagnostics,
    result: results.map(({ file, kind, checked }) => ({ file, kind, ok: !hasErrors(checked.diagnostics) })),
    lines: [summary],
    exit: failed > 0 ? FAILED : OK,
  });
}

/** A model's own diagnostics come with everything that names it; each is said once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify([one.code, one.at, one.data]), one])).values()];
}

function idOf(result: CheckedFile): string {
  switch (result.kind) {
    case 'model':
      return `${result.checked.value?.model ?? ''}@${result.checked.value?.modelVersion ?? ''}`;
    case 'contract':
      return result.checked.value?.contract ?? '';
    case 'tests':
      return result.checked.value?.[0]?.agreement.plan.model ?? '';
    case 'unknown':
      return '';
  }
}
