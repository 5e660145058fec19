/** A layered drawing of what is made from what: inputs left, payments right, lines crossing as little as a few sweeps bring about. */

export interface Link {
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

export interface Layout {
  nodes: ReadonlyMap<string, Placed>;
  width: number;
  height: number;
}

export interface Sizes {
  width: number;
  height: number;
  across: number;
  down: number;
}

export const SIZES: Sizes = { width: 184, height: 36, across: 72, down: 12 };
const SWEEPS = 8;

export function layered(ids: readonly string[], links: readonly Link[], sizes: Sizes = SIZES): Layout {
  const known = new Set(ids);
  const inside = links.filter(({ from, to }) => known.has(from) && known.has(to) && from !== to);
  const into = Map.groupBy(inside, ({ to }) => to);
  const out = Map.groupBy(inside, ({ from }) => from);
  const layerOf = layers(ids, into, out);
  const rows: string[][] = [];
  for (const id of ids) (rows[layerOf.get(id) ?? 0] ??= []).push(id);
  const filled = Array.from(rows, (row) => row ?? []);
  order(filled, into, out);
  const tallest = Math.max(0, ...filled.map((row) => row.length));
  const step = sizes.height + sizes.down;
  const nodes = new Map<string, Placed>();
  filled.forEach((row, layer) => {
    const top = ((tallest - row.length) * step) / 2;
    row.forEach((id, i) =>
      nodes.set(id, { id, layer, row: i, x: layer * (sizes.width + sizes.across), y: top + i * step }),
    );
  });
  return {
    nodes,
    width: Math.max(0, filled.length * (sizes.width + sizes.across) - sizes.across),
    height: Math.max(0, tallest * step - sizes.down),
  };
}

type Links = ReadonlyMap<string, readonly Link[]>;

/** The longest way from an input; then what feeds something far to the right moves next to it. A circle ends where it is met again. */
function layers(ids: readonly string[], into: Links, out: Links): Map<string, number> {
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
        return [
          id,
          places.length === 0 ? (place.get(id) ?? 0.5) : places.reduce((a, b) => a + b) / places.length,
        ];
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
