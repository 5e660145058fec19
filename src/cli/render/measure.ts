/** A measure on a terminal: counts by group, stratum and population, the score; and of patients asked for what the statements gave. */
import { fill } from '../../language/diagnostic.ts';
import type { Measured } from '../../methods/measures/ecqm/run.ts';
import { measureWords as words, populationWords } from '../messages/measure.ts';
import type { Terminal } from '../terminal.ts';
import { table } from './table.ts';
import { printable, wrap } from './width.ts';

export function measureLines(terminal: Terminal, found: Measured): string[] {
  const { lang, width, colors: c } = terminal;
  const number = (value: number) => value.toLocaleString(lang);
  const { title, measure, period, patients, failed } = found;
  return [
    c.bold(printable(title)),
    c.dim(printable(measure)),
    ...wrap(fill(words.summary[lang], { patients: number(patients), ...period }), width),
    ...(failed > 0 ? wrap(c.yellow(fill(words.failed[lang], { failed: number(failed) })), width) : []),
    '',
    ...found.groups.flatMap((group) => groupLines(terminal, group, found.groups.length > 1)),
    ...found.statements.flatMap(({ patient, statements }) => [
      '',
      c.bold(fill(words.explained[lang], { patient: printable(patient) })),
      ...table(
        [{ header: words.statement[lang] }, { header: words.value[lang] }],
        statements.map(({ statement, value }) => ({ cells: [printable(statement), printable(value)] })),
        { width, dim: c.dim },
      ),
    ]),
  ];
}

function groupLines(
  { lang, width, colors: c }: Terminal,
  { group, basis, expressions, strata }: Measured['groups'][number],
  named: boolean,
): string[] {
  const stratified = strata.length > 1;
  const rows = strata.flatMap(({ stratum, counts, score }) => {
    const label = stratum === '' ? words.all[lang] : printable(stratum);
    const lines = Object.entries(counts).map(([population, count]) => [
      label,
      // Of several of one type, such as what is observed of numerator and denominator, each goes by the measure's own name.
      populationWords[population]?.[lang] ?? printable(expressions[population] ?? population),
      count.toLocaleString(lang),
    ]);
    return [
      ...lines.map((cells) => ({ cells: stratified ? cells : cells.slice(1) })),
      ...(score === null
        ? []
        : [{ cells: (stratified ? [label] : []).concat(words.score[lang], score), style: c.bold }]),
    ];
  });
  return [
    ...(named ? [c.bold(`${words.group[lang]} ${printable(group)}`)] : []),
    ...table(
      [
        ...(stratified ? [{ header: words.stratum[lang] }] : []),
        { header: words.population[lang] },
        {
          header: basis === 'episode' ? words.episodes[lang] : words.patients[lang],
          align: 'right' as const,
        },
      ],
      rows,
      { width, dim: c.dim },
    ),
    ...(named ? [''] : []),
  ];
}
