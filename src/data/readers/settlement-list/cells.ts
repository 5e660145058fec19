/** Cells as Chinese hospitals write them: full-width digits, dates in many forms, amounts with 元, hours as days/hours/minutes. */
import { narrow } from '../../tables/parse.ts';

/**
 * 填写说明: what has no content is filled with “-”. That is unknown; of a fee it is none (`feeCell`).
 */
const NOTHING = new Set(['', '-', '--', '—', '——', '－', '/', 'null', 'NULL', '\\N']);

export function cell(text: string | null | undefined): string | undefined {
  const plain = narrow(text ?? '');
  return NOTHING.has(plain) ? undefined : plain;
}

/** Words: as they are written, full-width brackets and all; a code in full-width characters is a code. */
export function name(text: string | undefined): string | undefined {
  const plain = cell(text);
  if (plain === undefined) return undefined;
  return /^[\x20-\x7e]*$/.test(plain) ? plain : (text ?? '').trim();
}

const DATE = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*\d{1,2}\s*[:时点]?.*)?$/;

/** ISO day; a text that is no date comes back as it is, so that its row is refused and shows it. */
export function date(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{2}|\d{4}|\d{6}|[T\s]*\d{1,2}:.*)?$/.exec(text);
  const [, year, month = '', day = ''] = compact ?? DATE.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Plain decimal: without 元, ¥ and separators of thousands where they stand as such; else as it is, to be refused. */
export function amount(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const bare = text.replace(/^[¥￥]\s*/, '').replace(/\s*元$/, '');
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
}

/** 是/否, 有/无, 1/0, Y/N. Where 1 and 2 are written, 1 is 无 and 2 is 有 (住院病案首页填写说明: 1.无 2.有): `twos` says so. */
export function yes(text: string | undefined, twos: boolean): string | undefined {
  if (text === undefined) return undefined;
  if (/^(是|有|y|yes|true)$/i.test(text) || /^2[.、]?有?$/.test(text)) return 'true';
  if (/^(否|无|n|no|false|0)$/i.test(text) || /^1[.、]?无$/.test(text)) return 'false';
  if (text === '1') return twos ? 'false' : 'true';
  return text;
}

/** Hours to four digits, half up, from `天/时/分` (1/13/24), `1天13小时24分钟`, or a number of hours. */
export function hours(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const parts =
    /^(\d+)\s*\/\s*(\d+)\s*\/\s*(\d+)$/.exec(text) ??
    /^(?:(\d+)\s*天)?\s*(?:(\d+)\s*小?时)?\s*(?:(\d+)\s*分钟?)?$/.exec(text);
  if (!parts || parts.slice(1).every((part) => part === undefined)) return text;
  const [days = 0n, hour = 0n, minute = 0n] = parts.slice(1).map((part) => BigInt(part ?? 0));
  return tenThousandths(((days * 1440n + hour * 60n + minute) * 10_000n + 30n) / 60n);
}

function tenThousandths(value: bigint): string {
  const digits = String(value).padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0+$/, '');
  return `${digits.slice(0, -4)}${fraction && `.${fraction}`}`;
}

/** 1 男, 2 女; 0 and 9 are not known or not said (GB/T 2261.1). */
export function sex(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^(1|男|男性|m|male)$/i.test(text)) return 'male';
  if (/^(2|女|女性|f|female)$/i.test(text)) return 'female';
  if (/^(0|9|未知.*|未说明.*|unknown)$/i.test(text)) return 'unknown';
  return text;
}
