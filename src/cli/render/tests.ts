/** Failed tests: a line per figure, with what was expected and what came out. */
import { fill, type Lang } from '../../language/diagnostic.ts';
import type { ExpectedFigure } from '../../language/agreement.ts';
import type { Failure, TestResult } from '../../engine/model-tests/index.ts';
import { grouped, shownReason, signed } from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { diagnosticLines, shownPath } from './diagnostics.ts';
import { printable } from './width.ts';

export function failedTestLines(terminal: Terminal, test: TestResult): string[] {
  const { lang, colors: c } = terminal;
  const place = `${shownPath(terminal, test.at.file)}${test.at.line === undefined ? '' : `:${test.at.line}`}`;
  return [
    `${c.red(fill(words.testFailed[lang], { name: printable(test.name) }))} ${c.dim(place)}`,
    ...test.failures.map((failure) => `    ${figureLine(terminal, failure)}`),
    ...test.diagnostics.flatMap((one) => diagnosticLines(terminal, one).map((line) => `    ${line}`)),
  ];
}

function figureLine({ lang, colors: c }: Terminal, failure: Failure): string {
  const { expected } = failure;
  const line = fill(words.testFigure[lang], {
    figure: printable(figureName(expected)),
    expected: expectedText(expected, lang),
    got: gotText(failure, lang),
  });
  const difference =
    failure.difference === undefined
      ? ''
      : c.dim(`  ${fill(words.difference[lang], { difference: signed(failure.difference) })}`);
  return `${c.dim(`${expected.at.line ?? ''}:`)} ${line}${difference}`;
}

/** `aco A1001 savings`, as the test names it. */
function figureName({ of, key }: ExpectedFigure): string {
  const [owner, name] = of.kind === 'term' ? [of.entity, of.term] : [of.payment, of.field];
  return [owner, key, name].filter((part) => part !== '').join(' ');
}

function expectedText({ value, reason, within }: ExpectedFigure, lang: Lang): string {
  if (value === null) {
    return reason === undefined ? words.unknown[lang] : fill(words.unknownBecause[lang], { reason });
  }
  const shown = grouped(value);
  return within === undefined ? shown : fill(words.testWithin[lang], { expected: shown, within });
}

function gotText({ got, reason, problem }: Failure, lang: Lang): string {
  if (problem === 'no row' || got === undefined) return words.noSuchRow[lang];
  if (got === null) {
    if (!reason) return words.unknown[lang];
    const key = reason.key === '' ? '' : ` [${reason.key}]`;
    return fill(words.unknownBecause[lang], {
      reason: printable(`${reason.kind}: ${shownReason(reason, lang)}${key}`),
    });
  }
  const shown = printable(grouped(String(got)));
  return problem === 'not a number' ? fill(words.notANumber[lang], { got: shown }) : shown;
}
