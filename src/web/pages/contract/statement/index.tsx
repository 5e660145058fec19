/** The statement as a document: what is signed, filed and posted. On the screen as it prints. */
import { Link } from '@tanstack/react-router';
import type { RunDetail } from '../../../../server/api.ts';
import { useAddress, useContractParam } from '../../../app/address.ts';
import { useContract } from '../../../app/contract.tsx';
import { useNames } from '../../../app/names.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Button, linkButton } from '../../../kit/button.tsx';
import { signOf } from '../../../kit/decimal.ts';
import { exactMoney, exactAmount, shownCount, shownDate, shownPeriod } from '../../../kit/format.ts';
import { Cited } from '../../../kit/cited.tsx';
import { PlainTable } from '../../../kit/plain-table.tsx';
import { currencyName } from '../../../kit/units.ts';
import { statement as words, terms } from '../../../words/terms.ts';
import { result } from '../../../words/result.ts';
import { useReason } from '../why/reason.tsx';
import css from './statement.module.css';

export default function StatementPage() {
  const t = useSay();
  const lang = useLang();
  const { detail } = useContract();
  const contract = useContractParam();
  const [search] = useAddress();
  const names = useNames(detail);
  const { summary, sentence } = detail;
  const title = t(summary.title) || summary.contract;
  const signers = signersOf(detail, (id) => t(names.party(id)));
  return (
    <>
      <div className={css.tools} data-screen-only>
        <Button kind="primary" onClick={() => print()}>
          {t(words.print)}
        </Button>
        <Link
          to="/contract/$contract/result"
          params={{ contract }}
          search={{ run: search['run'] }}
          className={linkButton}
        >
          {t(words.back)}
        </Link>
      </div>
      <article className={css.paper}>
        <header>
          <p className={css.kind}>{t(words.title)}</p>
          <h2 className={css.title}>{title}</h2>
          <dl className={css.facts}>
            <Fact name={t(terms.model)}>
              {t(summary.modelTitle) || summary.model}{' '}
              <span className={css.quiet}>{`${summary.model} ${summary.modelVersion}`}</span>
            </Fact>
            <Fact name={t(terms.period)}>{shownPeriod(summary.period, lang)}</Fact>
            <Fact name={t(terms.asOf)}>{shownDate(summary.asOf, lang)}</Fact>
          </dl>
          <p className={css.sentence}>{t(sentence)}</p>
        </header>
        <Payments />
        <OpenItems />
        <Inputs />
        <footer className={css.footer}>
          <div className={css.signs}>
            {signers.map((party) => (
              <p key={party} className={css.sign}>
                {t(words.signed, { party })}
                <span className={css.quiet}>{t(words.signedDate)}</span>
              </p>
            ))}
          </div>
          <p className={css.quiet}>{t(words.footer, { engine: summary.engine })}</p>
        </footer>
      </article>
    </>
  );
}

/** Those the contract names, and the few others that pay them or are paid by them; of many each has a statement of its own. */
function signersOf(detail: RunDetail, name: (id: string) => string): string[] {
  const { parties, payments } = detail.summary;
  const named = parties.filter(({ role }) => role !== null).map(({ id }) => id);
  const others = payments
    .flatMap(({ flows }) => flows.map(({ from, to }) => [from, to]))
    .filter((sides) => named.length === 0 || sides.some((id) => id !== null && named.includes(id)))
    .flat()
    .filter((id) => id !== null);
  const all = [...new Set([...named, ...others])];
  return (all.length <= 4 ? all : named).map(name);
}

