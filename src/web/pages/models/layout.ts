/**
 * A layered drawing of what is made from what: inputs left, payments right. Lines that pass layers have a place of their own in each, so that none runs
 * through a box; a few sweeps take out crossings and straighten what can be straight.
 */

interface Link {
  from: string;
  to: string;
}

export interface Placed {
  id: string;
  layer: number;
  /** Place within the layer, from 0. */
  row: number;
  x: number;
  y: number;
}

interface Layout {
  nodes: ReadonlyMap<string, Placed>;
  /** Of each link where its line passes, from box to box: pairs of x and y. */
  lines: ReadonlyMap<string, readonly (readonly [number, number])[]>;
  width: number;
  height: number;
}

interface Sizes {
  width: number;
  height: number;
  across: number;
  down: number;
  /** A line that passes a layer takes so much of it. */
  line: number;
}

export const SIZES: Sizes = { width: 184, height: 36, across: 72, down: 12, line: 6 };
const SWEEPS = 8;

export const lineName = ({ from, to }: Link) => `${from}\u0000${to}`;

export function layered(ids: readonly string[], links: readonly Link[], sizes: Sizes = SIZES): Layout {
  const known = new Set(ids);
  const inside = links.filter(({ from, to }) => known.has(from) && known.has(to) && from !== to);
  const layerOf = layers(ids, inside);
  const { chain, passed } = passing(inside, layerOf);
  const rows: string[][] = [];
  for (const id of [...ids, ...[...passed.values()].flat()]) (rows[layerOf.get(id) ?? 0] ??= []).push(id);
  const filled = Array.from(rows, (row) => row ?? []);
  const into = Map.groupBy(chain, ({ to }) => to);
  const out = Map.groupBy(chain, ({ from }) => from);
  order(filled, into, out);
  const heightOf = (id: string) => (known.has(id) ? sizes.height : sizes.line);
  const middle = straighten(filled, into, out, (id) => heightOf(id) + sizes.down);
  const top = Math.min(...[...middle].map(([id, y]) => y - heightOf(id) / 2), Infinity);
  const nodes = new Map<string, Placed>();
  filled.forEach((row, layer) => {
    let at = 0;
    for (const id of row) {
      if (!known.has(id)) continue;
      const y = (middle.get(id) ?? 0) - sizes.height / 2 - top;
      nodes.set(id, { id, layer, row: at, x: layer * (sizes.width + sizes.across), y });
      at += 1;
    }
  });
  const height = Math.max(0, ...[...nodes.values()].map(({ y }) => y + sizes.height));
  const lines = new Map(
    inside.map((link): [string, [number, number][]] => {
      const a = nodes.get(link.from) as Placed;
      const b = nodes.get(link.to) as Placed;
      const between = (passed.get(lineName(link)) ?? []).flatMap((id): [number, number][] => {
        const [x, y] = [(layerOf.get(id) ?? 0) * (sizes.width + sizes.across), (middle.get(id) ?? 0) - top];
        return [
          [x, y],
          [x + sizes.width, y],
        ];
      });
      return [
        lineName(link),
        [[a.x + sizes.width, a.y + sizes.height / 2], ...between, [b.x, b.y + sizes.height / 2]],
      ];
    }),
  );
  return {
    nodes,
    lines,
    width: Math.max(0, filled.length * (sizes.width + sizes.across) - sizes.across),
    height,
  };
}

/** The longest way from an input; then what feeds something far to the right moves next to it. A circle ends where it is met again. */
function layers(ids: readonly string[], links: readonly Link[]): Map<string, number> {
  const into = Map.groupBy(links, ({ to }) => to);
  const out = Map.groupBy(links, ({ from }) => from);
  const found = new Map<string, number>();
  const open = new Set<string>();
  const visit = (id: string): number => {
    const known = found.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return -1;
    open.add(id);
    const layer = Math.max(-1, ...(into.get(id) ?? []).map(({ from }) => visit(from))) + 1;
    open.delete(id);
    found.set(id, layer);
    return layer;
  };
  for (const id of ids) visit(id);
  for (const id of ids.toSorted((a, b) => (found.get(b) ?? 0) - (found.get(a) ?? 0))) {
    const next = (out.get(id) ?? []).map(({ to }) => found.get(to) ?? 0);
    const nearest = Math.min(...next) - 1;
    if (next.length > 0 && nearest > (found.get(id) ?? 0)) found.set(id, nearest);
  }
  return found;
}

