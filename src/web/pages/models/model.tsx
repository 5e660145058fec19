/** One model: what it is, its terms as clauses, what is made from what, its tests, its text. */
import { Link } from '@tanstack/react-router';
import type { ModelCard, ModelDetail } from '../../../server/api.ts';
import { useAddress } from '../../app/address.ts';
import { Failure } from '../../app/api.ts';
import { useTitle } from '../../app/frame.tsx';
import { useAsk, useModels } from '../../app/queries.ts';
import { useSay } from '../../app/settings.tsx';
import { Cited } from '../../kit/cited.tsx';
import { CopyButton, linkButton, primaryLink } from '../../kit/button.tsx';
import { PageTitle } from '../../kit/section.tsx';
import { Asked, Empty } from '../../kit/states.tsx';
import { Mark } from '../../kit/status.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { models as words } from '../../words/models.ts';
import { TermsDocument } from '../contract/terms/document.tsx';
import { FormulaGraph } from './graph.tsx';
import { Readme } from './readme.tsx';
import { Tests } from './tests.tsx';
import css from './models.module.css';

const PARTS = ['about', 'terms', 'graph', 'tests', 'document'] as const;
type Part = (typeof PARTS)[number];

export function Model({ id }: { id: string }) {
  const t = useSay();
  const query = useAsk<ModelDetail>(['models', id]);
  if (query.error instanceof Failure && query.error.gone)
    return (
      <Empty
        title={t(words.gone)}
        action={
          <Link to="/models" className={primaryLink}>
            {t(words.toLibrary)}
          </Link>
        }
      >
        {id}
      </Empty>
    );
  return <Asked query={query}>{(found) => <Found model={found} />}</Asked>;
}

function Found({ model }: { model: ModelDetail }) {
  const t = useSay();
  const { card } = model;
  const title = t(card.title) || card.model;
  const [search, change] = useAddress();
  const part = PARTS.find((one) => one === search['part']) ?? 'about';
  useTitle(title, t(words.title));
  return (
    <>
      <PageTitle
        title={title}
        tools={
          card.file !== '' && (
            <Link to="/editor" search={{ file: card.file }} className={linkButton}>
              {t(words.openEditor)}
            </Link>
          )
        }
      >
        <span className={css.id}>{card.model}</span> <Versions card={card} />{' '}
        {card.unverified > 0 && <Mark tone="wait">{t(words.unverified, { count: card.unverified })}</Mark>}
        {card.source && (
          <p className={css.source}>
            <Cited words={words.sourceIs} source={card.source} />
          </p>
        )}
      </PageTitle>
      <Tabs<Part>
        label={t(words.sections)}
        value={part}
        onPick={(picked) => change({ part: picked === 'about' ? undefined : picked })}
        options={PARTS.map((value) => ({ value, label: t(words[value]) }))}
      />
      <div className={css.part}>
        {part === 'about' && <About model={model} />}
        {part === 'terms' && <TermsDocument terms={model.terms} />}
        {part === 'graph' && <FormulaGraph graph={model.graph} model={title} />}
        {part === 'tests' && <Tests model={model} />}
        {part === 'document' && <Document text={model.document} />}
      </div>
    </>
  );
}

function Versions({ card }: { card: ModelCard }) {
  const t = useSay();
  const { data = [] } = useModels();
  const others = data.filter(({ model, version }) => model === card.model && version !== card.version);
  return (
    <>
      <span>{t(words.version, { version: card.version })}</span>
      {others.map(({ model, version }) => (
        <Link
          key={version}
          to="/models/$model"
          params={{ model: `${model}@${version}` }}
          className={css.version}
        >
          {version}
        </Link>
      ))}
    </>
  );
}

function About({ model }: { model: ModelDetail }) {
  const t = useSay();
  const text = t(model.readme);
  return text === '' ? <Empty title={t(words.noReadme)} /> : <Readme text={text} />;
}

function Document({ text }: { text: string }) {
  const t = useSay();
  return (
    <div className={css.document}>
      <CopyButton text={text}>{t(words.copyDocument)}</CopyButton>
      <pre tabIndex={0} aria-label={t(words.document)}>
        {text}
      </pre>
    </div>
  );
}