type Flow = RunDetail['summary']['payments'][number]['flows'][number];
/** So many lines of nothing are still named. */
const NAMED = 4;
const isNothing = ({ final, pending, undetermined }: Flow) =>
  signOf(final.amount) === 0 && pending.rows + undetermined === 0;

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Payments() {
  const t = useSay();
  const lang = useLang();
  const { detail, money } = useContract();
  const names = useNames(detail);
  const unit = currencyName(money.currency, lang);
  const amount = (text: string) => exactAmount(text, money.minorUnit);
  const party = (id: string | null) => t(id === null ? words.nobody : names.party(id));
  return (
    <>
      {detail.summary.payments.map((payment) => {
        const { pending, undetermined } = payment.total;
        const nothing = detail.nothing[payment.id] ?? 0;
        // A page of zeros hides the few lines that are paid.
        const without = nothing > NAMED ? nothing : 0;
        const flows = without > 0 ? payment.flows.filter((flow) => !isNothing(flow)) : payment.flows;
        const count = (detail.flows[payment.id] ?? 0) - without;
        return (
          <section key={payment.id} className={css.payment}>
            <h3>{t(payment.title) || payment.id}</h3>
            {payment.source && (
              <p className={css.quiet}>
                <Cited words={terms.source} source={payment.source} />
              </p>
            )}
            {flows.length > 0 && (
              <PlainTable
                label={t(payment.title) || payment.id}
                rows={flows}
                keyOf={({ from, to }) => `${from} ${to}`}
                columns={[
                  { id: 'from', header: t(words.from), cell: ({ from }) => party(from) },
                  { id: 'to', header: t(words.to), cell: ({ to }) => party(to) },
                  {
                    id: 'final',
                    header: t(words.final),
                    unit,
                    align: 'right',
                    cell: ({ final }) => (final.rows > 0 ? amount(final.amount) : ''),
                  },
                  ...(pending.rows > 0
                    ? [
                        {
                          id: 'pending',
                          header: t(words.pending),
                          unit,
                          align: 'right' as const,
                          cell: (flow: (typeof payment.flows)[number]) =>
                            flow.pending.rows > 0 ? amount(flow.pending.amount) : '',
                        },
                      ]
                    : []),
                  ...(undetermined > 0
                    ? [
                        {
                          id: 'undetermined',
                          header: t(words.undetermined),
                          align: 'right' as const,
                          cell: (flow: (typeof payment.flows)[number]) =>
                            flow.undetermined > 0
                              ? t(result.rowsUnknown, { count: shownCount(flow.undetermined) })
                              : '',
                        },
                      ]
                    : []),
                ]}
                foot={{
                  from: t(words.total),
                  final: amount(payment.total.final.amount),
                  pending: amount(pending.amount),
                  undetermined: t(result.rowsUnknown, { count: shownCount(undetermined) }),
                }}
              />
            )}
            {flows.some((flow) => [flow.final, flow.pending].some((one) => signOf(one.amount) < 0)) && (
              <p className={css.quiet}>{t(result.otherWay)}</p>
            )}
            {without > 0 && (
              <p className={css.quiet}>{t(result.nothingDue, { count: shownCount(without) })}</p>
            )}
            <p className={css.quiet}>
              {t(words.posted)} {exactMoney(payment.posted, { lang, ...money })} · {t(words.toPost)}{' '}
              {exactMoney(payment.difference, { lang, ...money })}
            </p>
            {count > flows.length && (
              <p className={css.quiet}>{t(words.more, { shown: flows.length, count: shownCount(count) })}</p>
            )}
          </section>
        );
      })}
    </>
  );
}

function OpenItems() {
  const t = useSay();
  const lang = useLang();
  const say = useReason();
  const { detail, money } = useContract();
  const { undetermined, pending, payments } = detail.summary;
  if (undetermined.length + pending.length === 0) return null;
  const title = (id: string) => t(payments.find((one) => one.id === id)?.title) || id;
  return (
    <section className={css.payment}>
      <h3>{t(words.open)}</h3>
      <ul className={css.items}>
        {undetermined.map(({ payment, rows, reason, bound }, i) => (
          <li key={`u${i}`}>
            {t(words.missing, {
              payment: title(payment),
              count: shownCount(rows),
              reason: reason ? say({ ...reason, key: '' }) : t(words.nobody),
            })}
            {bound && ` ${t(result.missingFrom, bound)}`}
          </li>
        ))}
        {pending.map(({ payment, rows, amount, title: what, formula }, i) => (
          <li key={`p${i}`}>
            {t(words.awaited, {
              payment: title(payment),
              count: shownCount(rows),
              amount: exactMoney(amount, { lang, ...money }),
              what: t(what) || formula || t(result.awaitedSomething),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Hashes by which the other side can tell that it looks at the same documents and data. */
function Inputs() {
  const t = useSay();
  const { detail } = useContract();
  const { documents, sources } = detail.summary;
  const rows = [
    ...Object.entries(documents).map(([file, sha256]) => ({ file, sha256, read: null, kept: null })),
    ...sources.map(({ file, sha256, read, kept }) => ({ file, sha256, read, kept })),
  ];
  const count = (value: number | null) => (value === null ? '' : shownCount(value));
  return (
    <section className={css.payment}>
      <h3>{t(words.inputs)}</h3>
      <PlainTable
        label={t(words.inputs)}
        rows={rows}
        keyOf={({ file }, i) => `${file} ${i}`}
        columns={[
          { id: 'file', header: t(words.file), cell: ({ file }) => file },
          { id: 'read', header: t(words.rows), align: 'right', cell: ({ read }) => count(read) },
          { id: 'kept', header: t(words.kept), align: 'right', cell: ({ kept }) => count(kept) },
          {
            id: 'hash',
            header: t(words.hash),
            cell: ({ sha256 }) => <code className={css.hash}>{sha256.slice(0, 16)}</code>,
          },
        ]}
      />
    </section>
  );
}
