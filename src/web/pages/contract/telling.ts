/** Which payment is looked at first: the first with any money or anything unknown in it; one that pays nothing to anybody tells nothing. */
import type { RunDetail } from '../../../server/api.ts';
import { signOf } from '../../kit/decimal.ts';

type Payments = RunDetail['summary']['payments'];

export const tellingFirst = (payments: Payments): Payments => [
  ...payments.filter(tells),
  ...payments.filter((one) => !tells(one)),
];

function tells({ total: { final, pending, undetermined } }: Payments[number]): boolean {
  return undetermined > 0 || signOf(final.amount) !== 0 || signOf(pending.amount) !== 0;
}
