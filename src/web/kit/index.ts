/** What pages are made of. */
export * from './button.tsx';
export * from './chart.tsx';
export * from './data-table.tsx';
export * from './decimal.ts';
export * from './field.tsx';
export * from './figure.tsx';
export * from './format.ts';
export * from './panel.tsx';
export * from './plain-table.tsx';
export * from './section.tsx';
export * from './states.tsx';
export * from './status.tsx';
export * from './tabs.tsx';
export * from './units.ts';
