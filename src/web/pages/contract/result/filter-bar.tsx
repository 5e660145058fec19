/** What the table is narrowed to, which columns it shows, views kept, and the same rows as a file. */
import { useState } from 'react';
import type { EntityShape, StatementSummary } from '../../../../server/api.ts';
import { useAddress } from '../../../app/address.ts';
import { address } from '../../../app/api.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Button, CopyButton, linkButton } from '../../../kit/button.tsx';
import { Field, Select } from '../../../kit/field.tsx';
import { isNumber } from '../../../kit/units.ts';
import { kit } from '../../../words/kit.ts';
import { result as words } from '../../../words/result.ts';
import {
  operatorsOf,
  typedValue,
  writeCondition,
  writeConditions,
  type Condition,
  type Operator,
} from './conditions.ts';
import { SavedViews } from './saved-views.tsx';
import css from './result.module.css';

type ShapeColumn = EntityShape['columns'][number];

export function FilterBar({
  entity,
  chosen,
  usual,
  conditions,
  payments,
}: {
  entity: EntityShape;
  chosen: readonly string[];
  usual: readonly string[];
  conditions: readonly Condition[];
  payments: StatementSummary['payments'];
}) {
  const t = useSay();
  const lang = useLang();
  const { run, detail } = useContract();
  const names = useNames(detail);
  const [search, change] = useAddress();
  const setConditions = (list: readonly Condition[]) => change({ where: writeConditions(list) });
  const title = (name: string) => {
    const payment = payments.find(({ id }) => name === `status.${id}`);
    if (payment) return t(words.state, { payment: t(payment.title) || payment.id });
    const column = entity.columns.find((one) => one.name === name);
    return (
      t(column?.title) ||
      (column?.type.kind === 'reference' ? t(names.entity(column.type.entity)) : '') ||
      name
    );
  };
  const open = payments.filter(({ total }) => total.pending.rows + total.undetermined > 0);
  const files = {
    sort: search['sort'],
    search: search['search'],
    where: conditions.map(writeCondition),
    lang,
  };
  return (
    <div data-screen-only>
      <div className={css.bar}>
        <div className={css.search}>
          <SearchField
            value={search['search'] ?? ''}
            onChange={(text) => change({ search: text || undefined }, { replace: true })}
          />
        </div>
        {open.map(({ id }) => {
          const name = `status.${id}`;
          return (
            <Select
              key={id}
              label={title(name)}
              hideLabel
              value={conditions.find((one) => one.name === name)?.value ?? ''}
              onPick={(value) => {
                const others = conditions.filter((one) => one.name !== name);
                setConditions(value === '' ? others : [...others, { name, op: 'eq', value }]);
              }}
              options={[
                { value: '', label: t(words.spreadItem, { entity: title(name), column: t(words.anyState) }) },
                ...(['final', 'pending', 'undetermined'] as const).map((value) => ({
                  value,
                  label: t(kit[value]),
                })),
              ]}
            />
          );
        })}
        <AddCondition
          columns={entity.columns}
          title={title}
          onAdd={(added) => setConditions([...conditions, added])}
        />
        <Columns entity={entity} chosen={chosen} usual={usual} title={title} />
        <SavedViews entity={entity.name} />
        <span className={`${css.bar} ${css.push}`}>
          <CopyButton text={location.href} kind="text">
            {t(words.copyView)}
          </CopyButton>
          {(['csv', 'xlsx'] as const).map((format) => (
            <a
              key={format}
              className={linkButton}
              download
              href={address(['runs', run, 'entities', entity.name, 'export'], { format, ...files })}
            >
              {t(format === 'csv' ? kit.exportCsv : kit.exportXlsx)}
              <span className="sr-only"> {t(kit.export)}</span>
            </a>
          ))}
        </span>
      </div>
      {conditions.some(({ name }) => !name.startsWith('status.')) && (
        <ul className={css.chips}>
          {conditions.map((one, i) => {
            if (one.name.startsWith('status.')) return null;
            const said = t(words.filtered, {
              column: title(one.name),
              op: t(words[`op_${one.op}`]),
              value: one.value === 'true' ? t(kit.yes) : one.value === 'false' ? t(kit.no) : one.value,
            });
            return (
              <li key={writeCondition(one)} className={css.chip}>
                {said}
                <button
                  type="button"
                  aria-label={t(words.removeFilter, { filter: said })}
                  onClick={() => setConditions(conditions.filter((_, j) => j !== i))}
                >
                  ×
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

/** Asks when the typing pauses. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useSay();
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout>>();
  return (
    <Field
      key={value === '' ? 'empty' : 'held'}
      label={t(kit.search)}
      hideLabel
      type="search"
      placeholder={t(kit.search)}
      defaultValue={value}
      autoFocus={false}
      onChange={({ target }) => {
        clearTimeout(timer);
        setTimer(setTimeout(() => onChange(target.value), 250));
      }}
    />
  );
}

function AddCondition({
  columns,
  title,
  onAdd,
}: {
  columns: readonly ShapeColumn[];
  title: (name: string) => string;
  onAdd: (condition: Condition) => void;
}) {
  const t = useSay();
  const usable = columns.filter(({ kind }) => kind !== 'key' || columns.length === 1);
  const [name, setName] = useState(usable[0]?.name ?? '');
  const column = usable.find((one) => one.name === name);
  const operators = column ? operatorsOf(column) : [];
  const [op, setOp] = useState<Operator>(operators[0] ?? 'eq');
  const [value, setValue] = useState('');
  if (!column) return null;
  const bare = op === 'known' || op === 'unknown';
  return (
    <details className={css.menu}>
      <summary>{t(words.filter)}</summary>
      <form
        className={css.drop}
        onSubmit={(event) => {
          event.preventDefault();
          onAdd({
            name,
            op,
            value:
              column.type.kind === 'boolean'
                ? value || 'true'
                : isNumber(column.type)
                  ? typedValue(value)
                  : value,
          });
          setValue('');
          event.currentTarget.closest('details')?.removeAttribute('open');
        }}
      >
        <Select
          label={t(words.column)}
          value={name}
          onPick={(picked) => {
            setName(picked);
            const next = usable.find((one) => one.name === picked);
            if (next && !operatorsOf(next).includes(op)) setOp(operatorsOf(next)[0] ?? 'eq');
          }}
          options={usable.map((one) => ({ value: one.name, label: title(one.name) }))}
        />
        <Select
          label={t(words.condition)}
          value={op}
          onPick={(picked) => setOp(picked as Operator)}
          options={operators.map((one) => ({ value: one, label: t(words[`op_${one}`]) }))}
        />
        {!bare &&
          (column.type.kind === 'boolean' ? (
            <Select
              label={t(words.than)}
              value={value || 'true'}
              onPick={setValue}
              options={[
                { value: 'true', label: t(kit.yes) },
                { value: 'false', label: t(kit.no) },
              ]}
            />
          ) : (
            <Field
              label={t(words.than)}
              required
              type={column.type.kind === 'date' ? 'date' : 'text'}
              value={value}
              onChange={({ target }) => setValue(target.value)}
            />
          ))}
        <Button type="submit" kind="primary">
          {t(words.add)}
        </Button>
      </form>
    </details>
  );
}

function Columns({
  entity,
  chosen,
  usual,
  title,
}: {
  entity: EntityShape;
  chosen: readonly string[];
  usual: readonly string[];
  title: (name: string) => string;
}) {
  const t = useSay();
  const [, change] = useAddress();
  const all = entity.columns.filter(({ kind }) => kind !== 'key').map(({ name }) => name);
  const set = (names: readonly string[]) =>
    change({ columns: names.join() === usual.join() ? undefined : names.join() }, { replace: true });
  return (
    <details className={css.menu}>
      <summary>
        {t(words.columns)}{' '}
        <span className={css.dim}>{t(words.columnsShown, { shown: chosen.length, all: all.length })}</span>
      </summary>
      <div className={css.drop}>
        <div className={css.dropTools}>
          <Button kind="text" onClick={() => set(usual)}>
            {t(words.columnsUsual)}
          </Button>
          <Button kind="text" onClick={() => set([...usual, ...all.filter((name) => !usual.includes(name))])}>
            {t(words.columnsAll)}
          </Button>
        </div>
        {all.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={() =>
                set(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name])
              }
            />
            {title(name)}
          </label>
        ))}
      </div>
    </details>
  );
}
