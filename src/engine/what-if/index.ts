export { openWhatIf, whatIf, type OpenWhatIf } from './what-if.ts';
export type { AskedFigure, FigureChange } from './figure.ts';
