import type { networkTh } from './network.th.ts';
import type { Words } from './words.ts';

/** Who is here, and bad networks, English. Merged under `network` in opening.en.ts. */
export const networkEn: Words<typeof networkTh> = {
  blocked: {
    title: 'This network blocks WebSocket connections',
    text: "Text travels over HTTP instead. Everything is still saved; you see others' text a little later. Please ask your organisation's network administrator to allow WebSockets for this address.",
    dismiss: 'Got it',
  },
  newer: {
    title: 'There is a newer version',
    text: 'Reload to use it. Nothing that you have typed is lost.',
    waiting: 'Waiting until what you have typed is saved; then you can reload',
    reload: 'Reload',
    later: 'Later',
  },
  kept: {
    title: 'The server cannot be reached. This is what this device has kept',
    text: 'As of {{time}}. Documents that you have opened before can be written on; the text is kept on this device and sent when the connection is back.',
  },
  presence: {
    isHere: '{{name}} is here',
    reads: '{{name}} is reading',
    list: 'Who is here now',
    follow: 'Follow {{name}}',
    following: 'Following {{name}}',
    followingHint: 'The page moves with this person. Scroll, press a key or Esc to leave.',
    stop: 'Stop following',
    noCaret: '{{name}} is not in the text now',
  },
};
