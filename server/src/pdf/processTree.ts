import { readdir, readFile } from 'node:fs/promises';

/** A process and what it holds for itself, as Linux tells it. */
interface Process {
  readonly id: number;
  readonly name: string;
  readonly parent: number;
  readonly memoryBytes: number;
}

/**
 * The process of that id, or those that were started with that argument, and all below them; none where the system does not
 * tell (no Linux).
 */
export async function processTree(root: number | string): Promise<readonly Process[]> {
  const names = await readdir('/proc').catch(() => []);
  const ids = names.map(Number).filter((id) => id > 0);
  const all = (await Promise.all(ids.map(processOf))).filter((one) => one !== null);
  const isRoot = await Promise.all(
    all.map(({ id }) => (typeof root === 'number' ? id === root : isStartedWith(id, root))),
  );
  const tree = all.filter((_, at) => isRoot[at]);
  const known = new Set(tree.map(({ id }) => id));
  for (const found of tree)
    for (const child of all)
      if (child.parent === found.id && !known.has(child.id)) {
        known.add(child.id);
        tree.push(child);
      }
  return tree;
}

/** Ends processes at once; those that are gone already are passed over. */
export function killAll(processes: readonly Pick<Process, 'id'>[]): void {
  for (const { id } of processes) {
    try {
      process.kill(id, 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/** Null for one that has ended meanwhile. */
async function processOf(id: number): Promise<Process | null> {
  const status = await readFile(`/proc/${id}/status`, 'latin1').catch(() => '');
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1];
  if (parent === undefined) return null;
  const name = /^Name:\s+(.*)/.exec(status)?.[1] ?? '';
  return { id, name, parent: Number(parent), memoryBytes: 1024 * (kilobytes('RssAnon') + kilobytes('RssShmem')) };
}

async function isStartedWith(id: number, argument: string): Promise<boolean> {
  const line = await readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '');
  return line.split('\0').includes(argument);
}
