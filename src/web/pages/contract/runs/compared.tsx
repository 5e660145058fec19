/** Two runs: what came out differently first, then what explains it. */
import { useMemo, type ReactNode } from 'react';
import type { Comparison, Constant, RunCard, RunDetail } from '../../../../server/api.ts';
import { useAsk, useWorkspace } from '../../../app/queries.ts';
import { useSettings } from '../../../app/settings.tsx';
import { Change, Money, Value, type Currency } from '../../../kit/figure.tsx';
import { shownCount, shownDate } from '../../../kit/format.ts';
import { compared, decimal, signOf } from '../../../kit/decimal.ts';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { isRatio } from '../../../kit/units.ts';
import { Section } from '../../../kit/section.tsx';
import { Asked, Notice } from '../../../kit/states.tsx';
import { Status } from '../../../kit/status.tsx';
import { runs as words } from '../../../words/runs.ts';
import { PaymentDifferences } from './payment-differences.tsx';
import css from './runs.module.css';

interface Two {
  earlier: string;
  later: string;
  contract: string;
}

export function Compared({ earlier, later, contract }: Two) {
  const comparison = useAsk<Comparison>(['runs', later, 'compare', earlier]);
  const detail = useAsk<RunDetail>(['runs', later]);
  return (
    <Asked query={detail}>
      {(found) => (
        <Asked query={comparison}>
          {(all) => <Page {...{ earlier, later, contract }} detail={found} comparison={all} />}
        </Asked>
      )}
    </Asked>
  );
}

const empty = ({ parameters, documents, factsTotal, rowsTotal, payments, totals }: Comparison) =>
  parameters.length + documents.length + factsTotal + rowsTotal + payments.length === 0 &&
  totals.every(({ difference }) => signOf(difference) === 0);

function Page({
  earlier,
  later,
  contract,
  detail,
  comparison,
}: Two & { detail: RunDetail; comparison: Comparison }) {
  const { t } = useSettings();
  const { currency, minorUnit } = detail.card;
  const money: Currency = useMemo(() => ({ currency, minorUnit }), [currency, minorUnit]);
  if (empty(comparison)) return <Notice>{t(words.same)}</Notice>;
  return (
    <>
      <Section level={3} title={t(words.effect)}>
        <Totals {...{ earlier, comparison, detail, money }} />
        <PaymentDifferences {...{ earlier, later, contract, detail, comparison, money }} />
      </Section>
      <Causes {...{ comparison, detail, money }} />
    </>
  );
}

interface Shown {
  comparison: Comparison;
  detail: RunDetail;
  money: Currency;
}

/** The states stand with the amounts: the same amount, pending before and final now, has changed too. */
function States({ of }: { of: RunCard['payments'][number] | undefined }) {
  return (
    <span className={css.totalStates}>
      {(['pending', 'undetermined'] as const).map((status) => {
        const count = of?.[status] ?? 0;
        return count > 0 && <Status key={status} status={status} count={shownCount(count)} />;
      })}
    </span>
  );
}

