/** The folder: what is in it, and what happens in it. */
import { answer, type Routes } from '../http/define.ts';
import { stream } from '../http/stream.ts';

export const workspaceRoutes: Routes = (app, { folder, events, uploadMb }) => {
  app.get(
    '/workspace',
    {
      schema: {
        tags: ['workspace'],
        summary: 'Contracts, runs and data below the folder',
        response: answer('GET /workspace'),
      },
    },
    async () => ({
      ...(await folder.workspace()),
      uploadMb,
    }),
  );
  app.get(
    '/events',
    {
      schema: {
        tags: ['workspace'],
        summary: 'What changes below the folder, and jobs (server-sent FolderEvent)',
      },
    },
    (_request, reply) => stream(reply, ({ send }) => events.listen(send)),
  );
};
