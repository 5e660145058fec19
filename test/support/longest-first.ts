/** The tests that take minutes begin first, so that the last minutes of a run are not one of them alone on one core. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = ['test/properties/', 'test/runs/', 'test/cli/runs', 'src/engine/lower/kernel', 'test/cli/'];

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
