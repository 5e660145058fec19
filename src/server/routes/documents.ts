/** The documents an editor opens. */
import { z } from 'zod';
import { answer, fileParams, type Routes } from '../http/define.ts';
import { readDocument, writeDocument } from '../workspace/documents.ts';

const tags = ['documents'];

export const documentRoutes: Routes = (app, bench) => {
  app.get(
    '/documents',
    { schema: { tags, summary: 'Documents below the folder', response: answer('GET /documents') } },
    () => bench.folder.documents(),
  );
  app.get(
    '/documents/:file',
    {
      schema: {
        tags,
        summary: 'A document’s text',
        params: fileParams,
        response: answer('GET /documents/:file'),
      },
    },
    (request) => readDocument(bench.root, request.params.file),
  );
  app.put(
    '/documents/:file',
    {
      schema: {
        tags,
        summary: 'Save a document; 409 with the present text where somebody else wrote in between',
        params: fileParams,
        body: z.object({
          text: z.string(),
          version: z
            .string()
            .max(100)
            .nullable()
            .describe('Of the text it was made from; null for a new document.'),
        }),
        response: answer('PUT /documents/:file', 200, 409),
      },
    },
    async (request, reply) => {
      const saved = await writeDocument(
        bench.root,
        request.params.file,
        request.body.text,
        request.body.version,
      );
      return reply.status(saved.conflict ? 409 : 200).send(saved.document);
    },
  );
};
