/** The graph as a table: each name, what it is made from, and what uses it. */
import { useMemo } from 'react';
import type { Graph } from '../../../server/api.ts';
import { useSay } from '../../app/settings.tsx';
import { PlainTable } from '../../kit/plain-table.tsx';
import { models as words } from '../../words/models.ts';
import type { Node } from './graph.tsx';

const ORDER = ['payment', 'term', 'parameter', 'fact'] as const;

export function GraphTable({ graph }: { graph: Graph }) {
  const t = useSay();
  const { into, out, title, rows } = useMemo(() => {
    const titles = new Map(graph.nodes.map((node) => [node.id, node.title]));
    return {
      into: Map.groupBy(graph.edges, ({ to }) => to),
      out: Map.groupBy(graph.edges, ({ from }) => from),
      title: (id: string) => titles.get(id) ?? { en: id, zh: id },
      rows: graph.nodes.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)),
    };
  }, [graph]);
  const list = (ids: readonly string[]) =>
    ids.map((id) => t(title(id)) || id).join(t({ en: ', ', zh: '、' }));
  return (
    <PlainTable<Node>
      label={t(words.graph)}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', header: t(words.name), cell: (node) => t(node.title) || node.id },
        { id: 'kind', header: t(words.kind), cell: ({ kind }) => t(words[kind]) },
        { id: 'entity', header: t(words.entity), cell: ({ entity }) => entity ?? t(words.agreement) },
        {
          id: 'from',
          header: t(words.madeFrom),
          cell: ({ id }) => list((into.get(id) ?? []).map(({ from }) => from)),
        },
        {
          id: 'to',
          header: t(words.usedBy),
          cell: ({ id }) => list((out.get(id) ?? []).map(({ to }) => to)),
        },
      ]}
    />
  );
}
