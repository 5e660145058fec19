/** What was read of each table, kept, refused, replaced by a later version, and stands; and the files it came from. */
import type { Quality } from '../../../../server/api.ts';
import { useSay } from '../../../app/settings.tsx';
import { grouped, plus } from '../../../kit/decimal.ts';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { Section } from '../../../kit/section.tsx';
import { data as words } from '../../../words/data.ts';
import { shareOf, useLabels } from './labels.ts';
import css from './data.module.css';

interface Row {
  table: string;
  read: string;
  kept: string;
  refused: string;
  superseded: string;
  standing: string;
}

function rowsOf({ sources, tables }: Quality['report']): Row[] {
  const found = new Map<string, Row>();
  for (const { rows } of sources) {
    for (const { table, read, kept, refused } of rows) {
      const before = found.get(table);
      const stands = tables.find((one) => one.table === table);
      found.set(table, {
        table,
        read: plus(before?.read ?? '0', read),
        kept: plus(before?.kept ?? '0', kept),
        refused: plus(before?.refused ?? '0', refused),
        superseded: stands?.superseded ?? '0',
        standing: stands?.rows ?? '0',
      });
    }
  }
  return [...found.values()];
}

export function Accounted(quality: Quality) {
  const t = useSay();
  const { table } = useLabels(quality);
  const rows = rowsOf(quality.report);
  const count = (id: 'read' | 'kept' | 'refused' | 'superseded' | 'standing') => ({
    id,
    header: t(words[id]),
    align: 'right' as const,
    cell: (row: Row) =>
      id === 'refused' && row.refused !== '0' ? <strong>{grouped(row.refused)}</strong> : grouped(row[id]),
  });
  return (
    <Section title={t(words.accounted)}>
      <PlainTable
        label={t(words.accounted)}
        rows={rows}
        keyOf={(row) => row.table}
        columns={[
          { id: 'table', header: t(words.table), cell: (row) => table(row.table) },
          count('read'),
          count('kept'),
          count('refused'),
          count('superseded'),
          count('standing'),
          {
            id: 'share',
            header: <span className="sr-only">{t(words.shareOfRead)}</span>,
            cell: ({ read, standing, refused }: Row) => (
              <Split standing={shareOf(standing, read)} refused={shareOf(refused, read)} />
            ),
          },
        ]}
      />
      {quality.report.sources.map((source) => (
        <Files key={source.name} source={source} reason={(code) => t(quality.reasons[code]) || code} />
      ))}
    </Section>
  );
}

/** Of what was read: what stands, what was replaced, what was refused (hatched). The figures stand beside. */
function Split({ standing, refused }: { standing: number; refused: number }) {
  return (
    <svg viewBox="0 0 100 8" className={css.split} aria-hidden="true" preserveAspectRatio="none">
      <rect width="100" height="8" className={css.splitRest} />
      <rect width={standing} height="8" className={css.splitStanding} />
      <rect x={100 - refused} width={refused} height="8" className={css.splitRefused} />
    </svg>
  );
}

const [KB, MB] = [1000, 1_000_000];
/** Of a delivery without a name of its own: enough of its hash to tell it from others. */
const called = (name: string) => (/^[0-9a-f]{32}$/.test(name) ? name.slice(0, 8) : name);

function Files({
  source: { name, format, files, passedOver },
  reason,
}: {
  source: Quality['report']['sources'][number];
  reason: (code: string) => string;
}) {
  const t = useSay();
  const bytes = files.reduce((sum, one) => sum + Number(one.bytes), 0);
  const size = bytes < MB / 10 ? `${(bytes / KB).toFixed(1)} kB` : `${(bytes / MB).toFixed(1)} MB`;
  return (
    <details className={css.files}>
      <summary>
        <span title={name}>{called(name)}</span> · {format} ·{' '}
        {t(bytes === 0 ? words.fileCount : words.fileSize, { count: files.length, size })}
      </summary>
      <PlainTable
        label={t(words.files)}
        rows={files}
        keyOf={(one) => `${one.name} ${one.sha256}`}
        columns={[
          { id: 'file', header: t(words.file), cell: (one) => one.name },
          { id: 'size', header: t(words.size), align: 'right', cell: (one) => grouped(one.bytes) },
          {
            id: 'hash',
            header: t(words.hash),
            cell: (one) => <code className={css.hash}>{one.sha256}</code>,
          },
        ]}
      />
      {passedOver.length > 0 && <PassedOver list={passedOver} reason={reason} />}
    </details>
  );
}

function PassedOver({
  list,
  reason,
}: {
  list: Quality['report']['sources'][number]['passedOver'];
  reason: (code: string) => string;
}) {
  const t = useSay();
  return (
    <PlainTable
      caption
      label={t(words.passedOver)}
      rows={list}
      keyOf={(one) => `${one.file} ${one.reason}`}
      columns={[
        { id: 'file', header: t(words.file), cell: (one) => one.file },
        { id: 'reason', header: t(words.reason), cell: (one) => reason(one.reason) },
        { id: 'count', header: t(words.count), align: 'right', cell: (one) => grouped(one.count) },
      ]}
    />
  );
}
