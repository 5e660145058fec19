export * from './dates.ts';
export * from './numbers.ts';
export * from './values.ts';
export * from './constants.ts';
