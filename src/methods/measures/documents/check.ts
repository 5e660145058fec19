/** Does a document hold together: every name it uses is there, and its kind has the parts it needs. Gives the measure as it will be computed. */
import { parseDuration } from '../../../language/value.ts';
import type { Condition } from './conditions.ts';
import { readConditions } from './conditions.ts';
import type { CodeTable } from './code-lists.ts';
import type { Criterion, Measure, MeasureEvent, Window } from './document.ts';
import type { Path, Problem } from './problems.ts';
import { named, Problems } from './problems.ts';
import type { Source } from './sources.ts';
import { SOURCES } from './sources.ts';

export interface CheckedEvent {
  name: string;
  source: Source;
  condition: Condition;
  written: MeasureEvent;
  /** The first code list it names, for what the list says of drugs. */
  drugs: CodeTable | undefined;
  /** Nothing can be this event, as an optional list was not given. */
  absent: boolean;
}

export interface CheckedMeasure {
  document: Measure;
  path: string;
  events: ReadonlyMap<string, CheckedEvent>;
  codes: ReadonlyMap<string, CodeTable>;
  /** The event that units are, or undefined where they are people. */
  unit: CheckedEvent | undefined;
}

const MAIN = ['all', 'any', 'not', 'event', 'last', 'covered', 'age', 'flag'] as const;
const NUMERIC = new Set(['money', 'quantity', 'integer']);

export function checkMeasure(
  document: Measure,
  path: string,
  codes: ReadonlyMap<string, CodeTable>,
): { measure: CheckedMeasure; problems: Problem[] } {
  const problems = new Problems();
  const lists = new Map([...codes].map(([name, table]) => [name, table.codes]));
  const events = new Map<string, CheckedEvent>();
  for (const [name, { codes: some }] of codes)
    for (const code of some)
      if (/\*./.test(code)) problems.add(['codes', name], 'measure-misfit', { expected: 'E11*' });
  for (const [name, written] of Object.entries(document.events)) {
    const at = ['events', name];
    const source = SOURCES.get(written.table);
    if (!source) {
      problems.add([...at, 'table'], 'measure-table', { table: written.table, known: named(SOURCES.keys()) });
      continue;
    }
    const condition = readConditions(written.where, source, lists, [...at, 'where'], problems);
    if (written.day !== undefined && !source.dates.includes(written.day))
      problems.add([...at, 'day'], 'measure-column', {
        column: written.day,
        table: source.table,
        known: named(source.dates),
      });
    if (written.value !== undefined) amountColumn(source, written.value, [...at, 'value'], problems);
    if (written.units.length > 0 && !source.columns.has('unit'))
      problems.add([...at, 'units'], 'measure-column', {
        column: 'unit',
        table: source.table,
        known: named(source.columns.keys()),
      });
    const list = firstList(condition);
    events.set(name, {
      name,
      source,
      condition,
      written,
      drugs: list === undefined ? undefined : codes.get(list),
      absent: isAbsent(condition, codes),
    });
  }
  const unit = document.of === 'person' ? undefined : events.get(document.of);
  if (document.of !== 'person' && !unit)
    problems.add(['of'], 'measure-event', { event: document.of, known: named(['person', ...events.keys()]) });
  const measure: CheckedMeasure = { document, path, events, codes, unit };
  parts(measure, problems);
  const { population, exclusions, numerator, strata } = document;
  if (population.where) criterionFits(population.where, ['population', 'where'], measure, problems);
  if (population.enrolled?.within)
    windowFits(population.enrolled.within, ['population', 'enrolled', 'within'], measure, problems);
  if (population.age?.on === 'unit' && !unit)
    problems.add(['population', 'age', 'on'], 'measure-misfit', { expected: 'start | end' });
  for (const [i, one] of exclusions.entries())
    criterionFits(one.where, ['exclusions', i, 'where'], measure, problems);
  if (numerator) criterionFits(numerator, ['numerator'], measure, problems);
  for (const [i, one] of strata.entries()) {
    const { by, bands } = one;
    if ((by === 'age') !== (bands !== undefined && bands.length > 0))
      problems.add(['strata', i, 'bands'], 'measure-misfit', {
        expected: by === 'age' ? '[18, 65, …]' : '–',
      });
    else if (bands && bands.some((age, k) => k > 0 && age <= (bands[k - 1] ?? 0)))
      problems.add(['strata', i, 'bands'], 'measure-misfit', { expected: '18 < 65 < …' });
    if (strata.findIndex((other) => other.stratum === one.stratum) !== i)
      problems.add(['strata', i, 'stratum'], 'measure-misfit', { expected: `≠ ${one.stratum}` });
  }
  return { measure, problems: problems.list };
}

