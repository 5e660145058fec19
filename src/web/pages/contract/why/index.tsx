/** Why as a page of its own: to be read, printed and sent. */
import { useAddress, readFigure, writeFigure } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useAsk } from '../../../app/queries.ts';
import { useSay } from '../../../app/settings.tsx';
import { Select } from '../../../kit/field.tsx';
import { Empty } from '../../../kit/states.tsx';
import { kit } from '../../../words/kit.ts';
import { why as words } from '../../../words/why.ts';
import type { EntityPage } from '../../../../server/api.ts';
import { tellingFirst } from '../telling.ts';
import { WhyView } from './view.tsx';
import css from './why.module.css';

/** Rows offered in the list; more are found through the entity table. */
const OFFERED = 200;

export default function WhyPage() {
  const t = useSay();
  const { detail, run } = useContract();
  const names = useNames(detail);
  const [search, change] = useAddress();
  const { payments } = detail.summary;
  const asked = readFigure(search['why']);
  const telling = tellingFirst(payments);
  const first = telling.find(({ example }) => example !== undefined) ?? telling[0];
  const figure =
    asked ??
    (first?.example === undefined
      ? null
      : { entity: first.entity, key: first.example, term: names.paid(first.id) });
  const rows = useAsk<EntityPage>(
    ['runs', run, 'entities', figure?.entity ?? ''],
    { offset: 0, limit: OFFERED, sort: 'key' },
    { enabled: figure !== null },
  );
  if (!figure) return <Empty title={t(kit.nothing)} />;
  const here = payments.filter(({ entity }) => entity === figure.entity);
  const keys = rows.data?.rows.map(({ key }) => key) ?? [];
  const pick = (changed: Partial<typeof figure>) => change({ why: writeFigure({ ...figure, ...changed }) });
  const options = payments.map(({ id, title }) => ({ value: id, label: t(title) || id }));
  const known = here.find(({ id }) => figure.term === names.paid(id) || figure.term === id);
  return (
    <div className={css.page}>
      <div className={css.choose} data-screen-only>
        <Select
          label={t(words.choose)}
          value={known?.id ?? ''}
          onPick={(id) => {
            const payment = payments.find((one) => one.id === id);
            if (payment)
              pick({
                term: names.paid(id),
                entity: payment.entity,
                key: payment.entity === figure.entity ? figure.key : (payment.example ?? figure.key),
              });
          }}
          options={
            known
              ? options
              : [{ value: '', label: t(names.column(figure.entity, figure.term)) || figure.term }, ...options]
          }
        />
        <Select
          label={t(names.entity(figure.entity)) || t(words.row)}
          value={figure.key}
          onPick={(key) => pick({ key })}
          options={[...new Set([figure.key, ...keys])]
            .sort()
            .map((key) => ({ value: key, label: t(names.row(key)) }))}
        />
        <p className={css.hint}>{t(words.chooseHint)}</p>
      </div>
      <WhyView key={writeFigure(figure)} figure={figure} wide={here.length > 0} />
    </div>
  );
}
