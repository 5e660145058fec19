/** Which rules look, and with what thresholds: all rules and their defaults, or as the contract says. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { fileColumns } from '../shared/files.ts';
import { report } from './messages.ts';
import type { Rule } from './rule.ts';
import { FAMILIES } from './rule.ts';
import { RULES } from './rules/index.ts';
import { misfit, Values } from './values.ts';

export interface Chosen {
  rule: Rule;
  values: Values;
  /** Parameters that are not the rule's own defaults. */
  changed: string[];
}

/** Rules by the option `rules` (names or families; all where it is not given), with what the file `parameters` (rule, parameter, value) sets. */
export async function chosenRules(context: MethodContext): Promise<Checked<Chosen[]>> {
  const diagnostics: Diagnostic[] = [];
  const names = new Options(context.options).list('rules');
  for (const name of names) {
    if (RULES.some(({ id, family }) => id === name || family === name)) continue;
    const rules = [...FAMILIES, ...RULES.map(({ id }) => id)].join(', ');
    diagnostics.push(report('audit-unknown-rule', { name, rules }, context.at));
  }
  const given = await givenValues(context);
  diagnostics.push(...given.diagnostics);
  const own = given.value;
  if (!own || diagnostics.length > 0) return { diagnostics };
  const chosen = RULES.filter(
    ({ id, family }) => names.length === 0 || names.includes(id) || names.includes(family),
  );
  const value = chosen.map((rule) => {
    const set = own.get(rule.id) ?? new Map<string, string>();
    return { rule, values: new Values(rule.parameters, set), changed: [...set.keys()].sort() };
  });
  return { value, diagnostics };
}

async function givenValues(context: MethodContext): Promise<Checked<Map<string, Map<string, string>>>> {
  const value = new Map<string, Map<string, string>>();
  if (context.options.get('parameters') === undefined) return { value, diagnostics: [] };
  const read = await fileColumns(context, 'parameters', ['rule', 'parameter', 'value']);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { table, columns } = read.value;
  const cell = (name: string) => columns.get(name) as string;
  const rows = await context.warehouse.values(
    `select _line, ${cell('rule')}, ${cell('parameter')}, ${cell('value')} from ${table} order by _line`,
  );
  const diagnostics: Diagnostic[] = [];
  const file = context.options.get('parameters') ?? '';
  const seen = new Map<string, number>();
  for (const [place, ruleName, name, text] of rows) {
    const line = Number(place);
    const rule = RULES.find(({ id }) => id === ruleName);
    if (!rule) {
      const rules = RULES.map(({ id }) => id).join(', ');
      diagnostics.push(report('audit-unknown-rule', { name: String(ruleName ?? ''), rules }, context.at));
      continue;
    }
    const data = { line, file, rule: rule.id, name: String(name ?? ''), text: String(text ?? '') };
    const parameter = rule.parameters.find((one) => one.name === name);
    if (!parameter) {
      const parameters = rule.parameters.map((one) => one.name).join(', ') || '–';
      diagnostics.push(report('audit-unknown-parameter', { ...data, parameters }, context.at));
      continue;
    }
    const wrong = text === null ? parameter.type : misfit(parameter, data.text);
    if (wrong !== undefined)
      diagnostics.push(report('audit-bad-parameter', { ...data, expected: wrong }, context.at));
    const first = seen.get(`${rule.id} ${parameter.name}`);
    if (first !== undefined)
      diagnostics.push(report('audit-repeated-parameter', { ...data, first }, context.at));
    seen.set(`${rule.id} ${parameter.name}`, line);
    value.set(rule.id, (value.get(rule.id) ?? new Map<string, string>()).set(parameter.name, data.text));
  }
  return diagnostics.length > 0 ? { diagnostics } : { value, diagnostics };
}

/** For messages: the definition with its thresholds in place. */
export function wordsOf(text: string, values: Values): string {
  const all = values.all();
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => all[name] ?? whole);
}
