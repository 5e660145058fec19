/** Which rows of a list of any length are seen, and where they are drawn (`long-scroll.ts` has the reckoning). */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { placeAfter, placeAt, TALLEST, type Extent, type Place } from './long-scroll.ts';

/** Rows drawn above and below what is seen. */
const BEYOND = 8;
/** Milliseconds without a move after which the wheel rests. */
const REST = 150;

interface Seen {
  from: number;
  to: number;
  /** Pixels from where a row would stand if all were drawn. */
  shift: number;
}

export function useLongScroll(count: number, row: number) {
  const element = useRef<HTMLDivElement>(null);
  const place = useRef<Place>({ top: 0, offset: 0 });
  const height = Math.min(count * row, TALLEST);
  const spare = count * row - height;
  const [seen, setSeen] = useState<Seen>({ from: 0, to: -1, shift: 0 });

  const extentOf = useCallback(
    ({ scrollHeight, clientHeight }: HTMLElement): Extent => ({
      lastTop: scrollHeight - clientHeight,
      spare,
      view: clientHeight,
    }),
    [spare],
  );
  const show = useCallback(
    (next: Place, view: number) => {
      place.current = next;
      const from = Math.max(0, Math.floor(next.offset / row) - BEYOND);
      const to = Math.min(count - 1, Math.ceil((next.offset + view) / row) + BEYOND);
      const shift = next.top - next.offset;
      setSeen((old) =>
        old.from === from && old.to === to && old.shift === shift ? old : { from, to, shift },
      );
    },
    [count, row],
  );
  const goTo = useCallback(
    (offset: number) => {
      const scrolled = element.current;
      if (!scrolled) return;
      const extent = extentOf(scrolled);
      show(placeAt(offset, extent), extent.view);
      scrolled.scrollTop = place.current.top;
    },
    [extentOf, show],
  );

  // What is seen changes with the number of rows, and with the element's size.
  useLayoutEffect(() => {
    const scrolled = element.current;
    if (!scrolled) return;
    const measure = () => {
      const extent = extentOf(scrolled);
      const { scrollTop } = scrolled;
      const { offset } = place.current;
      const kept = extent.spare > 0 ? placeAt(offset, extent) : { top: scrollTop, offset: scrollTop };
      show(kept, extent.view);
      if (extent.spare > 0 && kept.top !== scrollTop) scrolled.scrollTop = kept.top;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scrolled);
    return () => observer.disconnect();
  }, [extentOf, show]);

  useEffect(() => {
    const scrolled = element.current;
    if (!scrolled) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      // Moved since the last event: the next one is on its way, and the bar must not be put back before it comes.
      if (Math.abs(place.current.top - scrolled.scrollTop) >= 1) return;
      const belongs = placeAt(place.current.offset, extentOf(scrolled));
      if (Math.abs(belongs.top - scrolled.scrollTop) < 1) return;
      flushSync(() => show(belongs, scrolled.clientHeight));
      scrolled.scrollTop = belongs.top;
    };
    const moved = () => {
      const extent = extentOf(scrolled);
      const next = placeAfter(place.current, scrolled.scrollTop, extent);
      flushSync(() => show(next, extent.view));
      clearTimeout(rest);
      if (extent.spare > 0) rest = setTimeout(settle, REST);
    };
    scrolled.addEventListener('scroll', moved, { passive: true });
    return () => {
      clearTimeout(rest);
      scrolled.removeEventListener('scroll', moved);
    };
  }, [extentOf, show]);

  /** The browser's own keys, but for those that lead to the ends: by its own reckoning it would stop short of them. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Home' && event.key !== 'End') return;
    if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') return;
    event.preventDefault();
    goTo(event.key === 'Home' ? 0 : count * row);
  };

  useKeptFocus(element, seen);
  return { element, height, seen, goTo, onKeyDown };
}

/** Whoever moves by keys from within a row keeps moving when that row is no longer drawn: the list itself is then in focus. */
function useKeptFocus(element: { current: HTMLElement | null }, seen: Seen): void {
  const inside = useRef(false);
  useEffect(() => {
    const scrolled = element.current;
    const note = () => {
      inside.current = scrolled?.contains(document.activeElement) === true;
    };
    document.addEventListener('focusin', note);
    const left = () => {
      inside.current = false;
    };
    document.addEventListener('pointerdown', left);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', left);
    };
  }, [element]);
  useEffect(() => {
    if (inside.current && document.activeElement === document.body)
      element.current?.focus({ preventScroll: true });
  }, [element, seen]);
}
