/**
 * ISO 4217: the currencies in use and the digits of their minor units. Source: ISO 4217 list one (SIX, 2024). `XXX`, no currency involved, is for
 * models without money (a scorecard) that models in any currency extend.
 */

const CODES =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC ' +
  'CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD ' +
  'JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD ' +
  'NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP ' +
  'SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF XXX YER ZAR ZMW ZWG';

/** All others have 2. */
const DIGITS: Record<string, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
};

const minorUnits = new Map<string, number>(CODES.split(' ').map((code) => [code, 2]));
for (const [digits, codes] of Object.entries(DIGITS)) {
  for (const code of codes.split(' ')) minorUnits.set(code, Number(digits));
}

export const currencies: readonly string[] = [...minorUnits.keys()];

/** Digits after the point in the currency's minor unit; undefined for what is no currency. */
export function minorUnit(currency: string): number | undefined {
  return minorUnits.get(currency);
}

/** What people call a currency: its code is often not the nearest one by letters (`RMB` is not `RUB`). */
export const writtenOtherwise: ReadonlyMap<string, string> = new Map([
  ...['RMB', 'CNH', 'YUAN', '人民币', '元', '¥', '￥'].map((text) => [text, 'CNY'] as const),
  ...['$', 'US$', 'DOLLAR', '美元'].map((text) => [text, 'USD'] as const),
  ...['€', 'EURO', '欧元'].map((text) => [text, 'EUR'] as const),
  ...['£', 'UKP', '英镑'].map((text) => [text, 'GBP'] as const),
  ...['YEN', '日元'].map((text) => [text, 'JPY'] as const),
  ...['NTD', 'NT$', '新台币'].map((text) => [text, 'TWD'] as const),
  ...['HK$', '港元', '港币'].map((text) => [text, 'HKD'] as const),
]);
