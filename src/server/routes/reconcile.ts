/** The other side's file. */
import { z } from 'zod';
import { useRun } from '../bench.ts';
import { failure } from '../http/problem.ts';
import { answer, runParams, type Routes } from '../http/define.ts';
import { withUpload } from '../http/upload.ts';
import { columnsOfFile } from '../reconcile/columns.ts';
import { reconciled } from '../reconcile/reconcile.ts';
import { entityOf } from '../runs/shape.ts';

const tags = ['reconcile'];

const fields = z.object({
  key: z.string().min(1).max(1000).describe('Its columns with our key, joined by commas.'),
  amount: z.string().min(1).max(300),
  payment: z.string().max(200).optional(),
  entity: z.string().max(200).optional(),
  term: z.string().max(200).optional(),
  within: z.string().max(60).optional(),
  relative: z.string().max(60).optional(),
});

export const reconcileRoutes: Routes = (app, bench) => {
  const { uploadMb } = bench;
  app.post(
    '/runs/:run/reconcile',
    {
      schema: {
        tags,
        summary: 'Their file against the run, by payment or by entity and term',
        consumes: ['multipart/form-data'],
        multipart: fields,
        params: runParams,
        response: answer('POST /runs/:run/reconcile'),
      },
    },
    (request) =>
      withUpload(request, uploadMb, ({ file, fields: given }) => {
        const read = fields.safeParse(given);
        if (!read.success) {
          const problem = read.error.issues
            .map(({ path, message }) => `${path.join('.')}: ${message}`)
            .join('; ');
          throw failure(400, 'bad-request', { problem });
        }
        const { key, ...asked } = read.data;
        const columns = key.split(',').map((one) => one.trim());
        return useRun(bench, request.params.run, (open) =>
          reconciled(open, file, { ...asked, key: columns }),
        );
      }),
  );

  app.post(
    '/columns',
    {
      schema: {
        tags,
        summary: 'Header and first rows of a file; with a run and an entity or payment, the likeliest key',
        consumes: ['multipart/form-data'],
        multipart: z.object({
          run: z.string().optional(),
          entity: z.string().optional(),
          payment: z.string().optional(),
        }),
        response: answer('POST /columns'),
      },
    },
    (request) =>
      withUpload(request, uploadMb, ({ file, fields: { run, entity, payment } }) => {
        if (run === undefined) return columnsOfFile(file);
        return useRun(bench, run, (open) => {
          const { plan } = open.run;
          const name = entity ?? (plan.payments.find(({ id }) => id === payment) ?? plan.payments[0])?.for;
          return columnsOfFile(file, name === undefined ? undefined : { open, entity: entityOf(plan, name) });
        });
      }),
  );
};
