/** The command `openvbp`. Run by bin/openvbp.js; everything else is in `program.ts`. */
import { outputRefused, run } from './program.ts';

// `openvbp models | head` closes our output early; that is the reader's choice and not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.exit(outputRefused(error, process.argv.slice(2)));
});

process.exitCode = await run(process.argv.slice(2));
