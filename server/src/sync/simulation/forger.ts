import type * as Y from 'yjs';
import type { SeededRandom } from '../seededRandom.ts';
import { insertion } from './edits.ts';
import { writeAwareness, writeUpdate } from './frames.ts';
import type { LinkUser } from './link.ts';
import type { Site } from './tab.ts';

const forger = 'forger';
const deaf: LinkUser = { received: () => undefined, closed: () => undefined };

/** Someone who has seen a document writes and shows a caret under the client id of another (S7). */
export function forge(site: Site, seen: Y.Doc, random: SeededRandom): void {
  const victims = [...seen.store.clients.keys()];
  if (victims.length === 0) return;
  const link = site.connect(forger, null, deaf);
  if (link === null) return;
  const victim = random.pick(victims);
  site.note(`${forger} pretends to be client ${victim}`);
  const [clock, state] = [1_000 + random.below(1_000), { user: { id: 'whoever' } }];
  if (random.chance(0.7)) link.send(writeAwareness([{ clientId: victim, clock, state }]));
  if (random.chance(0.7)) link.send(writeUpdate(insertion(seen, victim, forger)));
}