function firstList(condition: Condition): string | undefined {
  if (condition.kind === 'codes') return condition.list;
  if (condition.kind === 'sql') return undefined;
  for (const one of condition.of) {
    const found = firstList(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isAbsent(condition: Condition, codes: ReadonlyMap<string, CodeTable>): boolean {
  if (condition.kind === 'codes')
    return condition.list !== undefined && codes.get(condition.list)?.absent === true;
  if (condition.kind === 'sql' || condition.kind === 'none' || condition.of.length === 0) return false;
  const of = condition.of.map((one) => isAbsent(one, codes));
  return condition.kind === 'all' ? of.includes(true) : !of.includes(false);
}

/** Each kind has its own parts, and no other. */
function parts({ document, events, unit }: CheckedMeasure, problems: Problems): void {
  const needed = {
    proportion: ['numerator'],
    rate: ['count'],
    mean: ['value'],
    share: ['part', 'whole'],
  }[document.kind];
  for (const name of ['numerator', 'count', 'value', 'part', 'whole'] as const) {
    const there = document[name] !== undefined;
    if (there === needed.includes(name)) continue;
    problems.add([there ? name : 'kind'], 'measure-misfit', {
      expected: `${document.kind}: ${needed.join(', ')}`,
    });
  }
  if (document.each === 'day' && (!unit || document.kind !== 'proportion'))
    problems.add(['each'], 'measure-misfit', { expected: 'proportion, of: …' });
  if (document.kind === 'rate' && unit)
    problems.add(['of'], 'measure-misfit', { expected: 'rate: of person' });
  if (document.kind === 'mean' && !unit)
    problems.add(['of'], 'measure-misfit', { expected: named(events.keys()) });
  if (!/[1-9]/.test(document.per) || document.per.startsWith('-'))
    problems.add(['per'], 'measure-misfit', { expected: '> 0' });
  if (document.count) eventFits(document.count.event, ['count', 'event'], events, problems);
  if (document.count?.within)
    windowFits(
      document.count.within,
      ['count', 'within'],
      { document, events, unit, path: '', codes: new Map() },
      problems,
    );
  if (document.value !== undefined && unit) amountColumn(unit.source, document.value, ['value'], problems);
  for (const name of ['part', 'whole'] as const)
    for (const [i, { event, column }] of (document[name] ?? []).entries()) {
      if ((event === undefined) !== (unit !== undefined)) {
        const expected = unit ? '{ column }' : '{ event, column }';
        problems.add([name, i], 'measure-misfit', { expected });
        continue;
      }
      const source = unit?.source ?? eventFits(event ?? '', [name, i, 'event'], events, problems)?.source;
      if (source) amountColumn(source, column, [name, i, 'column'], problems);
    }
}

function amountColumn(source: Source, name: string, at: Path, problems: Problems): void {
  const column = source.columns.get(name);
  if (column && NUMERIC.has(column.type)) return;
  const numbers = [...source.columns].filter(([, { type }]) => NUMERIC.has(type)).map(([one]) => one);
  problems.add(at, 'measure-column', { column: name, table: source.table, known: named(numbers) });
}

function eventFits(
  name: string,
  at: Path,
  events: ReadonlyMap<string, CheckedEvent>,
  problems: Problems,
): CheckedEvent | undefined {
  const found = events.get(name);
  if (!found) problems.add(at, 'measure-event', { event: name, known: named(events.keys()) });
  return found;
}

function windowFits({ of, from, to }: Window, at: Path, { unit }: CheckedMeasure, problems: Problems): void {
  if (of !== 'period' && !unit) problems.add([...at, 'of'], 'measure-misfit', { expected: 'period' });
  for (const [name, text] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (text !== undefined && !parseDuration(text.replace(/^-/, '')))
      problems.add([...at, name], 'measure-misfit', { expected: '-P2Y, P30D' });
}

function criterionFits(one: Criterion, at: Path, measure: CheckedMeasure, problems: Problems): void {
  const { events, unit } = measure;
  const main = MAIN.filter((name) => one[name] !== undefined);
  if (main.length !== 1) {
    problems.add(at, 'measure-misfit', { expected: MAIN.join(' | ') });
    return;
  }
  const [kind] = main;
  const allowed: readonly (keyof Criterion)[] =
    kind === 'event'
      ? ['event', 'days', 'same', 'first', 'within']
      : kind === 'last'
        ? ['last', 'same_day', 'no_value', 'missing', 'within']
        : kind === 'covered'
          ? ['covered', 'at_least', 'days']
          : [kind as keyof Criterion];
  for (const name of Object.keys(one) as (keyof Criterion)[])
    if (one[name] !== undefined && !allowed.includes(name))
      problems.add([...at, name], 'measure-misfit', { expected: allowed.join(', ') });
  for (const [i, inner] of (one.all ?? one.any ?? []).entries())
    criterionFits(inner, [...at, one.all ? 'all' : 'any', i], measure, problems);
  if (one.not) criterionFits(one.not, [...at, 'not'], measure, problems);
  if (one.within) windowFits(one.within, [...at, 'within'], measure, problems);
  if (one.event !== undefined) {
    const found = eventFits(one.event, [...at, 'event'], events, problems);
    if (one.same && unit && found && found.source !== unit.source)
      problems.add([...at, 'same'], 'measure-misfit', { expected: `table: ${unit.source.table}` });
    const among =
      one.first === undefined ? undefined : eventFits(one.first, [...at, 'first'], events, problems);
    if (among && found && among.source !== found.source)
      problems.add([...at, 'first'], 'measure-misfit', { expected: `table: ${found.source.table}` });
    if (one.first !== undefined && (one.days !== undefined || one.same))
      problems.add([...at, 'first'], 'measure-misfit', { expected: 'event, first, within' });
    if (one.same && !unit) problems.add([...at, 'same'], 'measure-misfit', { expected: 'of: …' });
    if (unit && !one.same && !one.within)
      problems.add(at, 'measure-misfit', { expected: 'within: { of: start | end | period } | same: true' });
  }
  if (one.last) {
    if (one.missing === undefined)
      problems.add(at, 'measure-misfit', { expected: 'missing: yes | no | unknown' });
    for (const [i, reading] of one.last.entries()) {
      const found = eventFits(reading.event, [...at, 'last', i, 'event'], events, problems);
      if (found && found.written.value === undefined)
        problems.add(['events', reading.event], 'measure-misfit', { expected: 'value: …' });
    }
  }
  if (one.covered !== undefined) {
    const found = eventFits(one.covered, [...at, 'covered'], events, problems);
    if (one.at_least === undefined && one.days === undefined)
      problems.add(at, 'measure-misfit', { expected: 'at_least: 0.8 | days: 91' });
    if (unit) problems.add([...at, 'covered'], 'measure-misfit', { expected: 'of: person' });
    if (found && found.source.table !== 'pharmacy_claim')
      problems.add(['events', one.covered, 'table'], 'measure-misfit', { expected: 'pharmacy_claim' });
  }
}
