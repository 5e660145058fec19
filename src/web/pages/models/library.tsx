/** The library: by country and kind, and searched. */
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ModelCard } from '../../../server/api.ts';
import { useAddress } from '../../app/address.ts';
import { useTitle } from '../../app/frame.tsx';
import { useModels } from '../../app/queries.ts';
import { useSay } from '../../app/settings.tsx';
import { Cited } from '../../kit/cited.tsx';
import { Button } from '../../kit/button.tsx';
import { Field } from '../../kit/field.tsx';
import { PageTitle, Section } from '../../kit/section.tsx';
import { Asked, Empty } from '../../kit/states.tsx';
import { Mark } from '../../kit/status.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { models as words } from '../../words/models.ts';
import { familyWords, searched } from './search.ts';
import css from './models.module.css';

export function Library() {
  const t = useSay();
  useTitle(t(words.title));
  const query = useModels();
  return <Asked query={query}>{(all) => <Shelves all={all} />}</Asked>;
}

function Shelves({ all }: { all: readonly ModelCard[] }) {
  const t = useSay();
  const [search, change] = useAddress();
  const [text, family] = [search['q'] ?? '', search['family'] ?? ''];
  const latest = useMemo(() => newest(all), [all]);
  const families = useMemo(() => [...new Set(latest.map((one) => one.family))], [latest]);
  const found = latest.filter((one) => (family === '' || one.family === family) && searched(one, text));
  const shelves = [...Map.groupBy(found, (one) => one.family)];
  return (
    <>
      <PageTitle title={t(words.title)}>{t(words.lead, { count: latest.length })}</PageTitle>
      <div className={css.search}>
        <Field
          label={t(words.search)}
          hideLabel
          type="search"
          placeholder={t(words.search)}
          value={text}
          onChange={(event) => change({ q: event.target.value || undefined }, { replace: true })}
        />
        <Tabs
          label={t(words.family)}
          value={family}
          onPick={(picked) => change({ family: picked || undefined }, { replace: true })}
          options={[
            { value: '', label: `${t(words.allPlaces)} ${latest.length}` },
            ...families.map((one) => ({ value: one, label: t(familyWords(one)) })),
          ]}
        />
      </div>
      {shelves.length === 0 && (
        <Empty
          title={t(words.noMatch)}
          action={
            <Button onClick={() => change({ q: undefined, family: undefined })}>{t(words.clear)}</Button>
          }
        />
      )}
      {shelves.map(([name, members]) => (
        <Section key={name} title={t(familyWords(name))}>
          <ul className={css.shelf}>
            {members.map((one) => (
              <Card key={one.model} of={one} />
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

function Card({ of }: { of: ModelCard }) {
  const t = useSay();
  const id = `${of.model}@${of.version}`;
  return (
    <li className={css.card}>
      <Link to="/models/$model" params={{ model: id }} className={css.cardTitle}>
        {t(of.title) || of.model}
      </Link>
      <span className={css.id}>
        {of.model} · {of.version}
      </span>
      <span className={css.source}>
        <span className={css.about}>{t(of.about) || <Cited source={of.source ?? ''} />}</span>{' '}
        {of.unverified > 0 && <Mark tone="wait">{t(words.unverified, { count: of.unverified })}</Mark>}
      </span>
    </li>
  );
}

/** One card a model; its other versions stand on its page. The list comes in order of version. */
function newest(all: readonly ModelCard[]): ModelCard[] {
  return [...new Map(all.map((one) => [one.model, one])).values()];
}
