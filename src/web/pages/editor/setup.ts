/** What the editor is made of: keys, colours, words of CodeMirror's own. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Say } from '../../app/settings.tsx';
import { editorKeys as words } from '../../words/editor.ts';
import { documentSupport } from './feel-in-yaml.ts';

export function base({ save }: { save(): void }): Extension {
  return [
    documentSupport(),
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: true }),
    EditorView.lineWrapping,
    // Tab leaves the text, as everywhere on a page; indentation has keys of its own (Ctrl-[ and Ctrl-]).
    keymap.of([
      { key: 'Mod-s', preventDefault: true, run: () => (save(), true) },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...defaultKeymap,
    ]),
    syntaxHighlighting(colours),
    theme,
  ];
}

/** Colours of the page: one accent, grey for structure; keywords by weight, not by colour alone. */
const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--accent)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--wait)' },
  { tag: [tags.controlKeyword, tags.operatorKeyword, tags.definitionKeyword], fontWeight: '700' },
  {
    tag: [tags.function(tags.variableName), tags.standard(tags.function(tags.variableName))],
    fontWeight: '600',
  },
  { tag: [tags.arithmeticOperator, tags.compareOperator], color: 'var(--bad)' },
  {
    tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace, tags.paren],
    color: 'var(--ink-2)',
  },
]);

const dot = (colour: string) => ({
  content: 'normal',
  '&:before': { content: '"●"', color: colour, fontSize: '0.8em', lineHeight: '1' },
});

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--paper)', fontSize: 'var(--text-s)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '0.5rem 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink-3)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent-soft) 55%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--sunken)', color: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-line)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--accent-line)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--wait-soft)' },
  '.cm-foldPlaceholder': {
    background: 'var(--sunken)',
    border: '1px solid var(--line)',
    color: 'var(--ink-2)',
  },
  '.cm-panels': { backgroundColor: 'var(--surface)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '0.5rem', fontFamily: 'var(--font)' },
  '.cm-textfield': {
    backgroundColor: 'var(--paper)',
    border: '1px solid var(--line-strong)',
    color: 'var(--ink)',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--paper)',
    border: '1px solid var(--line-strong)',
    color: 'var(--ink)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    boxShadow: 'var(--shadow)',
    maxWidth: 'min(28rem, 90vw)',
  },
  '.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    fontSize: 'var(--text-s)',
    maxHeight: '16rem',
  },
  '.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.5rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--accent-ink)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', fontFamily: 'var(--font)', opacity: '0.8' },
  '.cm-help': {
    padding: '0.5rem 0.75rem',
    fontFamily: 'var(--font)',
    fontSize: 'var(--text-s)',
    lineHeight: '1.5',
  },
  '.cm-help dl': {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    gap: '0 0.75rem',
    margin: '0.25rem 0 0',
  },
  '.cm-help dt': { color: 'var(--ink-2)' },
  '.cm-help dd': { margin: '0' },
  '.cm-help p': { margin: '0.25rem 0 0' },
  '.cm-diagnostic': { fontFamily: 'var(--font)', padding: '0.4rem 0.75rem', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--bad)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--wait)' },
  '.cm-diagnostic-info': { borderLeft: '4px solid var(--line-strong)' },
  // CodeMirror draws these with pictures in the style sheet, which the content policy does not allow.
  '.cm-lintRange': {
    backgroundImage: 'none',
    paddingBottom: '0',
    textDecorationLine: 'underline',
    textDecorationStyle: 'wavy',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '0.25em',
  },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecorationColor: 'var(--bad)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecorationColor: 'var(--wait)' },
  '.cm-lintRange-info': { backgroundImage: 'none', textDecorationColor: 'var(--ink-3)' },
  '.cm-lintRange-active': { backgroundColor: 'var(--wait-soft)' },
  '.cm-lint-marker': { width: '0.9em', height: '0.9em', textAlign: 'center' },
  '.cm-lint-marker-error': dot('var(--bad)'),
  '.cm-lint-marker-warning': dot('var(--wait)'),
  '.cm-lint-marker-info': dot('var(--ink-3)'),
});

/** CodeMirror's own words, by its English ones. */
export function phrases(t: Say): Record<string, string> {
  return Object.fromEntries(Object.values(words).map((word) => [word.en, t(word)]));
}
