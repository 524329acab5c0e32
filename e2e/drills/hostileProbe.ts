/** The honest people of the drill `hostile`, in a process of their own: they type and time when a neighbour sees it. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { until } from './drill.ts';
import { Editor, letType } from './editor.ts';
import { answerAsHelper } from './helper.ts';
import type { Peer } from './hostileFlood.ts';

const wordsPerSecond = 8;

/** `start` in these rooms; `look`: the times since the last look; `finish`: stop typing and wait until all is safe. */
export type ProbeQuestion =
  | { readonly name: 'start'; readonly rooms: readonly (readonly Peer[])[] }
  | { readonly name: 'look' | 'finish' };

export interface ProbeAnswer {
  /** From typing to a neighbour's screen, ms. */
  readonly delays: readonly number[];
  readonly lagP99Ms: number;
  readonly reconnects: number;
  /** Everything that was typed, by room. */
  readonly words: readonly (readonly string[])[];
}

let rooms: Editor[][] = [];
let delays: number[] = [];
let connections = 0;
let stop = (): void => undefined;
const lag = monitorEventLoopDelay({ resolution: 2 });
lag.enable();

answerAsHelper<ProbeQuestion, ProbeAnswer>(async (question) => {
  if (question.name === 'start') await start(question.rooms);
  if (question.name === 'finish') await finish();
  const answer = {
    delays,
    lagP99Ms: lag.percentile(99) / 1e6,
    reconnects: connections - rooms.flat().length,
    words: rooms.map((room) => room.flatMap(({ words }) => words)),
  };
  delays = [];
  lag.reset();
  return answer;
});

async function start(peers: readonly (readonly Peer[])[]): Promise<void> {
  rooms = peers.map((room, roomIndex) =>
    room.map((peer, index) => new Editor(peer, peer.documentId, `h${roomIndex}${index}`)),
  );
  for (const room of rooms)
    for (const [index, editor] of room.entries()) watch(editor, room[(index + 1) % room.length]);
  for (const editor of rooms.flat()) editor.connect(() => Math.random() * 1_000);
  await until(() => rooms.flat().every(({ syncedAt }) => syncedAt !== null), 'the honest are synced');
  stop = letType(rooms.flat(), wordsPerSecond);
}

async function finish(): Promise<void> {
  stop();
  const isSafe = ({ acknowledged, typed, syncedAt }: Editor) => syncedAt !== null && acknowledged === typed;
  await until(() => rooms.flat().every(isSafe), 'all that the honest typed is acknowledged');
}

/** Times what `editor` types by when it reaches `neighbour`. */
function watch(editor: Editor, neighbour: Editor | undefined): void {
  const waiting = new Map<string, number>();
  editor.onTyped = (word) => waiting.set(word, performance.now());
  editor.onOpen = () => {
    connections += 1;
  };
  if (neighbour === undefined) return;
  neighbour.onUpdate = (update) => {
    const bytes = Buffer.from(update.buffer, update.byteOffset, update.byteLength);
    for (const [word, typedAt] of waiting) {
      if (!bytes.includes(`${word} `)) continue;
      delays.push(performance.now() - typedAt);
      waiting.delete(word);
    }
  };
}
