/** Value: the reports below the folder, or one of them. */
import { Link } from '@tanstack/react-router';
import type { ValueCard } from '../../../server/api.ts';
import { useAddress } from '../../app/address.ts';
import { useTitle } from '../../app/frame.tsx';
import { useAsk, useWorkspace } from '../../app/queries.ts';
import { useSettings } from '../../app/settings.tsx';
import { CopyButton } from '../../kit/button.tsx';
import { shownCount, shownMoment, shownPeriod } from '../../kit/format.ts';
import { PlainTable } from '../../kit/plain-table.tsx';
import { PageTitle } from '../../kit/section.tsx';
import { Asked, Empty } from '../../kit/states.tsx';
import { value as words } from '../../words/value.ts';
import { ReportPage } from './report.tsx';
import css from './value.module.css';

export default function ValuePage() {
  const [search] = useAddress();
  const file = search['file'];
  return file === undefined ? <Reports /> : <ReportPage key={file} file={file} />;
}

function Reports() {
  const { t, lang } = useSettings();
  useTitle(t(words.title));
  const query = useAsk<ValueCard[]>(['value']);
  return (
    <>
      <PageTitle title={t(words.title)}>{t(words.lead)}</PageTitle>
      <Asked query={query}>
        {(all) =>
          all.length === 0 ? (
            <None />
          ) : (
            <PlainTable
              label={t(words.reports)}
              rows={all}
              keyOf={({ file }) => file}
              columns={[
                {
                  id: 'condition',
                  header: t(words.condition),
                  cell: (one) => (
                    <Link to="/value" search={{ file: one.file }} className={css.name}>
                      {t(one.title)}
                    </Link>
                  ),
                },
                { id: 'period', header: t(words.period), cell: (one) => shownPeriod(one.period, lang) },
                {
                  id: 'providers',
                  header: t(words.providers),
                  align: 'right',
                  cell: (one) => shownCount(one.providers),
                },
                {
                  id: 'cycles',
                  header: t(words.cycles),
                  align: 'right',
                  cell: (one) => shownCount(one.cycles),
                },
                { id: 'made', header: t(words.made), cell: (one) => shownMoment(one.written, lang) },
                {
                  id: 'file',
                  header: t(words.report),
                  cell: (one) => <code className={css.file}>{one.file}</code>,
                },
              ]}
            />
          )
        }
      </Asked>
    </>
  );
}

function None() {
  const { t } = useSettings();
  const { data } = useWorkspace();
  const command = `openvbp value hip-knee ${data?.data[0]?.path ?? 'DATA'} -o value/hip-knee.json`;
  return (
    <Empty title={t(words.none)} action={<CopyButton text={command} />}>
      {t(words.noneHint)}
      <code className={css.command}>{command}</code>
    </Empty>
  );
}
