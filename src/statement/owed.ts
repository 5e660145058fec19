/** Who owes whom what, and whether it is final: a statement in one sentence. */
import { absolute, add, compare, decimal, decimalText, ZERO, type Decimal } from '../engine/decimal.ts';
import { fill, type Lang } from '../language/diagnostic.ts';
import type { Localized } from '../language/plan.ts';
import { shownNumber } from './format/index.ts';
import { owed as words } from './messages.ts';
import type { Flow, PaymentSummary, StatementSummary } from './types.ts';
import { titled } from './words.ts';

/** Payments that are named; the others are counted. */
const NAMED = 3;

/** What flows one way under a payment. */
export interface Way {
  /** Its identifier. */
  payment: string;
  /** The one on a side; undefined where there are several, null where it is unknown who it is. */
  from: string | null | undefined;
  to: string | null | undefined;
  /** How many there are on each side. */
  payers: number;
  payees: number;
  /** Above zero. */
  amount: Decimal;
}

/**
 * Of each payment what is final and pending together, by direction: a negative amount flows back; and how much of it is pending. `ways` where not
 * all flows are in the summary; `currency` as the reader's page calls it, else its code.
 */
export function owedSentence(
  summary: StatementSummary,
  ways: readonly Way[] = summary.payments.flatMap(waysOf),
  currency: Localized = { en: summary.currency, zh: summary.currency },
): Localized {
  const sorted = ways.toSorted((a, b) => compare(b.amount, a.amount));
  return { en: inWords(summary, sorted, currency, 'en'), zh: inWords(summary, sorted, currency, 'zh') };
}

function inWords(summary: StatementSummary, ways: readonly Way[], currency: Localized, lang: Lang): string {
  const { pending, undetermined, rows } = summary.total;
  const counts = { pending, undetermined, rows, amount: pendingInWords(summary, currency, lang) };
  const open =
    undetermined > 0 && pending > 0
      ? words.bothOpen
      : undetermined > 0
        ? words.someUndetermined
        : pending > 0
          ? words.somePending
          : words.allFinal;
  const state = fill(open[lang], counts);
  if (ways.length === 0) {
    if (rows === 0) return words.noPayment[lang];
    return undetermined === rows ? state : `${words.nothing[lang]}${lang === 'en' ? ' ' : ''}${state}`;
  }
  const first = ways.slice(0, NAMED).map((way) => wayInWords(summary, way, currency, lang));
  const rest = ways.length - NAMED;
  const more = rest > 0 ? [fill(words.more[lang], { count: rest })] : [];
  return `${[...first, ...more].join(lang === 'zh' ? '；' : '; ')}${lang === 'zh' ? '。' : '. '}${state}`;
}

function waysOf(payment: PaymentSummary): Way[] {
  const amountOf = ({ final, pending }: Flow) => add(decimal(final.amount), decimal(pending.amount));
  const signs = [1, -1] as const;
  return signs.flatMap((sign) => {
    const flows = payment.flows.filter((flow) => compare(amountOf(flow), ZERO) === sign);
    if (flows.length === 0) return [];
    const amount = absolute(flows.reduce((sum, flow) => add(sum, amountOf(flow)), ZERO));
    const [a, b] = (['from', 'to'] as const).map((side) => new Set(flows.map((flow) => flow[side])));
    const [payers, payees] = sign === 1 ? [a, b] : [b, a];
    const only = (side: Set<string | null> | undefined) => (side?.size === 1 ? [...side][0] : undefined);
    return [
      {
        payment: payment.id,
        from: only(payers),
        to: only(payees),
        payers: payers?.size ?? 0,
        payees: payees?.size ?? 0,
        amount,
      },
    ];
  });
}

const moneyInWords = (amount: string, { minorUnit }: StatementSummary, currency: Localized, lang: Lang) =>
  `${shownNumber(amount, { minimum: minorUnit })} ${currency[lang]}`;

/** Amounts of several payments may flow against each other: each stands for itself. */
function pendingInWords(summary: StatementSummary, currency: Localized, lang: Lang): string {
  const open = summary.payments.filter(({ total }) => total.pending.rows > 0);
  const several = open.length > 1;
  return open
    .map(({ id, title, total }) => {
      const amount = moneyInWords(total.pending.amount, summary, currency, lang);
      return several ? `${titled(title, id, lang)} ${amount}` : amount;
    })
    .join(lang === 'zh' ? '、' : ', ');
}

function wayInWords(
  summary: StatementSummary,
  { payment, from, to, payers, payees, amount }: Way,
  currency: Localized,
  lang: Lang,
): string {
  const named = (id: string | null | undefined, count: number) => {
    if (id === undefined) return fill(words.parties[lang], { count });
    const party = summary.parties.find((one) => one.id === id);
    return id === null ? words.unknownParty[lang] : titled(party?.name, id, lang);
  };
  const text = fill(words.pays[lang], {
    payers,
    from: named(from, payers),
    to: named(to, payees),
    amount: moneyInWords(decimalText(amount), summary, currency, lang),
    payment: titled(summary.payments.find(({ id }) => id === payment)?.title, payment, lang),
  });
  return lang === 'zh' ? spaced(text) : text;
}

/** A space where Han text meets letters or digits, as print has it. */
function spaced(text: string): string {
  return text
    .replaceAll(/(\p{Script=Han})([A-Za-z0-9−-])/gu, '$1 $2')
    .replaceAll(/([A-Za-z0-9])(\p{Script=Han})/gu, '$1 $2');
}
