/** A contract against its model: every name resolved, every file located, all that can be known before data is read. */
import type { Agreement, Binding, Party } from '../agreement.ts';
import type { Diagnostic, Location } from '../diagnostic.ts';
import type {
  ContractDocument,
  ParameterDocument,
  ResultFactDocument,
  RunFactDocument,
  SourceDocument,
  Scalar,
} from '../document.ts';
import { suggest } from '../documents/suggest.ts';
import type { MethodSignature } from '../method.ts';
import type { Plan, PlanEntity, PlanParameter } from '../plan.ts';
import { isDate } from '../value.ts';
import { checkName, columnsOf, madeFrom } from './columns.ts';
import { report } from './messages.ts';
import { checkMethods } from './methods.ts';
import { checkSource } from './sources.ts';
import type { SourceContext } from './sources.ts';

interface AgreementOptions {
  /** In place of the contract's `as_of`. */
  asOf?: string;
  /** By entity: a file in place of the table the contract binds. */
  tables?: Record<string, string>;
  /** The methods there are. */
  methods: readonly MethodSignature[];
  /** In place of the data folder the contract names, relative to the working folder. */
  data?: string;
  /** Parameters in the types of the model's, already compiled. */
  parameters: PlanParameter[];
  /** Hashes of the documents read. */
  documents: Record<string, string>;
}

/**
 * The agreement a contract makes with a plan. Without a plan (the model has errors) all is checked that needs none, and no
 * agreement comes of it.
 */
export function checkAgreement(
  contract: ContractDocument,
  plan: Plan | undefined,
  options: AgreementOptions,
  diagnostics: Diagnostic[],
): Agreement | undefined {
  const { file } = contract;
  checkPeriod(contract.period, diagnostics);
  const asOf = asOfDate(contract, options.asOf, diagnostics);
  if (contract.supersedes?.text === contract.contract.text) {
    diagnostics.push(report('supersedes-itself', { id: contract.contract.text }, contract.supersedes.at));
  }
  const parties = checkParties(contract, plan, diagnostics);
  const { data, methods, results } = checkMethods(contract, options, diagnostics);
  const bindings = checkBindings(contract, plan, { ...options, results }, diagnostics);
  if (!plan) return undefined;
  if (contract.currency && contract.currency.text !== plan.currency) {
    const data = { currency: contract.currency.text, expected: plan.currency };
    diagnostics.push(report('currency-differs', data, contract.currency.at));
  }
  return {
    contract: contract.contract.text,
    ...(contract.title && { title: contract.title }),
    file,
    documents: options.documents,
    plan: withParameters(plan, options.parameters),
    changed: options.parameters.map((parameter) => parameter.name),
    parties,
    period: { from: contract.period.from.text, to: contract.period.to.text },
    asOf,
    posts: contract.posts,
    ...(contract.supersedes && { supersedes: contract.supersedes.text }),
    ...(data && { data }),
    ...(methods.length > 0 && { methods }),
    bindings,
  };
}

/** The plan with some of its parameters replaced. */
export function withParameters(plan: Plan, parameters: readonly PlanParameter[]): Plan {
  if (parameters.length === 0) return plan;
  const changed = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  return {
    ...plan,
    parameters: plan.parameters.map((parameter) => changed.get(parameter.name) ?? parameter),
  };
}

/** Overrides that name a parameter of the model; the others are reported. */
export function knownParameters(
  documents: readonly ParameterDocument[],
  plan: Plan,
  diagnostics: Diagnostic[],
): ParameterDocument[] {
  const names = plan.parameters.map((parameter) => parameter.name);
  return documents.filter(({ name }) => {
    if (names.includes(name.text)) return true;
    const data = { name: name.text };
    diagnostics.push(suggest(report('unknown-parameter', data, name.at), name.text, names));
    return false;
  });
}

