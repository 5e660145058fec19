/**
 * Which figures of a public statement are withheld: small counts, and further figures until no sum a reader can know gives one away.
 *
 * What is known of a withheld figure is not only the printed total. Where nothing can be (an institution's package in the row of the fund) everybody
 * knows that it is nothing, so zeros protect no other figure; and the people of one party's rows are often printed once more in a row of that party
 * itself (a county's insured and those of its institutions).
 */
import type { Pair } from '../../engine/publish/index.ts';
import { suppressList } from '../../methods/suppression/index.ts';

interface Withheld {
  people: boolean[];
  totalPeople: boolean;
  /** By row, then by payment. */
  amounts: boolean[][];
  totalAmounts: boolean[];
}

/** Rows whose figures add up to something a reader can know. */
interface Group {
  rows: readonly number[];
  /** What is withheld of them is known together: it must not be a small count either. */
  together: boolean;
}

/** `different`: people behind any of the pairs, each once. */
export function withheldOf(
  pairs: readonly Pair[],
  payments: number,
  least: number,
  different: number = pairs.reduce((sum, { people }) => sum + people, 0),
): Withheld {
  const all = pairs.map((_, i) => i);
  const total: Group = { rows: all, together: true };
  const { sums, links } = groupsOf(pairs);
  const counts = pairs.map(({ people }) => people);
  const people = small(counts, least);
  // The same people may stand behind several rows: then of these together there are no more than of the largest, for all we know.
  const overlap = counts.reduce((sum, n) => sum + n, 0) > different;
  const few = different > 0 && different < least;
  close(people.hidden, counts, counts, [...sums, ...links, ...(people.total ? [] : [total])], least, overlap);
  const totalPeople =
    few ||
    people.total ||
    (overlap && people.hidden.includes(true)) ||
    isOpen(people.hidden, counts, counts, total, least, overlap);
  const columns = Array.from({ length: payments }, (_, i) => {
    const own = small(
      pairs.map(({ amounts }) => amounts[i]?.people ?? 0),
      least,
    );
    const hidden = all.map((row) => people.hidden[row] === true || own.hidden[row] === true);
    const behind = pairs.map((pair) => pair.amounts[i]?.people ?? pair.people);
    // Only what is not zero can hide another amount.
    const filled = pairs.map((pair) => (/[1-9]/.test(pair.amounts[i]?.amount ?? '') ? 1 : 0));
    close(hidden, filled, behind, [...sums, total], least, overlap);
    return { hidden, total: few || own.total || isOpen(hidden, filled, behind, total, least, overlap) };
  });
  return {
    people: people.hidden,
    totalPeople,
    amounts: all.map((row) => columns.map(({ hidden }) => hidden[row] === true)),
    totalAmounts: columns.map((column) => column.total),
  };
}

function small(counts: readonly number[], least: number): { hidden: boolean[]; total: boolean } {
  const { counts: marks, total } = suppressList(counts, { threshold: least });
  return { hidden: marks.map((mark) => mark !== 'shown'), total: total !== 'shown' };
}

/** Withholds more, the fewest people first, until no group gives a figure away that another of it could hide; zeros of `figures` hide nothing. */
function close(
  hidden: boolean[],
  figures: readonly number[],
  people: readonly number[],
  groups: readonly Group[],
  least: number,
  overlap: boolean,
): void {
  // What is withheld for one group may open another; there are only so many rows.
  for (let changed = true; changed;) {
    changed = false;
    for (const group of groups) {
      while (isOpen(hidden, figures, people, group, least, overlap)) {
        const rank = (row: number) => people[row] || Number.POSITIVE_INFINITY;
        const [next] = group.rows
          .filter((row) => hidden[row] !== true && figures[row] !== 0)
          .toSorted((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
        if (next === undefined) break;
        hidden[next] = true;
        changed = true;
      }
    }
  }
}

/** Is a withheld figure, or a small count, to be worked out from the sum of the group? */
function isOpen(
  hidden: readonly boolean[],
  figures: readonly number[],
  people: readonly number[],
  { rows, together }: Group,
  least: number,
  overlap: boolean,
): boolean {
  const withheld = rows.filter((row) => hidden[row] === true && figures[row] !== 0);
  if (withheld.length < 2) return withheld.length === 1;
  const behind = withheld.map((row) => people[row] ?? 0);
  return together && (overlap ? Math.max(...behind) : behind.reduce((sum, n) => sum + n, 0)) < least;
}

/** `sums`: rows of one kind about one party. `links`: two of these, which may be the same people. */
function groupsOf(pairs: readonly Pair[]): { sums: Group[]; links: Group[] } {
  const about = new Map<string, Map<string, number[]>>();
  for (const [row, { from, to, kind }] of pairs.entries()) {
    for (const party of new Set([from, to])) {
      const kinds = about.get(party) ?? new Map<string, number[]>();
      about.set(party, kinds.set(kind, [...(kinds.get(kind) ?? []), row]));
    }
  }
  const lists = [...about.values()].map((kinds) => [...kinds.values()]);
  const sums = lists.flat().filter((rows) => rows.length > 1);
  const links = lists.flatMap((kinds) =>
    kinds.flatMap((rows, i) => kinds.slice(i + 1).map((others) => [...rows, ...others])),
  );
  return {
    sums: sums.map((rows) => ({ rows, together: true })),
    links: links.map((rows) => ({ rows, together: false })),
  };
}