function Totals({ earlier, comparison, detail, money }: Shown & { earlier: string }) {
  const { t } = useSettings();
  const { data: workspace } = useWorkspace();
  const cards = [workspace?.runs.find(({ run }) => run === earlier), detail.card];
  const of = (payment: string) => cards.map((card) => card?.payments.find(({ id }) => id === payment));
  const title = (id: string) => t(detail.card.payments.find((one) => one.id === id)?.title) || id;
  return (
    <ul className={css.totals}>
      {comparison.totals.map(({ payment, before, after, difference }) => {
        const [then, now] = of(payment);
        return (
          <li key={payment}>
            <span className={css.totalTitle}>{title(payment)}</span>
            <span className={css.before}>
              <span className="sr-only">{t(words.before)} </span>
              <Money amount={before} money={money} as="compact" />
              <States of={then} />
            </span>
            <span className={css.then} aria-hidden="true">
              →
            </span>
            <span className={css.after}>
              <span className="sr-only">{t(words.after)} </span>
              <Money amount={after} money={money} as="compact" />
              <States of={now} />
            </span>
            <span className={css.change}>
              <Change amount={difference} money={money} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Causes({ comparison, detail, money }: Shown) {
  const { t, lang } = useSettings();
  const { parameters, documents, facts, factsTotal, rows, rowsTotal } = comparison;
  if (parameters.length + documents.length + factsTotal + rowsTotal === 0)
    return (
      <Section level={3} title={t(words.causes)}>
        <p className={css.quiet}>{t(words.nothingInInputs)}</p>
      </Section>
    );
  const parameterTitle = (name: string) =>
    name === 'as_of'
      ? t(words.asOfName)
      : name === 'period'
        ? t(words.periodName)
        : t(detail.summary.parameters.find((one) => one.name === name)?.title) || name;
  const column = (entity: string, name: string) =>
    detail.entities.find((one) => one.name === entity)?.columns.find((one) => one.name === name);
  const entityTitle = (name: string) => t(detail.entities.find((one) => one.name === name)?.title) || name;
  const fact = (entity: string, name: string, value: Constant): ReactNode => {
    const type = column(entity, name)?.type;
    return type ? <Value value={value} type={type} money={money} /> : shown(value);
  };
  /** `other` is the value beside it: a ratio over 1 is no percentage, and then neither is. */
  const written = (name: string, text: string, other: string): ReactNode => {
    const shape = detail.summary.parameters.find((one) => one.name === name)?.shape;
    const plain = [text, other].some((one) => decimal(one) !== null && compared(one, '1') > 0);
    if (
      shape?.kind === 'scalar' &&
      shape.type.kind === 'number' &&
      decimal(text) &&
      !(plain && isRatio(shape.type))
    )
      return <Value value={text} type={shape.type} money={money} />;
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? shownDate(text, lang) : text;
  };
  return (
    <Section level={3} title={t(words.causes)}>
      <div className={css.causes}>
        {parameters.length > 0 && (
          <PlainTable
            caption
            label={t(words.parameters)}
            rows={parameters}
            keyOf={({ name }) => name}
            columns={[
              { id: 'name', header: t(words.parameter), cell: ({ name }) => parameterTitle(name) },
              {
                id: 'before',
                header: t(words.before),
                align: 'right',
                cell: ({ name, before, after }) => <del>{written(name, before, after)}</del>,
              },
              {
                id: 'after',
                header: t(words.after),
                align: 'right',
                cell: ({ name, before, after }) => <ins>{written(name, after, before)}</ins>,
              },
            ]}
          />
        )}
        {documents.length > 0 && (
          <PlainTable
            caption
            label={t(words.documents)}
            rows={documents}
            keyOf={({ name }) => name}
            columns={[
              { id: 'name', header: t(words.document), cell: ({ name }) => name },
              {
                id: 'change',
                header: t(words.difference),
                cell: ({ before, after }) =>
                  before === null ? t(words.added) : after === null ? t(words.removed) : t(words.changed),
              },
              {
                id: 'hash',
                header: 'SHA-256',
                cell: ({ before, after }) => (
                  <code className={css.hash}>
                    {short(before)} → {short(after)}
                  </code>
                ),
              },
            ]}
          />
        )}
        {factsTotal > 0 && (
          <div>
            <PlainTable
              caption
              label={t(words.factsCount, { count: shownCount(factsTotal) })}
              rows={facts}
              keyOf={({ entity, key, name }) => `${entity} ${key} ${name}`}
              columns={[
                {
                  id: 'name',
                  header: t(words.fact),
                  cell: ({ entity, name }) => t(column(entity, name)?.title ?? null) || name,
                },
                {
                  id: 'for',
                  header: t(words.for),
                  cell: ({ entity, key }) => `${entityTitle(entity)} ${key}`,
                },
                {
                  id: 'before',
                  header: t(words.before),
                  align: 'right',
                  cell: ({ entity, name, before }) => <del>{fact(entity, name, before)}</del>,
                },
                {
                  id: 'after',
                  header: t(words.after),
                  align: 'right',
                  cell: ({ entity, name, after }) => <ins>{fact(entity, name, after)}</ins>,
                },
              ]}
            />
            {facts.length < factsTotal && (
              <p className={css.quiet}>{t(words.factsShown, { shown: shownCount(facts.length) })}</p>
            )}
          </div>
        )}
        {rowsTotal > 0 && (
          <PlainTable
            caption
            label={t(words.rowsCount, { count: shownCount(rowsTotal) })}
            rows={rows}
            keyOf={({ entity, key }) => `${entity} ${key}`}
            columns={[
              {
                id: 'for',
                header: t(words.rows),
                cell: ({ entity, key }) => `${entityTitle(entity)} ${key}`,
              },
              { id: 'change', header: t(words.difference), cell: ({ change }) => t(words[change]) },
            ]}
          />
        )}
      </div>
    </Section>
  );
}

const short = (hash: string | null) => (hash === null ? '–' : hash.slice(0, 10));
const shown = (value: Constant) =>
  value === null
    ? '–'
    : decimal(String(value))
      ? String(value)
          .replace(/(\.\d*?)0+$/, '$1')
          .replace(/\.$/, '')
      : String(value);
