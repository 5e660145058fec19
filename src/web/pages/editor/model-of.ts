/** Which model of the library a document is, or tests. */
import type { ModelCard } from '../../../server/api.ts';

/** `a/b/model.yaml` is the model's own; `a/b/tests/x.yaml` are its tests. The server may name files from the root of the disk. */
export function modelOf(file: string, models: readonly ModelCard[]): ModelCard | null {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const same = (card: ModelCard) => card.file === file || card.file.endsWith(`/${file}`);
  const tests = (card: ModelCard) => {
    const own = card.file.slice(0, card.file.lastIndexOf('/') + 1);
    return folder !== '' && (folder === `${own}tests/` || `${own}tests/`.endsWith(`/${folder}`));
  };
  return models.find(same) ?? models.find(tests) ?? null;
}