/** Half-open, so it must end after it starts; whole months but for a day are written as on paper, where the last day belongs to them. */
export function checkPeriod({ from, to }: { from: Scalar; to: Scalar }, diagnostics: Diagnostic[]): void {
  if (!isDate(from.text) || !isDate(to.text)) return;
  if (from.text >= to.text) {
    diagnostics.push(report('period-reversed', { from: from.text, to: to.text }, to.at));
    return;
  }
  const next = new Date(Date.parse(to.text) + 86_400_000).toISOString().slice(0, 10);
  if (next.slice(8) === from.text.slice(8) && next.slice(0, 7) > from.text.slice(0, 7))
    diagnostics.push(report('period-last-day', { to: to.text, next }, to.at));
}

function asOfDate(contract: ContractDocument, given: string | undefined, diagnostics: Diagnostic[]): string {
  const { period } = contract;
  const text = given ?? contract.asOf?.text ?? period.to.text;
  const at: Location = given === undefined ? (contract.asOf ?? period.to).at : { file: contract.file };
  if (given !== undefined && !isDate(given)) diagnostics.push(report('bad-as-of', { text }, at));
  else if (at !== period.to.at && isDate(text) && text < period.from.text) {
    diagnostics.push(report('as-of-early', { asOf: text, from: period.from.text }, at));
  }
  return text;
}

/** Roles that pay or are paid must be filled; roles the model does not have may not. */
function checkParties(
  contract: ContractDocument,
  plan: Plan | undefined,
  diagnostics: Diagnostic[],
): Party[] {
  if (plan) {
    const paid = rolesOf(plan);
    const roles = new Set([...plan.parties, ...paid]);
    for (const { role } of contract.parties) {
      if (roles.has(role.text)) continue;
      diagnostics.push(suggest(report('unknown-party', { role: role.text }, role.at), role.text, roles));
    }
    for (const role of paid) {
      if (contract.parties.some((party) => party.role.text === role)) continue;
      diagnostics.push(report('missing-party', { role }, contract.contract.at));
    }
  }
  return [
    ...contract.parties.map(({ role, id, name }) => ({
      role: role.text,
      id: id.text,
      ...(name && { name }),
    })),
    ...contract.names.map(({ id, name }) => ({ role: null, id: id.text, name })),
  ];
}

export function rolesOf(plan: Plan): Set<string> {
  const sides = plan.payments.flatMap((payment) => [payment.from, payment.to]);
  return new Set(sides.flatMap((side) => (side.kind === 'role' ? [side.role] : [])));
}

/** The entity a document gives rows; reported if there is none, or if the model makes its rows. */
export function boundEntity(name: Scalar, plan: Plan, diagnostics: Diagnostic[]): PlanEntity | undefined {
  const entity = plan.entities.find((candidate) => candidate.name === name.text);
  const given = plan.entities.filter(isGiven).map((candidate) => candidate.name);
  if (!entity) {
    diagnostics.push(suggest(report('unknown-entity', { name: name.text }, name.at), name.text, given));
    return undefined;
  }
  if (isGiven(entity)) return entity;
  const of = madeFrom(entity) ?? given.join(', ');
  diagnostics.push(report('entity-made-by-model', { name: name.text, of }, name.at));
  return undefined;
}

function isGiven(entity: PlanEntity): boolean {
  return entity.rows.kind === 'bound' || entity.rows.kind === 'referred';
}

