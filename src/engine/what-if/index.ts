export { whatIf } from './what-if.ts';
export { whatIfFigure, type FigureChange } from './figure.ts';
