import { runFile } from '../testing/processes.ts';

/** `npm run ruam -- …` on this data directory. */
export async function ruam(dataDir: string, ...args: string[]) {
  const run = runFile('cli/main.ts', args, { DATA_DIR: dataDir });
  const code = await run.ended;
  return { code, output: run.output(), errors: run.errors() };
}
