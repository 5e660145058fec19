/** The answer in one sentence; then what keeps it from being final, and for whom. */
import type { StatementSummary } from '../../../../server/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Figure } from '../../../kit/figure.tsx';
import { compactMoney, shownCount } from '../../../kit/format.ts';
import { Diagnostics, Notice } from '../../../kit/states.tsx';
import { Status } from '../../../kit/status.tsx';
import { result as words } from '../../../words/result.ts';
import { useReason } from '../why/reason.tsx';
import css from './result.module.css';

export function Lead() {
  const t = useSay();
  const { detail } = useContract();
  const { total, undetermined, pending } = detail.summary;
  const warnings = detail.manifest.diagnostics.filter(({ severity }) => severity !== 'note');
  return (
    <section className={css.lead}>
      <p className={css.sentence}>{t(detail.sentence)}</p>
      <p className={css.counts}>
        {(['final', 'pending', 'undetermined'] as const).map(
          (status) =>
            total[status] > 0 && <Status key={status} status={status} count={shownCount(total[status])} />,
        )}
      </p>
      {together(undetermined).map((one, i) => (
        <Missing key={i} {...one} />
      ))}
      {pending.map((group, i) => (
        <Awaited key={i} group={group} />
      ))}
      {warnings.length > 0 && (
        <details className={css.warnings}>
          <summary>{t(words.warnings, { count: warnings.length })}</summary>
          <Diagnostics list={warnings} />
        </details>
      )}
    </section>
  );
}

type Group = StatementSummary['undetermined'][number];

/** One fact that several payments lack is said once: of so many payments, for so many rows. */
function together(groups: readonly Group[]): { group: Group; whom: number }[] {
  const found = new Map<string, { group: Group; whom: number }>();
  for (const group of groups) {
    const id = JSON.stringify(group.reason ?? group.payment);
    const known = found.get(id);
    const keys = [...new Set([...(known?.group.keys ?? []), ...group.keys])];
    found.set(id, {
      group: { ...group, keys, rows: group.rows + (known?.group.rows ?? 0) },
      whom: Math.max(group.rows, known?.whom ?? 0, keys.length),
    });
  }
  return [...found.values()];
}

function Missing({ group, whom }: { group: Group; whom: number }) {
  const t = useSay();
  const say = useReason();
  const { detail } = useContract();
  const names = useNames(detail);
  const entity = detail.summary.payments.find(({ id }) => id === group.payment)?.entity ?? '';
  const reason = group.reason ? say({ ...group.reason, key: '' }) : t(words.nobody);
  return (
    <Notice tone="bad">
      {t(words.missingRows, { count: shownCount(group.rows), reason })}
      {group.bound && ` ${t(words.missingFrom, group.bound)}`}
      <Keys
        keys={group.keys}
        of={whom}
        entity={group.reason?.entity ?? entity}
        term={group.reason?.entity === entity ? names.paid(group.payment) : group.reason?.name}
      />
    </Notice>
  );
}

function Awaited({ group }: { group: StatementSummary['pending'][number] }) {
  const t = useSay();
  const lang = useLang();
  const { detail, money } = useContract();
  const names = useNames(detail);
  const entity = detail.summary.payments.find(({ id }) => id === group.payment)?.entity ?? '';
  return (
    <Notice tone="wait">
      {t(words.awaitedRows, {
        count: shownCount(group.rows),
        amount: compactMoney(group.amount, { lang, ...money }),
        what: t(group.title) || group.formula || t(words.awaitedSomething),
      })}
      <Keys keys={group.keys} of={group.rows} entity={entity} term={names.paid(group.payment)} />
    </Notice>
  );
}

/** The first few of whom it is true, each to be asked. */
function Keys({
  keys,
  of,
  entity,
  term,
}: {
  keys: readonly string[];
  of: number;
  entity: string;
  term: string | undefined;
}) {
  const t = useSay();
  const names = useNames(useContract().detail);
  const column =
    term !== undefined && (names.shape(entity)?.columns.some(({ name }) => name === term) || true);
  if (keys.length === 0) return null;
  const [before = '', after = ''] = t(of > keys.length ? words.forWhomMore : words.forWhom, {
    count: shownCount(of - keys.length),
    keys: '\u0000',
  }).split('\u0000');
  return (
    <p className={css.keys}>
      {before}
      {keys.map((key, i) => (
        <span key={key}>
          {i > 0 && ', '}
          {column && term !== undefined ? (
            <Figure of={{ entity, key, term }}>{t(names.row(key))}</Figure>
          ) : (
            t(names.row(key))
          )}
        </span>
      ))}
      {after}
    </p>
  );
}
