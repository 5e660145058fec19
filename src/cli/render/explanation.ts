/**
 * "Why": a figure and what it was made from, as a tree. Value and unit stand in a column of their own; what the figure
 * is (formula, table row, place in a file) and its source stand to the right, or beneath where the terminal is narrow.
 */
import { fill, type Lang } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { shownSource } from '../../language/sources.ts';
import type { Explanation, OtherRun } from '../../engine/types.ts';
import {
  grouped,
  oneLine as spaced,
  shownDate,
  shownReason,
  shownValue,
  titled,
  type Style,
} from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { cells, padEnd, padStart, printable, wrap } from './width.ts';

export interface ExplanationContext {
  style: Style;
  entityTitle(entity: string): Localized | undefined;
  titleOf(entity: string, name: string): Localized | undefined;
  /** Sources said already: a table read ten times is cited once. */
  shownSources?: Set<string>;
}

interface Line {
  /** Branches and label. */
  head: string;
  /** Branches of the lines under it. */
  under: string;
  value: string;
  known: boolean;
  details: Detail[];
}

/** A piece of text that is painted only after it was broken into lines. */
interface Detail {
  text: string;
  paint?(text: string): string;
}

/** A label or value longer than this stands out of its column rather than widening it. */
const WIDEST_LABEL = 44;
const WIDEST_VALUE = 28;

export function explanationLines(
  terminal: Terminal,
  root: Explanation,
  context: ExplanationContext,
): string[] {
  const { lang, colors: c } = terminal;
  context = { ...context, shownSources: new Set() };
  const rootTitle = printable(titled(root.title, root.name, lang));
  const heading =
    root.entity === 'agreement'
      ? rootTitle
      : fill(words.of[lang], { title: rootTitle, key: printable(root.key) });
  const lines: Line[] = [{ ...lineOf(terminal, root, context), head: heading, under: '' }];
  const walk = (parent: Explanation, prefix: string) => {
    const elements = parent.list?.shown ?? [];
    const rest = (parent.list?.count ?? 0) - elements.length;
    const more = elements.length > 0 && rest > 0;
    const last = parent.children.length + elements.length + (more ? 1 : 0) - 1;
    const branch = (i: number) => (i === last ? '└ ' : '├ ');
    const trunk = (i: number) => (i === last ? '  ' : '│ ');
    parent.children.forEach((child, i) => {
      const elsewhere =
        child.key !== parent.key &&
        child.kind !== 'parameter' &&
        child.kind !== 'context' &&
        child.key !== '';
      const title = printable(titled(child.title, child.name, lang));
      const label = elsewhere ? fill(words.of[lang], { title, key: printable(child.key) }) : title;
      lines.push({
        ...lineOf(terminal, child, context),
        head: `${prefix}${branch(i)}${label}`,
        under: `${prefix}${trunk(i)}`,
      });
      walk(child, `${prefix}${trunk(i)}`);
    });
    elements.forEach((element, j) => {
      const i = parent.children.length + j;
      const type = parent.list?.type;
      // Where only their number counts a row has no value of its own.
      const value = type ? shownValue(element.value, type, context.style) : '';
      lines.push({
        head: `${prefix}${branch(i)}${printable(element.key)}`,
        under: `${prefix}${trunk(i)}`,
        value: element.unsure ? words.unsure[lang] : (value ?? words.unknown[lang]),
        known: value !== undefined && value !== null && element.unsure !== true,
        details: [],
      });
    });
    if (more) {
      const count = grouped(String(rest));
      lines.push({
        head: `${prefix}└ ${fill(words.moreElements[lang], { count })}`,
        under: '',
        value: '',
        known: true,
        details: [],
      });
    }
  };
  walk(root, '');
  return layOut(terminal, lines).map((line, i) => (i === 0 ? c.bold(line) : line));
}

/** True where something was not followed to its end. */
export function hasCuts(explanation: Explanation): boolean {
  return explanation.cut === true || explanation.children.some(hasCuts);
}

function lineOf(
  terminal: Terminal,
  figure: Explanation,
  context: ExplanationContext,
): Omit<Line, 'head' | 'under'> {
  const { lang } = terminal;
  const known = figure.value !== null;
  const value = known
    ? printable(shownValue(figure.value, figure.type, context.style) ?? '')
    : isOwn(figure)
      ? words.absent[lang]
      : words.unknown[lang];
  return { value, known, details: detailsOf(terminal, figure, context) };
}

/** A fact that was not given is the reason itself: to say so once is enough. */
function isOwn({ kind, reason, entity, key, name }: Explanation): boolean {
  return (
    kind === 'fact' &&
    reason?.kind === 'missing' &&
    reason.entity === entity &&
    reason.key === key &&
    reason.name === name
  );
}