/** Links cut at every layer they pass, and the places where they pass it. */
function passing(links: readonly Link[], layerOf: Map<string, number>) {
  const chain: Link[] = [];
  const passed = new Map<string, string[]>();
  for (const link of links) {
    const [a, b] = [layerOf.get(link.from) ?? 0, layerOf.get(link.to) ?? 0];
    const places: string[] = [];
    for (let layer = a + 1; layer < b; layer += 1) {
      const id = `\u0000${lineName(link)}\u0000${layer}`;
      layerOf.set(id, layer);
      places.push(id);
    }
    if (places.length > 0) passed.set(lineName(link), places);
    [link.from, ...places].forEach((from, i) => chain.push({ from, to: places[i] ?? link.to }));
  }
  return { chain, passed };
}

type Links = ReadonlyMap<string, readonly Link[]>;

/** Each node goes to the mean place of its neighbours, layer by layer, forth and back. Ties keep their order. */
function order(rows: string[][], into: Links, out: Links): void {
  const place = new Map<string, number>();
  const note = (row: readonly string[]) =>
    row.forEach((id, i) => place.set(id, (i + 0.5) / Math.max(1, row.length)));
  rows.forEach(note);
  const sweep = (row: string[], neighbours: (id: string) => string[]) => {
    const wish = new Map(
      row.map((id): [string, number] => {
        const places = neighbours(id).map((one) => place.get(one) ?? 0.5);
        return [id, mean(places) ?? place.get(id) ?? 0.5];
      }),
    );
    row.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
    note(row);
  };
  for (let i = 0; i < SWEEPS; i += 1) {
    for (const row of rows) sweep(row, (id) => (into.get(id) ?? []).map(({ from }) => from));
    for (const row of rows.toReversed()) sweep(row, (id) => (out.get(id) ?? []).map(({ to }) => to));
  }
}

const mean = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : numbers.reduce((a, b) => a + b) / numbers.length;

/** The middle of each: as near to its neighbours' as its layer's order and heights allow. */
function straighten(
  rows: readonly (readonly string[])[],
  into: Links,
  out: Links,
  room: (id: string) => number,
): Map<string, number> {
  const middle = new Map<string, number>();
  for (const row of rows) {
    let y = 0;
    for (const id of row) {
      middle.set(id, y + room(id) / 2);
      y += room(id);
    }
    for (const id of row) middle.set(id, (middle.get(id) as number) - y / 2);
  }
  const settle = (row: readonly string[], neighbours: (id: string) => string[]) => {
    const wish = row.map(
      (id) => mean(neighbours(id).map((one) => middle.get(one) ?? 0)) ?? (middle.get(id) as number),
    );
    apart(wish, row.map(room)).forEach((y, i) => middle.set(row[i] as string, y));
  };
  for (let i = 0; i < SWEEPS; i += 1) {
    for (const row of rows) settle(row, (id) => (into.get(id) ?? []).map(({ from }) => from));
    for (const row of rows.toReversed()) settle(row, (id) => (out.get(id) ?? []).map(({ to }) => to));
  }
  return middle;
}

/** The places nearest to the wishes (least squares) that keep the order and do not overlap: neighbours that would are moved as one block. */
function apart(wish: readonly number[], room: readonly number[]): number[] {
  const offset: number[] = [];
  let at = 0;
  room.forEach((one, i) => {
    if (i > 0) at += ((room[i - 1] as number) + one) / 2;
    offset.push(at);
  });
  const blocks: { sum: number; count: number }[] = [];
  wish.forEach((y, i) => {
    blocks.push({ sum: y - (offset[i] as number), count: 1 });
    for (;;) {
      const [a, b] = [blocks.at(-2), blocks.at(-1)];
      if (!a || !b || a.sum / a.count <= b.sum / b.count) break;
      blocks.splice(-2, 2, { sum: a.sum + b.sum, count: a.count + b.count });
    }
  });
  return blocks
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((y, i) => y + (offset[i] as number));
}

/** All a figure is made from, and all that is made of it; itself too. */
export function related(id: string, links: readonly Link[]): Set<string> {
  const reach = (next: (link: Link, at: string) => string | undefined) => {
    const seen = new Set([id]);
    for (const at of seen)
      for (const link of links) {
        const one = next(link, at);
        if (one !== undefined) seen.add(one);
      }
    return seen;
  };
  const before = reach(({ from, to }, at) => (to === at ? from : undefined));
  const after = reach(({ from, to }, at) => (from === at ? to : undefined));
  return new Set([...before, ...after]);
}
