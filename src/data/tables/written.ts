/**
 * What a contract or a test itself says of cells, looked at without any file: rows written in it, and the one value of a column. Loading says the same of the source at
 * hand; here it is said of all of them at once, before anything is computed and while one writes.
 */
import type { Agreement } from '../../language/agreement.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { typeRows } from './document-rows.ts';
import { constantOf } from './maps.ts';
import { Problems } from './problems.ts';
import { boundEntities, boundTargets, mapOf } from './targets.ts';

/** Errors only: what is to be noted of rows is noted where they are read. */
export function writtenProblems(agreement: Agreement): Diagnostic[] {
  const problems = new Problems();
  for (const entity of boundEntities(agreement)) {
    const targets = boundTargets(agreement, entity);
    for (const source of agreement.bindings[entity.name]?.sources ?? []) {
      if (source.kind === 'rows') typeRows(entity, targets, source, problems);
      if (source.kind !== 'table') continue;
      for (const target of targets) {
        const map = mapOf(target, source.columns);
        if (map?.value !== undefined) constantOf(entity, target, map.value, map.at, problems);
      }
    }
  }
  return problems.diagnostics.filter(({ severity }) => severity === 'error');
}
