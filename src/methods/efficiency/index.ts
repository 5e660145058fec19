/** Reports of hospitals by case mix. */
export { reportCsv } from './csv.ts';
export type { FigureName } from './figures.ts';

export { reportPage } from './html/page.ts';
export { notesOf, periodOf, shown, signed, unitName } from './lines.ts';
export { figureWords, reportWords, shortWords } from './messages/words.ts';
export { reportHospitals } from './report.ts';
export type { EfficiencyReport, UnitReport } from './report.ts';
