/** What a call asks for: documents read and checked, the days, and whom people belong to. */
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors } from '../../../language/diagnostic.ts';
import type { MethodContext } from '../../method.ts';
import { Options } from '../../options.ts';
import { readDocument } from '../../shared/document.ts';
import { shippedDocuments } from '../../shipped.ts';
import type { CheckedMeasure } from './check.ts';
import { checkMeasure } from './check.ts';
import { givenLists, listsOf } from './code-lists.ts';
import { measure as schema } from './document.ts';
import { report } from './messages.ts';
import type { Days } from './plan.ts';
import { toDiagnostics } from './problems.ts';

/** The folder of `reference/` with the measures that come with the product. */
export const SHIPPED = 'measures';

/** `only`: of the measures asked for, this one. */
export async function askedMeasures(
  context: MethodContext,
  only?: string,
): Promise<Checked<CheckedMeasure[]>> {
  const diagnostics: Diagnostic[] = [];
  const names = [...new Set(new Options(context.options).list('measures'))];
  if (names.length === 0)
    return {
      diagnostics: [
        report('measure-none', { known: shippedDocuments(SHIPPED).join(', ') || '–' }, context.at),
      ],
    };
  const given = await givenLists(context);
  if (!given.value) return { diagnostics: given.diagnostics };
  const measures: CheckedMeasure[] = [];
  for (const name of names) {
    const found = await context.document('measures', SHIPPED, name);
    if (found.value === undefined) {
      diagnostics.push(...found.diagnostics);
      continue;
    }
    const read = readDocument(found.value, schema);
    diagnostics.push(...read.diagnostics);
    if (!read.value) continue;
    const lists = await listsOf(context, read.value, found.value, given.value);
    diagnostics.push(...lists.diagnostics);
    if (!lists.value) continue;
    const { measure, problems } = checkMeasure(read.value, found.value, lists.value);
    diagnostics.push(...toDiagnostics(found.value, problems));
    const twin = measures.find(({ document }) => document.measure === read.value?.measure);
    if (twin)
      diagnostics.push(
        report(
          'measure-twice',
          { measure: read.value.measure, first: twin.path, second: found.value },
          context.at,
        ),
      );
    measures.push(measure);
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  const used = new Set(measures.flatMap(({ codes }) => [...codes.keys()]));
  for (const list of given.value.keys())
    if (!used.has(list)) {
      const data = {
        file: context.options.get('codes') ?? '',
        list,
        known: [...used].sort().join(', ') || '–',
      };
      diagnostics.push(report('list-unused', data, context.at));
    }
  const absent = new Map<string, string[]>();
  for (const { document, codes } of measures) {
    const lists = [...codes].flatMap(([name, { absent: not }]) => (not ? [name] : [])).join(', ');
    if (lists !== '') absent.set(lists, [...(absent.get(lists) ?? []), document.measure]);
  }
  for (const [lists, those] of absent)
    diagnostics.push(report('lists-not-given', { lists, measures: those.join(', ') }, context.at));
  return {
    value: measures.filter(({ document }) => only === undefined || document.measure === only),
    diagnostics,
  };
}

export function daysOf(context: MethodContext): Days {
  const { from, to } = new Options(context.options).period('period') ?? context.period;
  const after = new Date(Date.parse(`${context.asOf}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return { from, to: after < to ? (after < from ? from : after) : to, asOf: context.asOf, full: to };
}
