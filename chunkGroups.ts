import type { Rolldown } from 'vite';

/** The screens that are worth a file of their own, earlier ones first: a module goes with the first that needs it. */
const screens = [
  { name: 'signIn', roots: ['client/src/signIn/SignInPage.tsx'] },
  { name: 'board', roots: ['client/src/app/SignedIn.tsx'] },
  { name: 'nextStep', roots: ['client/src/scoreboard/nextStep.ts'] },
  { name: 'workspace', roots: ['client/src/app/WorkspaceRoute.tsx'] },
] as const;

/**
 * A file for each of the main screens instead of one for every set of sharers: a workspace of a hundred small files takes a
 * slow machine longer to ask for than to run. What the page itself needs stands in `first`.
 */
export function chunkGroups(): Rolldown.CodeSplittingGroup[] {
  let names: Map<string, string> | null = null;
  return [
    { name: 'first', tags: ['$initial'], priority: screens.length },
    ...screens.map(
      ({ name }, index): Rolldown.CodeSplittingGroup => ({
        debugName: name,
        name: (id, context) => {
          names ??= nameModules(context);
          return names.get(id) === name ? name : null;
        },
        // A group takes along what its modules need of the libraries: the earlier screens have theirs by then.
        priority: screens.length - 1 - index,
      }),
    ),
  ];
}

/** @return the file of each of our own modules, by its id; what a library's index names is mostly not used */
function nameModules(context: Rolldown.ChunkingContext): Map<string, string> {
  const names = new Map<string, string>();
  for (const { name, roots } of screens) {
    const waiting = roots.map((root) => `${import.meta.dirname}/${root}`);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (names.has(id) || id.includes('/node_modules/')) continue;
      names.set(id, name);
      waiting.push(...(context.getModuleInfo(id)?.importedIds ?? []));
    }
  }
  return names;
}
