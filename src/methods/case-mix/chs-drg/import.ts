/** The official text of CHS-DRG from its files, with what can be verified of it: whole parts, known headings, groups in all parts, counts. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../../language/diagnostic.ts';
import { messages } from './messages.ts';
import { readScheme, UnknownHeading } from './read.ts';
import type { OfficialText } from './read.ts';
import type { Scheme } from './scheme.ts';
import { named, verified } from './verify.ts';

const report = reporter(messages);

const PARTS = {
  mdc: '1_MDC.txt',
  drg: '3_DRG.txt',
  detail: '4_ADRG_DETAIL.txt',
  mcc: '5_MCC.txt',
  cc: '6_CC.txt',
  exclusions: '7_CCE.txt',
} as const;
/** A list of the groups, to hold the detail against; not needed to group. */
const LISTED = '2_ADRG.txt';

interface ImportedScheme {
  files: { name: string; sha256: string }[];
  counts: Record<string, number>;
  content: Scheme;
}

export async function importChsDrg(path: string, version: string): Promise<Checked<ImportedScheme>> {
  const missing = Object.values(PARTS).filter((name) => !existsSync(join(path, name)));
  if (missing.length > 0) {
    const parts = Object.values(PARTS).join(', ');
    return { diagnostics: [report('scheme-part-missing', { path, missing: missing.join(', '), parts })] };
  }
  const files: ImportedScheme['files'] = [];
  const diagnostics: Diagnostic[] = [];
  const read = (name: string): string => {
    const bytes = readFileSync(join(path, name));
    files.push({ name, sha256: createHash('sha256').update(bytes).digest('hex') });
    const text = bytes.toString('utf8');
    if (!isUtf8(bytes)) {
      const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
      diagnostics.push(report('scheme-encoding', { file: name, line }, { file: join(path, name), line }));
    }
    return text;
  };
  const texts = Object.fromEntries(Object.entries(PARTS).map(([part, name]) => [part, read(name)]));
  const listed = existsSync(join(path, LISTED)) ? read(LISTED) : undefined;
  if (hasErrors(diagnostics)) return { diagnostics };
  let content: Scheme;
  try {
    content = readScheme(texts as unknown as OfficialText, version);
  } catch (error) {
    if (!(error instanceof UnknownHeading)) throw error;
    const { group, heading, line } = error;
    return {
      diagnostics: [
        report('scheme-heading', { group, heading, line }, { file: join(path, PARTS.detail), line }),
      ],
    };
  }
  const counts = {
    mdc: content.mdcs.length,
    adrg: content.adrgs.length,
    drg: content.drgs.length,
    mcc: Object.keys(content.mcc).length,
    cc: Object.keys(content.cc).length,
  };
  diagnostics.push(
    ...verified(path, content, counts),
    ...named(path, content),
    ...apart(path, content, listed),
  );
  return hasErrors(diagnostics) ? { diagnostics } : { value: { files, counts, content }, diagnostics };
}

/** Groups that one part has and another lacks. */
function apart(path: string, { adrgs, drgs }: Scheme, listed: string | undefined): Diagnostic[] {
  const detailed = new Set(adrgs.map(({ code }) => code));
  const named = new Set(drgs.map(({ adrg }) => adrg));
  const list = new Set([...(listed ?? '').matchAll(/^([A-Z]{2}\d) /gm)].map(([, code = '']) => code));
  const lacking = (these: Set<string>, those: Set<string>, file: string, other: string) => {
    const codes = [...these].filter((code) => !those.has(code));
    return codes.length === 0
      ? []
      : [report('scheme-apart', { path, codes: codes.slice(0, 20).join(', '), file, other })];
  };
  return [
    ...lacking(detailed, named, PARTS.detail, PARTS.drg),
    ...lacking(named, detailed, PARTS.drg, PARTS.detail),
    ...(list.size === 0
      ? []
      : [...lacking(list, detailed, LISTED, PARTS.detail), ...lacking(detailed, list, PARTS.detail, LISTED)]),
  ];
}
