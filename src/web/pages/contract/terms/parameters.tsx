/** The schedule: each parameter with value, unit, date and source; what this agreement changed is struck and underlined. */
import type { ParameterClause, ParameterNote } from '../../../../server/api.ts';
import { useLang, useSay } from '../../../app/settings.tsx';
import { Cited } from '../../../kit/cited.tsx';
import type { Currency } from '../../../kit/figure.tsx';
import { shownDate } from '../../../kit/format.ts';
import { terms as words } from '../../../words/terms.ts';
import { parameterPlace } from './place.ts';
import { isFactor } from '../../../kit/units.ts';
import { called, exactly, numbersIn, shownCell, type Style, type Table } from './cells.ts';
import { Mark, Unverified } from '../../../kit/status.tsx';
import css from './terms.module.css';

export function Parameters({
  parameters,
  money,
  at,
}: {
  parameters: readonly ParameterClause[];
  money: Currency;
  /** The place that was asked for. */
  at: string | undefined;
}) {
  const t = useSay();
  const lang = useLang();
  const style: Style = { t, lang, money };
  return (
    <section className={css.article} id="parameters">
      <h3 className={css.articleTitle}>{t(words.parameters)}</h3>
      {parameters.map((one) => (
        <div
          key={one.name}
          className={`${css.parameter} ${at === parameterPlace(one.name) ? css.there : ''}`}
          id={parameterPlace(one.name)}
        >
          <h4 className={css.parameterTitle}>
            {t(one.title) || one.name} {one.changed && <Mark tone="accent">{t(words.changed)}</Mark>}
          </h4>
          <div className={css.parameterBody}>
            {one.was ? (
              <>
                <div className={css.version}>
                  <p className={css.versionName}>{t(words.was)}</p>
                  <del className={css.was}>
                    <Values note={one.was} style={style} />
                  </del>
                </div>
                <div className={css.version}>
                  <p className={css.versionName}>{t(words.now)}</p>
                  <ins className={css.now}>
                    <Values note={one} style={style} own />
                  </ins>
                </div>
              </>
            ) : (
              <Values note={one} style={style} own={one.changed} />
            )}
          </div>
        </div>
      ))}
    </section>
  );
}

/** `own`: written by this agreement, so that no other source is needed. */
function Values({ note, style, own = false }: { note: ParameterNote; style: Style; own?: boolean }) {
  const { t, lang } = style;
  const { shape } = note;
  if (shape.kind === 'records')
    return (
      <>
        <div className={css.value}>
          <Grid
            heads={shape.columns.map(({ name }) => called(name, style))}
            rows={shape.rows.map((row) =>
              row.map((cell, i) => exactly(cell, shape.columns[i]?.type ?? { kind: 'text' }, style)),
            )}
          />
          {shape.unverified && <Unverified />}
        </div>
        <p className={css.source}>
          {shape.source ? <Cited source={shape.source} /> : own ? t(words.contractSource) : null}
        </p>
      </>
    );
  const dated: { from: string | null; source?: string; unverified: boolean }[] = shape.values;
  return (
    <>
      {dated.map((one, i) => (
        <div key={i} className={css.dated}>
          <div className={css.value}>
            {shape.kind === 'scalar' && exactly(shape.values[i]?.value ?? null, shape.type, style)}
            {shape.kind === 'list' &&
              (shape.values[i]?.value ?? [])
                .map((item) => exactly(item, shape.type, style))
                .join(t(words.separator))}
            {shape.kind === 'table' && (
              <Grid
                heads={[...shape.inputs, ...shape.outputs].map(({ name }, column) =>
                  column >= shape.inputs.length && shape.outputs.length === 1
                    ? t(words.value)
                    : called(name, style),
                )}
                rows={tableRows(shape, shape.values[i]?.value ?? [], style)}
              />
            )}
            {one.unverified && (
              <>
                {' '}
                <Unverified />
              </>
            )}
          </div>
          <p className={css.source}>
            {[
              one.from === null
                ? dated.length > 1
                  ? t(words.always)
                  : null
                : t(words.since, { date: shownDate(one.from, lang) }),
              !one.source && own ? t(words.contractSource) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
            {one.source && (
              <>
                {(one.from !== null || dated.length > 1) && ' · '}
                <Cited source={one.source} />
              </>
            )}
          </p>
        </div>
      ))}
    </>
  );
}

type TableRows = Table['values'][number]['value'];

function tableRows({ inputs, outputs }: Table, rows: TableRows, style: Style): string[][] {
  const read = inputs.map(({ type }, i) => ({
    type,
    style: {
      ...style,
      factor: isFactor(
        type,
        rows.flatMap(({ cells }) => numbersIn(cells[i]!, type)),
      ),
    },
  }));
  const given = outputs.map(({ type }, i) => ({
    type,
    style: {
      ...style,
      factor: isFactor(
        type,
        rows.map((row) => row.outputs[i] ?? null),
      ),
    },
  }));
  return rows.map((row) => [
    ...read.map((one, i) => shownCell(row.cells[i]!, one.type, one.style)),
    ...given.map((one, i) => exactly(row.outputs[i] ?? null, one.type, one.style)),
  ]);
}

function Grid({ heads, rows }: { heads: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <table className={css.grid}>
      <thead>
        <tr>
          {heads.map((head, i) => (
            <th key={i} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((cell, j) => (
              <td key={j}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
