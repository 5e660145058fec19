/** Where a fact comes from: the line of a file, the row of a method's result, a constant of the contract, or a term of another run. */
import { basename } from 'node:path';
import type { Explanation, Run } from '../types.ts';
import type { Rows } from './rows.ts';
import { constantOfCell } from './rows.ts';
import { renderConstant } from '../../language/value.ts';
import { otherRun } from './other-run.ts';
import { resultLine, resultRow } from './results.ts';
import type { Place } from './why-values.ts';

export async function originOf(
  run: Run,
  rows: Rows,
  { entity, rid }: Place,
  fact: string,
): Promise<Pick<Explanation, 'read' | 'run' | 'result'>> {
  const binding = run.agreement.bindings[entity];
  const other = binding?.runs.find((one) => one.fact === fact);
  if (other) {
    const key = await rows.key(entity, rid);
    const known = (await rows.stored(entity, rid, fact)) !== null;
    return { run: await otherRun(run, { ...other, key }, known) };
  }
  const match = binding?.results?.find((one) => one.fact === fact);
  const joined = match?.source;
  if (match && joined?.kind === 'method') {
    const key = rows.entity(entity).key.filter(({ name }) => match.by.includes(name));
    const parts = await Promise.all(
      key.map(async ({ name, type }) => {
        // A constant of the contract is no column of the result.
        if (joined.columns[name]?.value !== undefined) return undefined;
        const value = constantOfCell(await rows.stored(entity, rid, name), type);
        return [
          joined.columns[name]?.column ?? name,
          value === null ? '' : renderConstant(value, type),
        ] as const;
      }),
    );
    const line = await resultLine(
      run,
      rows.work.warehouse,
      joined.result,
      parts.filter((part) => part !== undefined),
    );
    if (line === undefined) return {};
    const result = await resultRow(run, rows.work.warehouse, joined.result, line);
    return { read: { file: `${joined.result}.parquet`, line }, ...(result && { result }) };
  }
  const { sources } = run.manifest;
  const at = await rows.place(entity, rid);
  const source = at && sources[at.source];
  if (!at || !source) return {};
  const own = sources.slice(0, at.source).filter((one) => one.entity === entity).length;
  const bound = binding?.sources[own];
  const shaped = bound?.kind === 'table' || bound?.kind === 'method';
  const column = shaped ? bound.columns[fact] : undefined;
  // The same for all rows: it stands in the contract, not in their file.
  if (column?.value !== undefined && column.column === undefined && column.at.line !== undefined)
    return { read: { file: basename(column.at.file), line: column.at.line } };
  const read = { read: { file: source.file, line: at.line } };
  if (bound?.kind !== 'method') return read;
  const result = await resultRow(run, rows.work.warehouse, bound.result, at.line);
  return { ...read, ...(result && { result }) };
}
