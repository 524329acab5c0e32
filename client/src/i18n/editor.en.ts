import type { editorTh } from './editor.th.ts';

/** The same keys, any words. */
type Words<Source> = { readonly [Key in keyof Source]: Source[Key] extends string ? string : Words<Source[Key]> };

/** The words of the editor, English. Merged under `editor` in en.ts. */
export const editorEn: Words<typeof editorTh> = {
  toolbar: {
    label: 'Text formatting',
    undo: 'Undo',
    redo: 'Redo',
    bold: 'Bold',
    italic: 'Italic',
    underline: 'Underline',
    heading2: 'Heading',
    heading3: 'Subheading',
    bulletList: 'Bulleted list',
    orderedList: 'Numbered list',
    blockquote: 'Quotation',
    link: 'Link',
    recommendation: 'Add a recommendation',
    comment: 'Comment on the selected text',
  },
  comment: 'Comment on the selected text',
  link: {
    address: 'Link address',
    placeholder: 'https://',
    invalid: 'It must begin with https://, http:// or mailto:',
    apply: 'Set link',
    remove: 'Remove link',
  },
  recommendation: {
    toLevel: 'Towards',
    fiscalYear: 'Fiscal year',
    origin: 'From',
    status: 'Status',
    statuses: { open: 'Not started', underway: 'Under way', done: 'Done', dropped: 'Dropped' },
    responsible: 'Responsible',
    asWritten: 'As written: {{text}}',
    edit: 'Edit the details of the recommendation',
    notSet: 'Not set',
    addUnit: 'Add',
    addUnitLabel: 'Add a responsible unit',
    removeUnit: 'Remove {{unit}}',
    unitPlaceholder: 'Type a unit’s name and press Enter',
  },
  banner: {
    lockTitle: 'This document has just been locked',
    lockText:
      'The text is locked in version {{epoch}}. You can read and comment. To change it, ask the secretariat to reopen it.',
    offlineTitle: 'No connection',
    offlineText: 'It comes back by itself. What you see is the newest text from before the connection was lost.',
    offlineUnsent:
      'It comes back by itself. Some text is not saved yet; you can go on writing, but keep this page open.',
    offlineUnsentKept:
      'It comes back by itself. Some text is not saved yet; it is kept on this device, and you can go on writing.',
    tryNow: 'Try now',
    unsentTitle: 'Some text is not saved yet',
    unsentText:
      'The server has not confirmed for more than 5 seconds. The text is still in this page: do not close it.',
    unsentKeptText:
      'The server has not confirmed for more than 5 seconds. The text is kept on this device and goes out by itself.',
    lockedUnsentTitle: 'What you typed after the lock is not in the approved text',
    lockedUnsentText:
      'When the connection is back, this part is kept for you under ‘Kept texts’; the approved text does not change.',
    stay: 'Keep this page open until it is kept.',
    fullTitle: 'The document is {{percent}}% full',
    fullText: 'When it is full, nothing can be added. Details are better filed as evidence.',
    notKeptTitle: 'This device keeps nothing for times without a connection',
    notKeptText:
      'Saving to the server works as usual. If the connection is lost, keep this page open until everything is saved.',
    signedOutTitle: 'You are signed out',
    signedOutText: 'The text is complete in this page. Enter the password of {{name}} to go on saving.',
    forbiddenTitle: 'You can no longer edit this document',
    forbiddenText:
      'Your rights or the state of the document have changed. If that is wrong, ask the category’s secretary or an administrator.',
    notFoundTitle: 'This document is no longer there',
    notFoundText: 'It may have been moved or removed. Ask an administrator.',
    tooLargeTitle: 'This document is full',
    tooLargeText: 'It is larger than what can be kept. Copy what you added and file it as evidence instead.',
    brokenTitle: 'Saving failed several times in a row',
    brokenText: 'Your text is still in this page. Copy or download it and tell an administrator.',
    unsentKept: 'Some text is not saved yet. Copy or download it before you close this page.',
    unreadableTitle: 'This cannot be edited here',
    unreadableText:
      'The document holds something this page does not know, so it is shown read-only and nothing gets lost. Reload, or tell an administrator.',
    keepOnServer: 'Keep it in the system',
    copy: 'Copy the text',
    copied: 'Copied',
    download: 'Download',
  },
  refusal: {
    lockedTitle: {
      kept: 'The document was locked first. This text is not in it, but it is kept.',
      pending: 'The document was locked first. This text is not in it; it is being kept.',
      open: 'The document was locked first. This text is not in it.',
    },
    refusedTitle: {
      kept: 'This text is not in the document, but it is kept.',
      pending: 'This text is not in the document; it is being kept.',
      open: 'This text is not in the document.',
    },
    posting: 'The text is complete in this page. Keep it open.',
    waiting:
      'It could not be kept in the system yet; this is tried again by itself. The text is complete in this page: do not close it.',
    signedOut: 'The text is complete in this page. Sign in again to keep it in the system.',
    tooLarge:
      'It is more than the system can keep. The text is complete in this page: copy or download it before you close.',
    forbidden:
      'The system does not keep it, because you may no longer read this document. The text is complete in this page: copy or download it before you close.',
    keptOnServer: 'All of it is kept in the system.',
    kept: 'Kept in the system: {{time}}.',
    more: 'And {{count}} more.',
    toRescues: 'See the kept texts',
    words: 'Text that is not in the document',
    showAll: 'Show all',
    showLess: 'Show less',
    dismiss: 'Understood',
  },
  empty: {
    write: 'No text yet. Start writing, or write along the guidance of this item.',
    read: 'No text yet. What others write appears here at once.',
    locked: 'Approved without any text in this part.',
  },
  signIn: {
    password: 'Password',
    submit: 'Sign in again',
    badCredentials: 'The password is wrong',
    badCode: 'The sign-in code is wrong or was used',
    tooManyAttempts: 'Too many attempts; wait a little and try again',
    failed: 'The server cannot be reached yet; try again',
  },
};
