/** Outcomes and cost of a condition, provider by provider: the files `openvbp value` wrote below the folder. */
import { answer, fileParams, type Routes } from '../http/define.ts';
import { valueCards, valueOfFile } from '../workspace/values.ts';

const tags = ['value'];

export const valueRoutes: Routes = (app, { root }) => {
  app.get(
    '/value',
    { schema: { tags, summary: 'Value reports below the folder', response: answer('GET /value') } },
    () => valueCards(root),
  );
  app.get(
    '/value/:file',
    { schema: { tags, summary: 'A value report', params: fileParams, response: answer('GET /value/:file') } },
    ({ params }) => valueOfFile(root, params.file),
  );
};
