/** Completion and hover from the server: what the language knows, where the cursor is. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { EditorState, Extension } from '@codemirror/state';
import { hoverTooltip, type Tooltip } from '@codemirror/view';
import type { Completions, Hover } from '../../../server/api.ts';
import type { Say } from '../../app/settings.tsx';
import { editor as words } from '../../words/editor.ts';

interface Asked {
  text: string;
  line: number;
  column: number;
}

export interface Helper {
  complete(asked: Asked, signal: AbortSignal): Promise<Completions>;
  hover(asked: Asked, signal: AbortSignal): Promise<Hover | null>;
}

interface Current {
  helper: Helper;
  say: Say;
}

export function assist(current: () => Current): Extension {
  return [
    autocompletion({ override: [(context) => completions(context, current())], icons: false }),
    hoverTooltip((view, at) => documentation(view.state, at, current()), { hoverTime: 350 }),
  ];
}

function askedAt(state: EditorState, at: number): Asked {
  const line = state.doc.lineAt(at);
  return { text: state.doc.toString(), line: line.number, column: at - line.from + 1 };
}

async function completions(
  context: CompletionContext,
  { helper, say }: Current,
): Promise<CompletionResult | null> {
  // Unasked only behind a letter: a list after every blank would be in the way.
  if (!context.explicit && !context.matchBefore(/[\p{L}_][\p{L}\p{N}_.]*$/u)) return null;
  const abort = new AbortController();
  context.addEventListener('abort', () => abort.abort());
  try {
    const { from, items } = await helper.complete(askedAt(context.state, context.pos), abort.signal);
    if (items.length === 0) return null;
    const line = context.state.doc.lineAt(context.pos);
    return {
      from: Math.min(context.pos, line.from + Math.max(0, from - 1)),
      validFor: /^[\p{L}\p{N}_]*$/u,
      options: items.map(({ label, kind, detail, insert }): Completion => {
        return { label, type: kind, apply: insert, ...(detail && { detail: say(detail) }) };
      }),
    };
  } catch {
    // Without the server there is no completion; the text itself is not touched.
    return null;
  }
}

async function documentation(
  state: EditorState,
  at: number,
  { helper, say }: Current,
): Promise<Tooltip | null> {
  const word = state.wordAt(at);
  if (!word) return null;
  let found: Hover | null;
  try {
    found = await helper.hover(askedAt(state, at), new AbortController().signal);
  } catch {
    return null;
  }
  if (!found) return null;
  const hover = found;
  return { pos: word.from, end: word.to, above: true, create: () => ({ dom: hoverElement(hover, say) }) };
}

function hoverElement({ name, type, unit, value, documentation: text }: Hover, say: Say): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-help';
  const title = document.createElement('strong');
  title.textContent = name;
  dom.append(title);
  const list = document.createElement('dl');
  const entries = [
    [words.type, type],
    [words.unit, unit],
    [words.value, value],
  ] as const;
  for (const [label, content] of entries) {
    if (content === null) continue;
    const term = document.createElement('dt');
    term.textContent = say(label);
    const meaning = document.createElement('dd');
    meaning.textContent = content;
    list.append(term, meaning);
  }
  if (list.childElementCount > 0) dom.append(list);
  if (text) {
    const paragraph = document.createElement('p');
    paragraph.textContent = say(text);
    dom.append(paragraph);
  }
  return dom;
}
