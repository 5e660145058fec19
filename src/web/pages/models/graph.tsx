/**
 * What is made from what, as a drawing that can be moved and a table that says the same. The drawing is SVG: boxes are links for keyboard and pointer,
 * text stays text at every size.
 */
import { useMemo, useState } from 'react';
import type { Graph } from '../../../server/api.ts';
import { useSay } from '../../app/settings.tsx';
import { Field } from '../../kit/field.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { models as words } from '../../words/models.ts';
import { Drawing } from './drawing.tsx';
import { GraphTable } from './graph-table.tsx';
import { related } from './layout.ts';
import css from './models.module.css';

export type Node = Graph['nodes'][number];

/** A drawing of more boxes than this shows formulas and payments first; inputs on demand. */
const MANY = 60;

export function FormulaGraph({ graph, model }: { graph: Graph; model: string }) {
  const t = useSay();
  const [view, setView] = useState<'graph' | 'table'>('graph');
  const [inputs, setInputs] = useState(graph.nodes.length <= MANY);
  const [chosen, choose] = useState<string | null>(null);
  const [only, setOnly] = useState(false);
  const [search, setSearch] = useState('');

  const belongs = useMemo(
    () => (chosen === null ? null : related(chosen, graph.edges)),
    [chosen, graph.edges],
  );
  const shown = useMemo(() => {
    const isInput = ({ kind }: Node) => kind === 'fact' || kind === 'parameter';
    const nodes = graph.nodes.filter(
      (node) =>
        node.id === chosen ||
        ((inputs || only || !isInput(node)) && (!only || !belongs || belongs.has(node.id))),
    );
    const ids = new Set(nodes.map(({ id }) => id));
    return { nodes, edges: graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
  }, [graph, inputs, only, belongs, chosen]);

  const wanted = search.trim().toLowerCase();
  const hits = new Set(
    wanted === ''
      ? []
      : shown.nodes
          .filter(({ id, title }) => `${id} ${title.en} ${title.zh}`.toLowerCase().includes(wanted))
          .map(({ id }) => id),
  );

  return (
    <>
      <p className={css.lead}>{t(words.graphHint)}</p>
      <div className={css.graphTools}>
        <Tabs
          label={t(words.graph)}
          value={view}
          onPick={setView}
          options={[
            { value: 'graph', label: t(words.asGraph) },
            { value: 'table', label: t(words.asTable) },
          ]}
        />
        {view === 'graph' && (
          <>
            <label className={css.check}>
              <input type="checkbox" checked={inputs} onChange={(event) => setInputs(event.target.checked)} />
              {t(words.showInputs)}
            </label>
            <label className={css.check}>
              <input
                type="checkbox"
                checked={only}
                disabled={chosen === null}
                onChange={(event) => setOnly(event.target.checked)}
              />
              {t(words.only)}
            </label>
            <Field
              label={t(words.findNode)}
              hideLabel
              type="search"
              placeholder={t(words.findNode)}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <Legend />
          </>
        )}
      </div>
      {view === 'graph' ? (
        <Drawing
          {...shown}
          label={t(words.graphLabel, { model, nodes: shown.nodes.length, edges: shown.edges.length })}
          chosen={chosen}
          bright={wanted === '' ? belongs : hits}
          choose={(id) => {
            choose(id === chosen ? null : id);
            if (id === chosen) setOnly(false);
          }}
        />
      ) : (
        <GraphTable graph={graph} />
      )}
    </>
  );
}

const KINDS = ['fact', 'parameter', 'term', 'payment'] as const;

function Legend() {
  const t = useSay();
  return (
    <ul className={css.legend}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <svg width="18" height="12" aria-hidden="true">
            <rect
              x="1"
              y="1"
              width="16"
              height="10"
              rx={kind === 'parameter' ? 5 : 2}
              className={css[kind]}
            />
          </svg>
          {t(words[kind])}
        </li>
      ))}
    </ul>
  );
}
