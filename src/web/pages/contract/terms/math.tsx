/** MathML of the server, rebuilt from its elements: whatever is not mathematics is left out, so that a document's text stays text. */
import { createElement, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useSay } from '../../../app/settings.tsx';
import { terms as words } from '../../../words/terms.ts';
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

/**
 * A formula breaks before its signs, as in a book; what cannot be broken (a fraction, a brace) scrolls by itself, and only then is it a stop for the
 * keyboard.
 */
export function MathOf({ markup }: { markup: string }) {
  const t = useSay();
  const place = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  const drawn = useMemo(() => read(markup), [markup]);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const measured = new ResizeObserver(() => setWide(element.scrollWidth > element.clientWidth));
    measured.observe(element);
    return () => measured.disconnect();
  }, [drawn]);
  if (!drawn) return null;
  return (
    <div
      ref={place}
      className={wide ? `${css.math} ${css.wide}` : css.math}
      {...(wide && { tabIndex: 0, role: 'group', 'aria-label': t(words.formula) })}
    >
      {drawn}
    </div>
  );
}

function read(markup: string): ReactNode {
  const root = new DOMParser().parseFromString(markup, 'text/html').querySelector('math');
  if (!root) return null;
  return pieces([...root.children].flatMap(flat)).map((piece, i) => (
    // oxlint-disable-next-line react/no-array-index-key
    <span key={i}>
      {createElement('math', { display: 'block' }, createElement('mrow', {}, ...piece.map(rebuilt)))}
    </span>
  ));
}

/** What stands in one row with its neighbours: rows within rows, but for those in brackets or behind a brace. */
function flat(element: Element): Element[] {
  const isRow = element.localName === 'mrow';
  const fenced = [...element.children].some(
    (one) => one.localName === 'mo' && /^[()[\]{}|]$/.test(one.textContent ?? ''),
  );
  return isRow && !fenced ? [...element.children].flatMap(flat) : [element];
}

/** Before these a line may break, and where the server says so. */
const SIGNS = /^[+−×=≠<≤>≥∈]$/;

/** MathML has no line breaks of its own in browsers: each sign begins a piece of its own that may stand on the next line. */
function pieces(elements: readonly Element[]): Element[][] {
  const found: Element[][] = [];
  for (const element of elements) {
    const before = found.at(-1);
    if (element.getAttribute('linebreak') === 'goodbreak') {
      found.push([]);
      continue;
    }
    const breaks = element.localName === 'mo' && SIGNS.test(element.textContent ?? '');
    // At the beginning of a line it would else be a sign of what follows alone, without the blanks of one between two.
    if (breaks && before) element.setAttribute('form', 'infix');
    if (!before || breaks) found.push([element]);
    else before.push(element);
  }
  return found;
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
