/**
 * The tests that take longest begin first, so that the last minutes of a run are not one of them alone on one core. Before all others those of the
 * pages, which wait for half of their time: meanwhile style and the library's own tests (`test/all.ts`) have the processor.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = [
  'test/web/',
  'test/properties/',
  'test/runs/what-if',
  'test/runs/explain',
  'src/data/synthetic/synthesise',
  'src/server/server',
  'test/cli/documents',
  'test/cli/walkthrough',
  'test/cli/runs',
  'src/engine/lower/kernel',
  'src/data/import/killed',
  'test/reality/mips',
  'test/cli/',
  'test/runs/',
  'test/examples/',
];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((part) => moduleId.includes(part));
      return at === -1 ? LONGEST.length : at;
    };
    const sorted = await super.sort(files);
    return sorted
      .map((file, i) => ({ file, i }))
      .sort((a, b) => place(a.file) - place(b.file) || a.i - b.i)
      .map(({ file }) => file);
  }
}
