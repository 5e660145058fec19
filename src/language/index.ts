/**
 * The language: documents in, checked plans, agreements and tests out. Nothing here reads data or throws for what a document says;
 * whatever is wrong comes back as diagnostics, and a value only where there is no error.
 */
import { resolve } from 'node:path';
import type { Agreement, TestCase } from './agreement.ts';
import {
  checkAgreement,
  checkTest,
  checkTestNames,
  checkTestPeriod,
  knownParameters,
} from './check/index.ts';
import { compileModel, compileParameters } from './compile/index.ts';
import { hasErrors } from './diagnostic.ts';
import type { Checked, Diagnostic, Location } from './diagnostic.ts';
import type { ModelDocument, ParameterDocument } from './document.ts';
import { kindOf, findModel, readContract, readModel, readTests, setParameters } from './documents/index.ts';
import type { Seen } from './documents/index.ts';
import type { MethodSignature } from './method.ts';
import type { Plan, PlanParameter } from './plan.ts';

export { libraries, listModels, findModel } from './documents/index.ts';
export type { LibraryModel } from './documents/index.ts';
export { jsonSchema } from './schema/index.ts';
export type { DocumentKind } from './schema/index.ts';

export interface CheckOptions {
  /** Text in place of the file's, as in an editor before saving. */
  text?: string;
}

export interface ContractOptions extends CheckOptions {
  /** Parameters from outside, NAME → value written as in the document; they come after the contract's own. */
  set?: Record<string, string>;
  /** In place of the contract's `as_of`, `YYYY-MM-DD`. */
  asOf?: string;
  /** The methods a contract may name (`methodSignatures()` of src/methods); without them none is known. */
  methods?: readonly MethodSignature[];
  /** A data folder in place of the contract's `data`, relative to the working folder. */
  data?: string;
  /** Entity → a file in place of the table the contract binds, relative to the working folder. */
  tables?: Record<string, string>;
}

/** A model compiled, and its document for those who need it beside the plan. */
interface Compiled {
  document: ModelDocument;
  plan?: Plan;
}

function compile(file: string, text: string | undefined, seen: Seen, at?: Location): Checked<Compiled> {
  const read = readModel(file, text, seen, at);
  if (!read.value) return { diagnostics: read.diagnostics };
  const compiled = compileModel(read.value);
  const diagnostics = [
    ...read.diagnostics,
    ...compiled.diagnostics.filter((d) => !follows(d, read.diagnostics)),
  ];
  const plan = hasErrors(diagnostics) ? undefined : compiled.value;
  return { value: { document: read.value, ...(plan && { plan }) }, diagnostics };
}

/** A mistake in reading shows again in compiling what was read: on the same line, or as a table without the rows of its file. */
function follows(diagnostic: Diagnostic, earlier: readonly Diagnostic[]): boolean {
  const { at, code } = diagnostic;
  return earlier.some(
    (other) =>
      other.severity === 'error' &&
      ((code === 'table-empty' && /^(file|csv)-/.test(other.code)) ||
        (other.at?.line !== undefined && other.at.file === at?.file && other.at.line === at.line)),
  );
}

export function checkModel(file: string, options: CheckOptions = {}): Checked<Plan> {
  const { value, diagnostics } = compile(resolve(file), options.text, {});
  return { ...(value?.plan && { value: value.plan }), diagnostics };
}

/** What a model named in a document compiles to; its own diagnostics come along. */
function modelOf(id: string, from: string, at: Location, seen: Seen): Checked<Compiled> {
  const found = findModel(id, from, at);
  return found.value ? compile(found.value.file, undefined, seen, at) : { diagnostics: found.diagnostics };
}

function overrides(
  documents: readonly ParameterDocument[],
  { document, plan }: Compiled,
  diagnostics: Diagnostic[],
): PlanParameter[] {
  if (!plan || documents.length === 0) return [];
  const known = knownParameters(documents, plan, diagnostics);
  const compiled = compileParameters(known, plan, document);
  diagnostics.push(...compiled.diagnostics);
  return compiled.value ?? [];
}

export function checkContract(file: string, options: ContractOptions = {}): Checked<Agreement> {
  const path = resolve(file);
  const documents: Seen = {};
  const read = readContract(path, {
    ...(options.text !== undefined && { text: options.text }),
    seen: documents,
  });
  const { diagnostics } = read;
  const contract = read.value;
  if (!contract) return { diagnostics };
  const model = modelOf(contract.model.text, path, contract.model.at, documents);
  diagnostics.push(...model.diagnostics);
  const set = setParameters(options.set ?? {}, path);
  diagnostics.push(...set.diagnostics);
  // What is set from outside takes the place of the contract's own.
  const own = contract.parameters.filter(
    ({ name }) => !set.value?.some((other) => other.name.text === name.text),
  );
  const parameters = model.value ? overrides([...own, ...(set.value ?? [])], model.value, diagnostics) : [];
  const value = checkAgreement(
    contract,
    model.value?.plan,
    {
      parameters,
      documents,
      methods: options.methods ?? [],
      ...(options.data !== undefined && { data: options.data }),
      ...(options.asOf !== undefined && { asOf: options.asOf }),
      ...(options.tables && { tables: options.tables }),
    },
    diagnostics,
  );
  return { ...(value && !hasErrors(diagnostics) && { value }), diagnostics };
}

export function checkTests(file: string, options: CheckOptions = {}): Checked<TestCase[]> {
  const path = resolve(file);
  const documents: Seen = {};
  const read = readTests(path, {
    ...(options.text !== undefined && { text: options.text }),
    seen: documents,
  });
  const { diagnostics } = read;
  const tests = read.value;
  if (!tests) return { diagnostics };
  checkTestNames(tests.tests, diagnostics);
  const model = modelOf(tests.model.text, path, tests.model.at, documents);
  diagnostics.push(...model.diagnostics);
  const { value: compiled } = model;
  const plan = compiled?.plan;
  if (!plan) {
    for (const test of tests.tests) checkTestPeriod(test, diagnostics);
    return { diagnostics };
  }
  const value = tests.tests.flatMap((test) => {
    const parameters = overrides(test.parameters, compiled, diagnostics);
    return checkTest(test, plan, { file: path, parameters, documents }, diagnostics) ?? [];
  });
  return { ...(!hasErrors(diagnostics) && { value }), diagnostics };
}

export type CheckedFile =
  | { kind: 'model'; checked: Checked<Plan> }
  | { kind: 'contract'; checked: Checked<Agreement> }
  | { kind: 'tests'; checked: Checked<TestCase[]> }
  | { kind: 'unknown'; checked: Checked<never> };

/** Checks a document of any kind, told by its keys. */
export function checkFile(
  file: string,
  options: CheckOptions & Pick<ContractOptions, 'methods'> = {},
): CheckedFile {
  const path = resolve(file);
  const kind = kindOf(path, options.text);
  switch (kind.value) {
    case 'model':
      return { kind: 'model', checked: checkModel(path, options) };
    case 'contract':
      return { kind: 'contract', checked: checkContract(path, options) };
    case 'tests':
      return { kind: 'tests', checked: checkTests(path, options) };
    default:
      return { kind: 'unknown', checked: { diagnostics: kind.diagnostics } };
  }
}
