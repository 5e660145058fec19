/**
 * Runs lezer-feel and copies its tree into plain nodes, without recursion, so that no text can overflow the stack.
 */
import { parser as feel, trackVariables } from 'lezer-feel';

export interface Raw {
  type: string;
  from: number;
  to: number;
  kids: Raw[];
}

// lezer-feel follows what variables hold, to read names with spaces that a context declares. Our names have none: a
// tracker that follows nothing makes parsing a quarter faster and free of its "uncleared name" exceptions.
const nothing = {
  tokens: [],
  contextCache: () => ({ keys: new Set<string>(), prefixes: new Set<string>(), originalMap: new Map() }),
};
const nowhere = nothing.contextCache();
nothing.contextCache = () => nowhere;
const tracker = Object.assign(trackVariables({}), { start: nothing, reduce: (context: unknown) => context });
const parser = feel.configure({ contextTracker: tracker });

/** `undefined`: deeper than `limit`. Comments are left out; a node of type `⚠` stands where the text does not fit. */
export function parseTree(text: string, limit: number): Raw | undefined {
  const root: Raw = { type: 'Root', from: 0, to: text.length, kids: [] };
  const open: Raw[] = [root];
  let tooDeep = false;
  parser.parse(text).iterate({
    enter(node) {
      if (open.length > limit) {
        tooDeep = true;
        return false;
      }
      if (node.name === 'LineComment' || node.name === 'BlockComment') return false;
      const raw: Raw = { type: node.type.isError ? '⚠' : node.name, from: node.from, to: node.to, kids: [] };
      (open[open.length - 1] as Raw).kids.push(raw);
      open.push(raw);
      return true;
    },
    leave() {
      open.pop();
    },
  });
  return tooDeep ? undefined : root.kids[0];
}

/** How deep brackets nest outside of text literals: known before anything is parsed. */
export function bracketDepth(text: string): number {
  let depth = 0;
  let most = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) {
      for (i++; i < text.length && text.charCodeAt(i) !== 34; i++) if (text.charCodeAt(i) === 92) i++;
    } else if (c === 40 || c === 91 || c === 123) {
      if (++depth > most) most = depth;
    } else if ((c === 41 || c === 93 || c === 125) && depth > 0) depth--;
  }
  return most;
}
