export { curves } from './curves.ts';
export { followUp } from './follow-up.ts';

export { scores } from './scores.ts';
export { timeToEvent } from './time-to-event.ts';
