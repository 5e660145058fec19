/** MathML of the server, rebuilt from its elements: whatever is not mathematics is left out, so that a document's text stays text. */
import { createElement, useMemo, type ReactNode } from 'react';
import css from './terms.module.css';

const ELEMENTS = new Set([
  'math',
  'mrow',
  'mi',
  'mn',
  'mo',
  'ms',
  'mtext',
  'mspace',
  'mfrac',
  'msub',
  'msup',
  'msubsup',
  'munder',
  'mover',
  'munderover',
  'msqrt',
  'mroot',
  'mtable',
  'mtr',
  'mtd',
  'mstyle',
  'mpadded',
  'mphantom',
  'merror',
]);
const ATTRIBUTES = new Set([
  'display',
  'displaystyle',
  'mathvariant',
  'stretchy',
  'fence',
  'separator',
  'form',
  'lspace',
  'rspace',
  'width',
  'columnalign',
  'scriptlevel',
  'largeop',
  'movablelimits',
  'accent',
  'columnspacing',
  'rowspacing',
]);

export function MathOf({ markup }: { markup: string }) {
  const drawn = useMemo(() => read(markup), [markup]);
  return drawn ? <div className={css.math}>{drawn}</div> : null;
}

function read(markup: string): ReactNode {
  const root = new DOMParser().parseFromString(markup, 'text/html').querySelector('math');
  return root ? rebuilt(root, 0) : null;
}

function rebuilt(element: Element, key: number): ReactNode {
  const name = element.localName.toLowerCase();
  if (!ELEMENTS.has(name)) return null;
  const attributes = Object.fromEntries(
    [...element.attributes]
      .filter(({ name: one }) => ATTRIBUTES.has(one))
      .map(({ name: one, value }) => [one, value]),
  );
  const children = [...element.childNodes].map((child, i) =>
    child.nodeType === Node.TEXT_NODE
      ? child.textContent
      : child instanceof Element
        ? rebuilt(child, i)
        : null,
  );
  return createElement(name, { key, ...attributes }, ...children);
}
