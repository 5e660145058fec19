/** Nobody who reads a model of the library meets a bare identifier: its texts, and columns of its tables and records, have words in both languages. */
import { expect, it } from 'vitest';
import { checkModel, listModels } from '../../src/language/index.ts';
import type { Cell, Constant, Plan, PlanParameter } from '../../src/language/plan.ts';

/** `not cured`, `q1`; numbers, and names such as `HIP-KNEE` or `T1`, are read as they are. */
const isIdentifier = (text: Constant): text is string =>
  typeof text === 'string' && /^[a-z][a-z0-9_ -]*$/.test(text);

const cellTexts = (cell: Cell): Constant[] => {
  switch (cell.test) {
    case 'is':
      return [cell.value];
    case 'either':
    case 'not':
      return cell.cells.flatMap(cellTexts);
    default:
      return [];
  }
};

/** Columns and texts of a parameter as a page shows them: the only output of a table has no heading of its own. */
function shownOf(parameter: PlanParameter): Constant[] {
  switch (parameter.kind) {
    case 'scalar':
      return parameter.values.map(({ value }) => value);
    case 'list':
      return parameter.values.flatMap(({ value }) => value);
    case 'records':
      return [...parameter.columns.map(({ name }) => name), ...parameter.rows.flat()];
    case 'table':
      return [
        ...[...parameter.inputs, ...(parameter.outputs.length > 1 ? parameter.outputs : [])].map(
          ({ name }) => name,
        ),
        ...parameter.values.flatMap(({ value }) =>
          value.flatMap(({ cells, outputs }) => [...cells.flatMap(cellTexts), ...outputs]),
        ),
      ];
  }
}

/** Texts that formulas give or compare with; `posted("advance")` names a payment. */
const written = (formula: string) =>
  [...formula.replaceAll(/posted\("[^"]*"\)/g, '').matchAll(/"([^"]*)"/g)].map(([, text]) => text!);

const textsOf = ({ entities, parameters }: Plan) => [
  ...entities.flatMap(({ terms }) => terms.flatMap(({ formula }) => written(formula))),
  ...entities.flatMap(({ facts }) => facts.flatMap(({ oneOf }) => oneOf ?? [])),
  ...parameters.flatMap(shownOf),
];

const models = listModels();

it('has a library to read', () => expect(models.length).toBeGreaterThan(50));

it.each(models)('$model has words for its texts and columns', ({ file }) => {
  const plan = checkModel(file).value;
  expect(plan).toBeDefined();
  if (!plan) return;
  const wordless = textsOf(plan).filter(
    (text) => isIdentifier(text) && !Object.hasOwn(plan.words ?? {}, text),
  );
  expect([...new Set(wordless)]).toEqual([]);
});
