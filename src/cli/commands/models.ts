/** `openvbp models [ID]`: the library by country and kind, or one model in brief. */
import { dirname } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import type { Plan } from '../../language/plan.ts';
import type { LibraryModel } from '../../language/index.ts';
import { parameterNotes, titled } from '../../statement/index.ts';
import { CallError, didYouMean, report } from '../arguments.ts';
import { families, words } from '../messages/words.ts';
import { modelLines } from '../render/model.ts';
import { table } from '../render/table.ts';
import { commandName, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { libraryModels, readmeBeside } from './library.ts';
import { finish, valueOf } from './shared.ts';

export async function models(terminal: Terminal, [id]: string[]): Promise<ExitCode> {
  const library = await libraryModels();
  return id === undefined ? list(terminal, library) : describe(terminal, library, id);
}

function list(terminal: Terminal, library: readonly LibraryModel[]): ExitCode {
  const { lang, colors: c, width } = terminal;
  const groups = new Map<string, LibraryModel[]>();
  for (const model of library) {
    const family = model.model.split('/')[0] as string;
    groups.set(family, [...(groups.get(family) ?? []), model]);
  }
  const familyName = (family: string) =>
    family in families ? families[family as keyof typeof families][lang] : family;
  // One width for all groups, so that titles stand under one another.
  const longest = Math.max(0, ...library.map(({ model }) => model.length));
  const lines = [...groups].flatMap(([family, members]) => [
    c.bold(familyName(family)),
    ...table(
      [{ header: '' }, { header: '' }, { header: '' }],
      members.map(({ model, version, title }) => ({
        cells: [model.padEnd(longest), version, titled(title, model, lang)],
      })),
      { width, indent: 2, dim: c.dim },
    ),
    '',
  ]);
  const example = library[0]?.model ?? '';
  return finish(terminal, {
    result: library,
    lines: [
      ...lines,
      fill(words.modelsTitle[lang], { count: library.length }),
      c.dim(fill(words.modelsNext[lang], { command: `${commandName()} models ${example}` })),
    ],
    exit: OK,
  });
}

async function describe(terminal: Terminal, library: readonly LibraryModel[], id: string): Promise<ExitCode> {
  const found = library.findLast(({ model, version }) => id === model || id === `${model}@${version}`);
  if (!found) {
    const names = library.map(({ model }) => model);
    throw new CallError(didYouMean(report('no-model', { id }), id, names));
  }
  const { checkModel } = await import('../../language/index.ts');
  const checked = checkModel(found.file);
  const plan: Plan = valueOf(checked);
  const parameters = parameterNotes(plan, []);
  const readme = readmeBeside(dirname(found.file), terminal.lang);
  return finish(terminal, {
    diagnostics: checked.diagnostics,
    result: {
      ...found,
      source: plan.source,
      entities: plan.entities,
      parameters,
      payments: plan.payments,
      readme,
    },
    lines: modelLines(terminal, plan, parameters, readme),
    exit: OK,
  });
}
