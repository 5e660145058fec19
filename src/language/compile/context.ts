/** What one compilation knows and collects. */
import { reporter } from '../diagnostic.ts';
import type { Diagnostic, Location, MessageData } from '../diagnostic.ts';
import type { ModelDocument, Scalar } from '../document.ts';
import { visit } from '../formula/ast.ts';
import type { Node } from '../formula/ast.ts';
import { Failure } from '../formula/failure.ts';
import { parseFormula } from '../formula/parse.ts';
import { place } from '../formula/text.ts';
import type { PlanTerm, PostedTerm } from '../plan.ts';
import { messages } from './messages.ts';
import type { Scope } from './scope.ts';
import type { Entity, Parameter, Payment, Reference } from './symbols.ts';
import type { Logic, Value } from './values.ts';

const report = reporter(messages);
export type Code = keyof typeof messages & string;

/**
 * The parts of formulas that are made of each other: values of lists of values, and so on. They reach each other
 * through the context, so that no module imports one that imports it.
 */
interface Grammar {
  valueOf: (node: Node, scope: Scope) => Value;
  logical: (node: Node, scope: Scope) => Logic;
  member: (
    of: Value,
    node: Extract<Node, { kind: 'path' }>,
    scope: Scope,
    guards: ReadonlySet<string>,
  ) => Value;
}

export interface Context extends Grammar {
  document: ModelDocument;
  minorUnit: number;
  entities: Map<string, Entity>;
  agreement: Entity;
  parameters: Map<string, Parameter>;
  payments: Map<string, Payment>;
  diagnostics: Diagnostic[];
  /** Every name a formula mentions, to find what is never used. */
  mentioned: Set<string>;
  /** Reference paths between entities that have been searched. */
  paths: Map<string, Reference[][]>;
  /** Unknown names and the nearest known one. */
  compared: Map<string, string | undefined>;
  posted: PostedTerm[];
  /** Hidden terms made by the task that runs now; dropped if it has to start again. */
  pending: { entity: Entity; key: string; base: string; term: PlanTerm; posted?: PostedTerm }[];
  /** Whose formula is being compiled: names the hidden terms. */
  owner: { entity: Entity; label: string; hiddenIn: string };
}

/** Reports at a name or another scalar of a document. */
export function complain(ctx: Context, code: Code, data: MessageData, at: Scalar | Location): void {
  const location = 'text' in at ? { ...at.at, length: Math.max(1, at.text.length) } : at;
  ctx.diagnostics.push(report(code, data, location));
}

/** Leaves the formula at its first mistake. */
export function fail(
  source: Scalar,
  code: Code,
  data: MessageData,
  node: { from: number; to: number },
): never {
  throw new Failure(report(code, data, place(source, node.from, node.to)));
}

/** Parses a formula and notes the names in it; a mistake is reported and gives `undefined`. */
export function parse(ctx: Context, source: Scalar): Node | undefined {
  const node = attempt(ctx, () => parseFormula(source).node);
  if (node) note(ctx, node);
  // Not to be read, it may still be what a parameter is there for.
  else for (const [word] of source.text.matchAll(/[a-z]\w*/g)) ctx.mentioned.add(word);
  return node;
}

export function note(ctx: Context, root: Node): void {
  visit(root, (node) => {
    if (node.kind === 'name' || node.kind === 'call') ctx.mentioned.add(node.name);
  });
}

export function attempt<T>(ctx: Context, make: () => T): T | undefined {
  try {
    return make();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    ctx.diagnostics.push(thrown.diagnostic);
    return undefined;
  }
}
