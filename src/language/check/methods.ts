/** The methods a contract names against those there are: names, options and their values, what a later one asks of an earlier one. */
import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Agreement, MethodCall } from '../agreement.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { ContractDocument, MethodDocument, Scalar } from '../document.ts';
import { suggest } from '../documents/suggest.ts';
import { fitsOption } from '../method.ts';
import type { MethodOption, MethodSignature } from '../method.ts';
import { report } from './messages.ts';
import { locate } from './sources.ts';

/** Results by name; those of methods that are not known have no columns to check. */
type Results = Map<string, { columns?: readonly string[] }>;

interface CheckedMethods {
  data?: NonNullable<Agreement['data']>;
  methods: MethodCall[];
  results: Results;
}

export function checkMethods(
  contract: ContractDocument,
  { methods: known, data: given }: { methods: readonly MethodSignature[]; data?: string },
  diagnostics: Diagnostic[],
): CheckedMethods {
  const results: Results = new Map();
  const context = {
    file: contract.file,
    all: contract.methods.map(({ name }) => name.text),
    results,
    diagnostics,
  };
  const methods = contract.methods.map((document): MethodCall => {
    const { name, method } = document;
    const signature = known.find((one) => one.name === method.text);
    if (!signature) {
      const unknown = report('unknown-method', { name: method.text }, method.at);
      diagnostics.push(
        suggest(
          unknown,
          method.text,
          known.map((one) => one.name),
        ),
      );
    } else checkOptions(document, signature, context);
    results.set(name.text, signature ? { columns: signature.columns.map((column) => column.name) } : {});
    return {
      name: name.text,
      method: method.text,
      options: Object.fromEntries(document.options.map((option) => [option.name.text, option.value.text])),
      lines: document.lines,
      at: name.at,
    };
  });
  const data = dataOf(contract, given, diagnostics);
  const [first] = contract.methods;
  if (first && !contract.data && given === undefined)
    diagnostics.push(report('methods-no-data', {}, first.name.at));
  if (contract.data && !first) diagnostics.push(report('data-unused', {}, contract.data.at));
  checkUse(contract, known, diagnostics);
  return { ...(data && { data }), methods, results };
}

interface OptionContext {
  file: string;
  /** Names of all results, of which those in `results` come before. */
  all: readonly string[];
  results: Results;
  diagnostics: Diagnostic[];
}

function checkOptions(document: MethodDocument, signature: MethodSignature, context: OptionContext): void {
  const { diagnostics } = context;
  for (const { name, value, items } of document.options) {
    const option = signature.options.find((one) => one.name === name.text);
    const data = { method: signature.name, name: name.text };
    if (!option) {
      const names = signature.options.map((one) => one.name);
      diagnostics.push(suggest(report('unknown-option', data, name.at), name.text, names));
    } else if (items && option.type !== 'list') {
      diagnostics.push(report('option-not-list', data, value.at));
    } else if (items?.some((item) => item.text.includes(','))) {
      diagnostics.push(report('option-comma', data, value.at));
    } else checkValue(value, option, data, context);
  }
  const given = new Set(document.options.map(({ name }) => name.text));
  for (const { name, optional, default: value } of signature.options) {
    if (given.has(name) || optional === true || value !== undefined) continue;
    diagnostics.push(report('option-missing', { method: signature.name, name }, document.name.at));
  }
}

function checkValue(
  value: Scalar,
  option: MethodOption,
  data: { method: string; name: string },
  { file, all, results, diagnostics }: OptionContext,
): void {
  const { text } = value;
  if (option.type === 'file') {
    if (text === '') diagnostics.push(report('option-value-file', { ...data, text }, value.at));
    else locate(value, { file, diagnostics });
    return;
  }
  if (option.type === 'result') {
    const found = results.get(text);
    if (!found) {
      const code = all.includes(text) ? 'result-later' : 'unknown-result';
      const problem = report(code, { ...data, name: text }, value.at);
      diagnostics.push(code === 'result-later' ? problem : suggest(problem, text, results.keys()));
      return;
    }
    const missing = (option.needs ?? []).filter((column) => found.columns && !found.columns.includes(column));
    if (missing.length > 0) {
      const lacking = { ...data, result: text, columns: missing.join(', ') };
      diagnostics.push(report('result-lacks-columns', lacking, value.at));
    }
    return;
  }
  if (fitsOption(text, option)) return;
  if (option.oneOf && option.type !== 'list') {
    diagnostics.push(suggest(report('option-value-word', { ...data, text }, value.at), text, option.oneOf));
    return;
  }
  const code = `option-value-${option.type}` as const;
  const bad = report(code, { ...data, text }, value.at);
  diagnostics.push(option.oneOf ? suggest(bad, text, option.oneOf) : bad);
}

/** The folder is there, and an import made it: its `data.json` is written last. */
function dataOf(
  contract: ContractDocument,
  given: string | undefined,
  diagnostics: Diagnostic[],
): CheckedMethods['data'] {
  const text = given ?? contract.data?.text;
  if (text === undefined) return undefined;
  const at = given === undefined ? (contract.data?.at ?? { file: contract.file }) : { file: contract.file };
  const base = given === undefined ? dirname(resolve(contract.file)) : process.cwd();
  const folder = isAbsolute(text) ? text : resolve(base, text);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    diagnostics.push(report('data-not-found', { path: text }, at));
    return undefined;
  }
  if (!existsSync(join(folder, 'data.json'))) {
    diagnostics.push(report('data-no-folder', { path: text }, at));
    return undefined;
  }
  return { folder, at };
}

/** A result that nothing reads was meant for something. */
function checkUse(
  { methods, bind }: ContractDocument,
  known: readonly MethodSignature[],
  diagnostics: Diagnostic[],
): void {
  const used = new Set(
    bind.flatMap(({ sources, results }) => [
      ...sources.flatMap((one) => (one.kind === 'method' ? [one.result.text] : [])),
      ...results.map(({ result }) => result.text),
    ]),
  );
  for (const { method, options } of methods) {
    const signature = known.find((one) => one.name === method.text);
    for (const { name, value } of options) {
      const option = signature?.options.find((one) => one.name === name.text);
      if (!option || option.type === 'result') used.add(value.text);
    }
  }
  for (const { name } of methods) {
    if (!used.has(name.text)) diagnostics.push(report('result-unused', { name: name.text }, name.at));
  }
}
