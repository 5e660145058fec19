/** What is compared: which columns are theirs, which figure is ours, how near is near enough. */
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { EntityShape, FileColumns, Reconciled, RunDetail } from '../../../../server/api.ts';
import { ask } from '../../../app/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useSay, type Say } from '../../../app/settings.tsx';
import { Button } from '../../../kit/button.tsx';
import { decimal } from '../../../kit/decimal.ts';
import { Field, Select } from '../../../kit/field.tsx';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { Section } from '../../../kit/section.tsx';
import { Failed, Notice } from '../../../kit/states.tsx';
import { reconcile as words } from '../../../words/reconcile.ts';
import { Findings } from './findings.tsx';
import css from './reconcile.module.css';

const PREVIEW = 5;

interface Figure {
  id: string;
  label: string;
  entity: string;
  payment: string | null;
  term: string | null;
}

/** Payments first, then the terms and facts that are numbers. */
function figuresOf(detail: RunDetail, t: Say): Figure[] {
  const payments = detail.summary.payments.map(({ id, title, entity }) => ({
    id: `payment ${id}`,
    label: t(words.paymentFigure, { title: t(title) || id }),
    entity,
    payment: id,
    term: null,
  }));
  const several = detail.entities.length > 1;
  const terms = detail.entities.flatMap((entity) =>
    entity.columns
      .filter(({ kind, type }) => (kind === 'term' || kind === 'fact') && type.kind === 'number')
      .map(({ name, title }) => ({
        id: `term ${entity.name} ${name}`,
        label: `${several ? `${t(entity.title) || entity.name}: ` : ''}${t(title) || name}`,
        entity: entity.name,
        payment: null,
        term: name,
      })),
  );
  return [...payments, ...terms];
}

const keysOf = (entity: EntityShape | undefined) =>
  entity?.columns.filter(({ kind }) => kind === 'key') ?? [];

export function Settings({ file, found }: { file: File; found: FileColumns }) {
  const t = useSay();
  const { run, detail } = useContract();
  const figures = useMemo(() => figuresOf(detail, t), [detail, t]);
  const [chosen, setChosen] = useState(figures[0]?.id ?? '');
  const figure = figures.find(({ id }) => id === chosen) ?? figures[0];
  const parts = keysOf(detail.entities.find(({ name }) => name === figure?.entity));
  const [keys, setKeys] = useState<Record<number, string>>({});
  const [amount, setAmount] = useState(found.amount ?? found.columns.at(-1) ?? '');
  const [within, setWithin] = useState('');
  const [relative, setRelative] = useState('');
  const key = parts.map((part, i) => keys[i] ?? guess(found, part.name, i));
  const bad = (text: string) => text.trim() !== '' && (!decimal(text) || text.trim().startsWith('-'));

  const compared = useMutation({
    mutationFn: (asked: Figure) => {
      const body = new FormData();
      // Fields before the file: the server reads them while the file is still on its way.
      body.append('key', key.join(','));
      body.append('amount', amount);
      if (asked.payment !== null) body.append('payment', asked.payment);
      else {
        body.append('entity', asked.entity);
        body.append('term', asked.term ?? '');
      }
      if (within.trim() !== '') body.append('within', within.trim());
      if (relative.trim() !== '') body.append('relative', share(relative.trim()));
      body.append('file', file);
      return ask<Reconciled>(['runs', run, 'reconcile'], {}, { method: 'POST', body });
    },
  });
  if (!figure) return <Notice tone="wait">{t(words.noPayments)}</Notice>;

  const options = found.columns.map((column) => ({ value: column, label: column }));
  const wrong = bad(within) || bad(relative);
  return (
    <>
      <Section title={t(words.columns)}>
        <form
          className={css.settings}
          onSubmit={(event) => {
            event.preventDefault();
            if (!wrong) compared.mutate(figure);
          }}
        >
          <Select
            label={t(words.figure)}
            options={figures.map(({ id, label }) => ({ value: id, label }))}
            value={figure.id}
            onPick={setChosen}
          />
          {key.map((column, i) => (
            <Select
              key={parts[i]?.name ?? i}
              label={
                parts.length > 1
                  ? t(words.keyPart, { name: t(parts[i]?.title ?? null) || parts[i]?.name || '' })
                  : t(words.keyColumn)
              }
              options={options}
              value={column}
              onPick={(picked) => setKeys({ ...keys, [i]: picked })}
              hint={keys[i] === undefined && column === found.key ? t(words.guessed) : undefined}
            />
          ))}
          <Select
            label={t(words.amountColumn)}
            options={options}
            value={amount}
            onPick={setAmount}
            hint={amount === found.amount ? t(words.guessed) : undefined}
          />
          <Field
            label={t(words.tolerance)}
            inputMode="decimal"
            value={within}
            placeholder="0"
            onChange={(event) => setWithin(event.target.value)}
            error={bad(within) ? t(words.notNumber) : null}
          />
          <Field
            label={t(words.relative)}
            inputMode="decimal"
            value={relative}
            placeholder="0"
            onChange={(event) => setRelative(event.target.value)}
            error={bad(relative) ? t(words.notNumber) : null}
          />
          <Button kind="primary" type="submit" disabled={compared.isPending || wrong}>
            {compared.isPending ? t(words.comparing) : t(words.run)}
          </Button>
        </form>
        <p className={css.quiet}>{t(words.toleranceHint)}</p>
        <PlainTable
          caption
          label={t(words.preview, { file: file.name })}
          rows={found.rows.slice(0, PREVIEW)}
          keyOf={(_, i) => String(i)}
          columns={found.columns.map((column, i) => ({
            id: `${i}`,
            header: (
              <span className={key.includes(column) || column === amount ? css.used : undefined}>
                {column}
              </span>
            ),
            ...(column === amount && { align: 'right' as const }),
            cell: (row: string[]) => row[i] ?? '',
          }))}
        />
      </Section>
      {compared.error && <Failed error={compared.error} title={t(words.notCompared)} />}
      {compared.data && <Findings result={compared.data} />}
    </>
  );
}

/** The column of a key's part: of the part's own name, else the likeliest one. */
function guess({ columns, key }: FileColumns, part: string, i: number): string {
  const same = columns.find((column) => column.trim().toLowerCase() === part.toLowerCase());
  return same ?? (i === 0 && key ? key : (columns[i] ?? ''));
}

/** Per cent as a ratio, exactly: 0.5 → 0.005. */
function share(percent: string): string {
  const [whole = '0', fraction = ''] = percent.split('.');
  const digits = whole.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
}
