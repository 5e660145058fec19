/** What can be wrong with a document as it is written, before it is compiled. Codes are stable; each has a case in `../bad/documents/`. */
import { reporter } from '../diagnostic.ts';
import { fileMessages } from './messages-files.ts';
import { shapeMessages } from './messages-shapes.ts';
import { yamlMessages } from './messages-yaml.ts';

export const messages = { ...fileMessages, ...yamlMessages, ...shapeMessages };

export const report = reporter(messages);
