/** Result: one sentence, one waterfall, payments by party; then every row, how they are spread, and when it is final. */
import { Distributions } from './distributions.tsx';
import { EntityTable } from './entity-table.tsx';
import { Lead } from './lead.tsx';
import { Parties } from './parties.tsx';
import { TimelineOfPayments } from './timeline.tsx';
import { Waterfalls } from './waterfall.tsx';

export default function ResultPage() {
  return (
    <>
      <Lead />
      <Waterfalls />
      <Parties />
      <EntityTable />
      <Distributions />
      <TimelineOfPayments />
    </>
  );
}