function detailsOf(terminal: Terminal, figure: Explanation, context: ExplanationContext): Detail[] {
  const { lang, colors: c } = terminal;
  const details: Detail[] = [];
  const add = (text: string, paint?: Detail['paint']) =>
    details.push({ text: printable(text), ...(paint && { paint }) });
  if (figure.reason && figure.value === null && !isOwn(figure)) {
    const { reason } = figure;
    const why = shownReason(
      reason,
      lang,
      context.titleOf(reason.entity, reason.name),
      context.entityTitle(reason.entity),
    );
    add(why + (reason.key === '' || reason.key === figure.key ? '' : ` [${reason.key}]`), c.yellow);
  }
  if (figure.formula !== undefined && figure.formula !== figure.name)
    add(`${figure.cut ? `${words.cut[lang]} ` : ''}= ${oneLine(figure.formula)}`);
  else if (figure.cut) add(words.cut[lang]);
  if (figure.list) {
    const entity = titled(context.entityTitle(figure.list.entity), figure.list.entity, lang);
    add(fill(words.ofRows[lang], { count: grouped(String(figure.list.count)), entity }));
  }
  if (figure.matched !== undefined) add(fill(words.tableRow[lang], { row: figure.matched }));
  if (figure.from) add(fill(words.since[lang], { date: shownDate(figure.from, lang) }));
  if (figure.read) add(fill(words.readFrom[lang], figure.read));
  if (figure.run) addRun(figure.run, lang, add, c.yellow);
  if (figure.unverified) add(`[${words.unverified[lang]}]`, c.yellow);
  if (figure.source !== undefined && !context.shownSources?.has(figure.source)) {
    context.shownSources?.add(figure.source);
    add(oneLine(shownSource(figure.source, lang)), c.dim);
  }
  return details;
}

/** The run and the row a fact was taken from; where it has no value, why it has none there, through as many runs as it came. */
function addRun(
  taken: OtherRun,
  lang: Lang,
  add: (text: string, paint?: Detail['paint']) => void,
  paint: (text: string) => string,
): void {
  const key = taken.key === '' ? '' : ` [${taken.key}]`;
  const from = `${fill(words.takenFrom[lang], { run: taken.run, entity: taken.entity, term: taken.term })}${key}`;
  const { without, reason } = taken;
  if (without === undefined) return add(from);
  const why =
    without === 'unknown' && reason
      ? `${shownReason(reason, lang, taken.title, taken.entityTitle)}${reason.key === '' || reason.key === taken.key ? '' : ` [${reason.key}]`}`
      : words[`otherRun ${without}`][lang];
  add(fill(words.otherRun[lang], { from, why }), paint);
  if (taken.from) addRun(taken.from, lang, add, paint);
}

const oneLine = (text: string) => printable(spaced(text));

function layOut(terminal: Terminal, lines: Line[]): string[] {
  const { colors: c, width } = terminal;
  const labelWidth = Math.max(...lines.map(({ head }) => Math.min(cells(head), WIDEST_LABEL)));
  const valueWidth = Math.max(...lines.map(({ value }) => Math.min(cells(value), WIDEST_VALUE)));
  const start = labelWidth + 2 + valueWidth + 3;
  // Beside the value where there is room for a formula, else beneath it.
  const beside = width - start >= 30;
  return lines.flatMap(({ head, under, value, known, details }) => {
    const room = Math.max(0, labelWidth + valueWidth - Math.max(cells(head), labelWidth));
    const shown =
      value === '' ? '' : `  ${padStart(value, Math.max(room, Math.min(cells(value), valueWidth)))}`;
    const first = `${padEnd(head, labelWidth)}${known ? shown : c.yellow(shown)}`;
    if (details.length === 0) return [first.trimEnd()];
    if (beside) {
      return wrapDetails(details, width - start).map((part, i) =>
        i === 0
          ? `${padEnd(first, Math.max(start, cells(first) + 3))}${part}`
          : `${padEnd(under, start)}${part}`,
      );
    }
    const below = wrapDetails(details, Math.max(20, width - cells(under) - 4));
    return [first.trimEnd(), ...below.map((part) => `${under}    ${part}`)];
  });
}

/** Details follow one another on a line while they fit. */
function wrapDetails(details: readonly Detail[], room: number): string[] {
  const lines: string[] = [];
  for (const { text, paint = (part: string) => part } of details) {
    const last = lines.at(-1);
    if (last !== undefined && cells(last) + 3 + cells(text) <= room) {
      lines[lines.length - 1] = `${last}   ${paint(text)}`;
    } else {
      const parts = cells(text) <= room ? [text] : wrap(text, room - 2);
      lines.push(...parts.map((part, i) => (i === 0 ? paint(part) : `  ${paint(part)}`)));
    }
  }
  return lines;
}
