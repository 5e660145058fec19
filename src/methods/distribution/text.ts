/** Units of 0.0001 as decimal text with two digits, four where they are needed. */
export function moneyText(amount: bigint): string {
  const size = amount < 0n ? -amount : amount;
  const digits = String(size).padStart(5, '0');
  const text = `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/00$/, '');
  return amount < 0n ? `-${text}` : text;
}
