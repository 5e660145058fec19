export { peopleBehind, type Behind, type Counted, type Pair } from './behind.ts';
