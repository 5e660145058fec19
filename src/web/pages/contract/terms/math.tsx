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

/** A long formula scrolls by itself; only then is it a stop for the keyboard. */
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
  // Displayed, so that what is summed over stands under its sign.
  const display = name === 'math' ? { display: 'block' } : {};
  return createElement(name, { key, ...attributes, ...display }, ...children);
}
