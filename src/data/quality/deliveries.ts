/** Where a row was read: files of two deliveries often have the same name, so the delivery is named where there are several. */
import type { SourceManifest } from '../import/manifest.ts';
import type { Example } from './report.ts';

/** By the place of the import in `data.json` and of the file in the import, each from 0. */
export function fileOf(
  sources: readonly SourceManifest[],
  source: number,
  file: number | undefined,
): Pick<Example, 'delivery' | 'file'> {
  const name = file === undefined ? undefined : sources[source]?.files[file]?.name;
  return {
    ...(sources.length > 1 && source >= 0 && source < sources.length && { delivery: String(source + 1) }),
    ...(name !== undefined && { file: name }),
  };
}
