/** The facts of a library's test as cells: what is not given is not there. */
import type { TestCase } from '../../src/language/agreement.ts';
import type { Data } from '../properties/model.ts';

export function dataOf({ agreement }: TestCase): Data {
  const rows = Object.entries(agreement.bindings).map(([entity, { sources }]) => [
    entity,
    sources.flatMap((source) =>
      source.kind === 'rows'
        ? source.rows.map(({ values }) =>
            Object.fromEntries(Object.entries(values).filter(([, cell]) => cell !== '')),
          )
        : [],
    ),
  ]);
  return { period: agreement.period, asOf: agreement.asOf, rows: Object.fromEntries(rows), ledger: [] };
}
