import { menuEn } from './menu.en.ts';
import type { threadsTh } from './threads.th.ts';
import type { Words } from './words.ts';

/** Threads and comments, English. Merged under `threads` in later.en.ts. */
export const threadsEn: Words<typeof threadsTh> = {
  unknown:
    'The comment of this link is not in this document. The link may be cut short, or belong to another document.',
  title: menuEn.threads,
  about: 'Comments on the texts of this cycle. They are no part of the documents, and work on locked ones too.',
  by: 'Comment by {{name}}',
  passage: 'Passage',
  write: 'Write a comment',
  placeholder: 'Write a comment; type @ to name somebody',
  send: 'Comment',
  reply: 'Reply',
  replyTo: 'Reply to {{name}}',
  replies: 'Show {{count}} more',
  edit: 'Edit',
  editing: 'Edit the comment',
  edited: 'edited',
  save: 'Save',
  resolve: 'Resolve',
  reopen: 'Reopen',
  resolvedBy: 'Resolved by {{name}}',
  follow: 'Follow this thread',
  unfollow: 'Stop following this thread',
  copyLink: 'Copy link',
  more: 'More',
  mention: 'Name somebody',
  onDocument: 'Comment on the whole document',
  onDocumentShort: 'on the whole document',
  wholeDocument: 'On the whole document',
  filter: 'Comments shown',
  filters: { open: 'Open', resolved: 'Resolved', mine: 'Mine', orphaned: 'Passage deleted' },
  none: 'No comments yet. Select text and press Ctrl+Alt+M; it works on locked text too.',
  noneToRead: 'No comments yet.',
  noneIn: {
    open: 'No open comments.',
    resolved: 'No resolved comments yet.',
    mine: 'No comments that you wrote or that name you.',
    orphaned: 'Every comment still has its passage.',
  },
  orphaned: 'No longer in the text',
  isOrphaned: 'No longer in the text',
  showMore: 'Show {{count}} more',
  showEarlier: 'Show {{count}} earlier',
  textKept: 'What you wrote is still here.',
};
