import { reporter } from '../../language/diagnostic.ts';
import { messages } from './messages.ts';

export const report = reporter(messages);
