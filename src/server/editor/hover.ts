/** What the name under the cursor is: type, unit, words, and of a run its value. */
import { aggregateFunctions } from '../../language/compile/functions-lists.ts';
import { scalarFunctions } from '../../language/compile/functions.ts';
import type { Localized } from '../../language/plan.ts';
import { oneLine } from '../../statement/index.ts';
import type { Hover } from '../api.ts';
import { functionWords, keyWords } from '../messages/editor.ts';
import type { AskedAt } from './complete.ts';
import { entityBehind, formulaEntity } from './formula-place.ts';
import { cursorAt } from './place.ts';
import { symbolsOf, type Symbol, type Symbols } from './symbols.ts';

/** `entity`: where the name is a column, whose. */
interface Hovered {
  hover: Hover;
  entity?: string;
}

export function hoveredAt({ file, text, line, column }: AskedAt): Hovered | null {
  const own = text.split('\n')[line - 1] ?? '';
  const word = wordAt(own, column);
  if (!word) return null;
  // The place is that of a cursor behind the word.
  const cursor = cursorAt(text, line, word.from + 1);
  const symbols = symbolsOf(file, text, line);
  const entity = formulaEntity(symbols, cursor, text, line);
  if (entity !== undefined) return inFormula(symbols, entity, own, word);
  const at = cursorAt(text, line, word.to + 1);
  if (/^\s*:/.test(own.slice(word.to)) || at.writing === 'key') return key(symbols, at.path, word.text);
  return null;
}

interface Word {
  text: string;
  /** Offsets on the line. */
  from: number;
  to: number;
}

function wordAt(line: string, column: number): Word | undefined {
  for (const match of line.matchAll(/[\p{L}_][\p{L}\w]*/gu)) {
    const [text] = match;
    if (match.index <= column - 1 && column - 1 <= match.index + text.length)
      return { text, from: match.index, to: match.index + text.length };
  }
  return undefined;
}

function inFormula(symbols: Symbols, entity: string, line: string, word: Word): Hovered | null {
  const path = /([\p{L}_]\w*\.)+$/u.exec(line.slice(0, word.from))?.[0].split('.').slice(0, -1) ?? [];
  const of = path.length === 0 ? entity : entityBehind(symbols, entity, path);
  const column = (symbols.entities.get(of ?? '') ?? []).find(({ name }) => name === word.text);
  if (column && of !== undefined) return { hover: hoverOf(column), ...(path.length === 0 && { entity: of }) };
  if (path.length > 0) return null;
  const parameter = symbols.parameters.find(({ name }) => name === word.text);
  if (parameter) return { hover: hoverOf(parameter) };
  // A function may be several words, `round half up`.
  const all = { ...scalarFunctions, ...aggregateFunctions };
  const name = Object.keys(all)
    .filter((one) => one.split(' ').includes(word.text))
    .find((one) => {
      const at = word.from - one.indexOf(word.text);
      return line.slice(at, at + one.length) === one && /^\s*\(/.test(line.slice(at + one.length));
    });
  if (name === undefined) return null;
  const documentation = functionWords[name as keyof typeof functionWords] ?? null;
  return { hover: { name, type: all[name]?.usage ?? null, unit: null, documentation, value: null } };
}

function hoverOf({ name, title, note, type, unit, formula, source }: Symbol): Hover {
  const inWords = (lang: keyof Localized) =>
    [title?.[lang], formula === undefined ? undefined : `= ${oneLine(formula)}`, note?.[lang], source]
      .filter((one) => one !== undefined)
      .join('\n');
  const documentation = { en: inWords('en'), zh: inWords('zh') };
  return {
    name,
    type: type ?? null,
    unit: unit ?? null,
    documentation: documentation.en === '' ? null : documentation,
    value: null,
  };
}

/** A key of the document: one of the language's, or a name that has a definition. */
function key(symbols: Symbols, path: readonly string[], name: string): Hovered | null {
  const [part, entity] = path;
  if (part === 'parameters') {
    const parameter = symbols.parameters.find((one) => one.name === name);
    if (parameter) return { hover: hoverOf(parameter) };
  }
  if (entity !== undefined && (part === 'terms' || part === 'entities' || part === 'bind')) {
    const column = (symbols.entities.get(entity) ?? []).find((one) => one.name === name);
    if (column) return { hover: hoverOf(column), entity };
  }
  const documentation = keyWords[name as keyof typeof keyWords];
  return documentation ? { hover: { name, type: null, unit: null, documentation, value: null } } : null;
}
