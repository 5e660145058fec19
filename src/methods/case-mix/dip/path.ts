/** The way a case went, in words: which rule found its group, what decided, which auxiliary factor it has and which gave way. */
import { fill } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral as text } from '../../../warehouse/warehouse.ts';
import { normalized } from '../codes.ts';
import { REASONS } from '../messages.ts';
import { DECIDED, PATH, RULES } from './messages.ts';
import type { DipRules, Directory, Entry } from './scheme.ts';

interface CasePath {
  case: string;
  /** The group, or nothing. */
  group: string | null;
  steps: Localized[];
}

/** The ways of the cases named, in order of their ids; `grouped` is what `dipResult` made, `diagnoses` what it was made of. */
export async function dipPaths(
  warehouse: Warehouse,
  { grouped, diagnoses }: { grouped: string; diagnoses: string },
  ids: readonly string[],
  { auxiliary }: Pick<DipRules, 'auxiliary'>,
): Promise<CasePath[]> {
  if (ids.length === 0) return [];
  const titled = titles(auxiliary);
  const rows = await warehouse.rows(
    `select g.*, p.code as principal, weight::varchar as weight_text, mean_fee::varchar as mean_text, regexp_replace(auxiliary_factor::varchar, '\\.?0+$', '') as factor_text
     from ${grouped} g left join (select case_id, min(${normalized('code')}) as code from ${diagnoses} where position = 1 group by 1) p using (case_id)
     where case_id in (${ids.map(text).join(', ')}) order by case_id`,
  );
  return rows.map((row) => {
    const of = (name: string) =>
      row[name] === null || row[name] === undefined ? undefined : String(row[name]);
    const steps: Localized[] = [];
    const say = (name: keyof typeof PATH, data: Record<string, string> = {}, zh = data) =>
      steps.push({ en: fill(PATH[name].en, data), zh: fill(PATH[name].zh, zh) });
    say(of('principal') === undefined ? 'none' : 'principal', { code: of('principal') ?? '' });
    const reason = of('reason') as keyof typeof REASONS | undefined;
    if (reason !== undefined) {
      say('ungrouped', { reason: REASONS[reason].en }, { reason: REASONS[reason].zh });
    } else {
      const rule = RULES[of('rule') as keyof typeof RULES];
      say('rule', { code: of('code') ?? '', rule: rule.en }, { code: of('code') ?? '', rule: rule.zh });
      if (of('matched')) say('matched', { codes: (of('matched') ?? '').replaceAll('+', ' + ') });
      const decided = of('decided') as keyof typeof DECIDED | undefined;
      const candidates = of('candidates') ?? '0';
      if (decided)
        say('decided', { candidates, why: DECIDED[decided].en }, { candidates, why: DECIDED[decided].zh });
      if (of('weight_text')) say('weight', { weight: of('weight_text') ?? '', mean: of('mean_text') ?? '?' });
      if (of('auxiliary')) {
        const fitted = (of('auxiliary_all') ?? '').split('; ');
        const words = (lang: 'en' | 'zh') => ({
          entry: titled(`${of('auxiliary')}/${of('auxiliary_entry')}`, lang),
          factor: of('factor_text') ?? '',
          all: fitted.map((one) => withTitle(one, titled, lang)).join(lang === 'zh' ? '；' : '; '),
        });
        say(fitted.length > 1 ? 'highest' : 'auxiliary', words('en'), words('zh'));
      } else say('noAuxiliary');
    }
    return { case: String(row['case_id']), group: of('code') ?? null, steps };
  });
}

/** `directory/entry factor` with the titles of the two. */
function withTitle(text: string, titled: Titled, lang: 'en' | 'zh'): string {
  const end = text.lastIndexOf(' ');
  return titled(text.slice(0, end), lang) + text.slice(end);
}

type Titled = (name: string, lang: 'en' | 'zh') => string;

/** `directory/entry` as their titles say it, where they have any. */
function titles(auxiliary: DipRules['auxiliary']): Titled {
  const known = new Map<string, { directory: Directory; entry: Entry }>(
    auxiliary.flatMap((directory) =>
      directory.entries.map((entry) => [`${directory.name}/${entry.name}`, { directory, entry }] as const),
    ),
  );
  return (name, lang) => {
    const found = known.get(name);
    if (!found) return name;
    const { directory, entry } = found;
    return `${directory.title?.[lang] ?? directory.name} / ${entry.title?.[lang] ?? entry.name}`;
  };
}
