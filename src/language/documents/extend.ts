/**
 * Models that extend others. A block (a scorecard, say) is a model like any other; a model that extends it has all its entities,
 * parameters, terms and payments, and adds its own. Parameters may be given anew, as in a contract; what the block computes may not be
 * changed, so that a score means the same wherever it is used.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { Described, EntityDocument, ModelDocument, ParameterDocument, Scalar } from '../document.ts';
import { report } from './messages.ts';

/** ISO 4217: no currency is involved. A block in it may be extended in any. */
const NO_CURRENCY = 'XXX';

/** A block with the place where it is named. */
export interface Block {
  id: Scalar;
  document: ModelDocument;
}

/** `own` with all that its blocks have. Blocks are taken in the order named; none may say again what another has said. */
export function extend(
  own: ModelDocument,
  blocks: readonly Block[],
  diagnostics: Diagnostic[],
): ModelDocument {
  const parts = [...blocks.map(({ document }) => document), own];
  for (const { id, document } of blocks) {
    const currency = document.currency.text;
    if (currency === own.currency.text || currency === NO_CURRENCY) continue;
    const data = { block: id.text, currency, own: own.currency.text };
    diagnostics.push(report('extends-currency', data, id.at));
  }
  const said = new Map<string, Scalar>();
  /** Reports what has been said before; `what` is its full name. */
  const again = (what: string, name: Scalar): boolean => {
    const before = said.get(what);
    said.set(what, before ?? name);
    // Twice in one file is YAML's own diagnostic.
    if (!before || before.at.file === name.at.file) return false;
    diagnostics.push(report('extends-replaces', { name: what }, name.at));
    return true;
  };
  const entities = new Map<string, EntityDocument>();
  const parameters = new Map<string, ParameterDocument>();
  for (const part of parts) {
    for (const entity of part.entities) {
      const base = entities.get(entity.name.text);
      entities.set(entity.name.text, base ? added(base, entity, again) : entity);
      if (base) continue;
      for (const { name } of [...entity.facts, ...entity.references])
        again(`${entity.name.text}.${name.text}`, name);
    }
    for (const parameter of part.parameters) {
      const base = parameters.get(parameter.name.text);
      if (base && part !== own) again(parameter.name.text, parameter.name);
      parameters.set(parameter.name.text, { ...words(base), ...parameter });
      said.set(parameter.name.text, parameter.name);
    }
  }
  // A column or list hides a parameter of its name: what the block computes would change in silence.
  const theirs = new Set(blocks.flatMap(({ document }) => document.parameters.map(({ name }) => name.text)));
  for (const name of names(own)) {
    if (theirs.has(name.text)) diagnostics.push(report('extends-replaces', { name: name.text }, name.at));
  }
  // The model's own words hold, then those of the block named last.
  const called = Object.assign({}, ...parts.map((part) => part.words ?? {})) as NonNullable<
    ModelDocument['words']
  >;
  const parties = parts.flatMap((part) => part.parties);
  return {
    ...own,
    ...(Object.keys(called).length > 0 && { words: called }),
    parties: parties.filter(({ text }, i) => parties.findIndex((other) => other.text === text) === i),
    entities: [...entities.values()],
    parameters: [...parameters.values()],
    terms: parts.flatMap((part) =>
      part.terms.filter(({ entity, name }) => !again(`${entity.text}.${name.text}`, name)),
    ),
    payments: parts.flatMap((part) => part.payments.filter(({ id }) => !again(`payments.${id.text}`, id))),
  };
}

/** All names of a model that formulas may use before they look for a parameter. */
function names({ entities, terms }: ModelDocument): Scalar[] {
  const columns = entities.flatMap(({ name, key, facts, references }) => [
    name,
    ...key,
    ...facts.map((fact) => fact.name),
    ...references.flatMap((reference) => [reference.name, ...(reference.list ? [reference.list] : [])]),
  ]);
  return [...columns, ...terms.map((term) => term.name)];
}

/** An entity of a block with more facts and references; how its rows come about stays the block's. */
function added(
  base: EntityDocument,
  more: EntityDocument,
  again: (what: string, name: Scalar) => boolean,
): EntityDocument {
  const name = more.name.text;
  const rows = more.key[0] ?? more.group?.of ?? more.each?.of;
  const way = more.group ? 'group' : more.each ? 'each' : 'key';
  const kept = `${name}.${way}`;
  if (rows) {
    again(kept, base.name);
    again(kept, rows);
  }
  if (more.dated && base.dated) again(`${name}.dated`, more.dated);
  const isNew = ({ name: part }: { name: Scalar }) => !again(`${name}.${part.text}`, part);
  return {
    ...base,
    ...described(more),
    facts: [...base.facts, ...more.facts.filter(isNew)],
    references: [...base.references, ...more.references.filter(isNew)],
    ...(more.dated && !base.dated && { dated: more.dated }),
  };
}

/** A parameter given anew keeps the words of the block's; where its numbers come from it must say itself. */
function words(base: Described | undefined): Described {
  return { ...(base?.title && { title: base.title }), ...(base?.note && { note: base.note }) };
}

function described({ title, note, source }: Described): Described {
  return { ...(title && { title }), ...(note && { note }), ...(source !== undefined && { source }) };
}