function checkBindings(
  contract: ContractDocument,
  plan: Plan | undefined,
  { tables = {}, documents, results }: AgreementOptions & { results: SourceContext['results'] },
  diagnostics: Diagnostic[],
): Record<string, Binding> {
  const bindings = contract.bind.map(
    ({ entity: name, sources, facts, results: fromResults }): [string, Binding] => {
      const entity = plan && boundEntity(name, plan, diagnostics);
      const table = Object.hasOwn(tables, name.text) ? tables[name.text] : undefined;
      const named = new Set(
        sources.flatMap((source) => (source.kind === 'table' ? [source.table.text] : [])),
      );
      if (table !== undefined && named.size > 1) {
        const data = { entity: name.text, path: table, tables: [...named].join(', ') };
        diagnostics.push(report('table-for-several', data, name.at));
      }
      const context = {
        file: contract.file,
        documents,
        diagnostics,
        results,
        ...(plan && { plan }),
        ...(entity && { entity }),
        ...(table !== undefined && { table }),
      };
      return [
        name.text,
        {
          // In place of rows that no file holds, the table is read under its own headers.
          sources: (table !== undefined && named.size === 0
            ? [plainTable(contract, table)]
            : sources
          ).flatMap((source) => checkSource(source, context)),
          runs: facts.flatMap((fact) => runFact(fact, contract, plan, entity, diagnostics)),
          ...(fromResults.length > 0 && {
            results: fromResults.flatMap((fact) => resultFact(fact, context)),
          }),
        },
      ];
    },
  );
  const bound = new Set(bindings.map(([name]) => name));
  for (const [name, path] of Object.entries(tables)) {
    if (bound.has(name)) continue;
    const entity = plan && boundEntity(scalar(contract, name), plan, diagnostics);
    const context = {
      file: contract.file,
      documents,
      diagnostics,
      results,
      table: path,
      ...(plan && { plan }),
      ...(entity && { entity }),
    };
    bindings.push([name, { sources: checkSource(plainTable(contract, path), context), runs: [] }]);
    bound.add(name);
  }
  for (const entity of plan?.entities ?? []) {
    if (entity.rows.kind !== 'bound' || bound.has(entity.name)) continue;
    diagnostics.push(report('entity-not-bound', { name: entity.name }, contract.contract.at));
  }
  return Object.fromEntries(bindings);
}

/** A name given on the command line: the contract is all there is to point to. */
function scalar({ file }: ContractDocument, text: string): Scalar {
  const at = { file };
  return { text, at, locate: () => at };
}

function plainTable(contract: ContractDocument, path: string): SourceDocument {
  return {
    at: { file: contract.file },
    kind: 'table',
    table: scalar(contract, path),
    columns: [],
    keep: [],
  };
}

function runFact(
  { name, run, term }: RunFactDocument,
  contract: ContractDocument,
  plan: Plan | undefined,
  entity: PlanEntity | undefined,
  diagnostics: Diagnostic[],
): Binding['runs'] {
  if (plan && entity) checkName(name, columnsOf(plan, entity), entity, diagnostics);
  if (run.text === contract.contract.text)
    diagnostics.push(report('run-of-itself', { run: run.text }, run.at));
  const match = /^([a-z][a-z0-9_]*)\.([a-z][a-z0-9_.]*)$/.exec(term.text);
  if (!match) {
    diagnostics.push(report('bad-run-term', { text: term.text }, term.at));
    return [];
  }
  return [
    { fact: name.text, run: run.text, entity: match[1] as string, term: match[2] as string, at: name.at },
  ];
}

/** As a source of the key parts and the one fact, so that columns and results are checked as everywhere. */
function resultFact(
  { name, result, column, by }: ResultFactDocument,
  context: SourceContext,
): NonNullable<Binding['results']> {
  const { plan, entity, diagnostics } = context;
  const parts = entity?.key.map((part) => part.name);
  for (const part of by) {
    // What is no column at all is said with the columns.
    const known = plan && entity && columnsOf(plan, entity).has(part.name.text);
    if (!parts || !known || parts.includes(part.name.text)) continue;
    const data = { name: part.name.text, entity: entity?.name ?? '' };
    diagnostics.push(suggest(report('by-no-key', data, part.name.at), part.name.text, parts));
  }
  if (plan && entity && parts?.includes(name.text)) {
    diagnostics.push(report('fact-is-key', { name: name.text, entity: entity.name }, name.at));
    return [];
  }
  const map = (header: Scalar) => ({ at: header.at, column: header, formats: [], values: [], unknown: [] });
  const [source] = checkSource(
    {
      at: result.at,
      kind: 'method',
      result,
      columns: [...by, { name, map: map(column ?? name) }],
      keep: [],
    },
    context,
  );
  const matched = by.length > 0 ? by.map((part) => part.name.text) : (parts ?? []);
  return source ? [{ fact: name.text, by: matched, source }] : [];
}
