/** Results of methods are Parquet files: a binding to one is read as that file. */
import type { Agreement, Source } from '../../language/agreement.ts';

/** The agreement with its results bound as files: name → absolute path. A result that is not there stays as it is, and is reported. */
export function withResults(agreement: Agreement, files: ReadonlyMap<string, string>): Agreement {
  const fileOf = (source: Source): Source => {
    const file = source.kind === 'method' ? files.get(source.result) : undefined;
    if (source.kind !== 'method' || file === undefined) return source;
    const { at, columns, keep, unpivot } = source;
    const rest = { columns, keep, ...(unpivot && { unpivot }) };
    return { at, kind: 'table', file, format: 'parquet', encoding: 'utf-8', header: 1, ...rest };
  };
  const bindings = Object.entries(agreement.bindings).map(
    ([entity, binding]) =>
      [
        entity,
        {
          ...binding,
          sources: binding.sources.map(fileOf),
          ...(binding.results && {
            results: binding.results.map((one) => ({ ...one, source: fileOf(one.source) })),
          }),
        },
      ] as const,
  );
  return { ...agreement, bindings: Object.fromEntries(bindings) };
}
