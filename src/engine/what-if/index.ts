export { openWhatIf, whatIf, type OpenWhatIf } from './what-if.ts';
export type { FigureChange } from './figure.ts';
