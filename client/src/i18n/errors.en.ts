import type { errorsTh } from './errors.th.ts';
import type { Words } from './words.ts';

/** What went wrong, by code, in English. */
export const errorsEn: Words<typeof errorsTh> = {
  badRequest: { title: 'The request failed', advice: 'Nothing saved has changed. Reload the page and try again.' },
  accountSuspended: { title: 'This account is suspended', advice: 'Ask your administrator or the secretariat.' },
  badCredentials: { title: 'Wrong login name or password', advice: 'Check the keyboard layout and try again.' },
  notSignedIn: { title: 'You are signed out', advice: 'Nothing saved has changed. Sign in again.' },
  badOrigin: { title: 'Opened from an address that is not allowed', advice: "Use the system's official address." },
  forbidden: {
    title: 'You may not do this',
    advice: "If you should, ask the category's secretary or the administrator.",
  },
  notFound: { title: 'Not found', advice: 'It may have moved. Go back to the overview.' },
  levelsRevealed: {
    title: 'The levels are revealed',
    advice: 'They stay as they are; the secretary can begin a new round.',
  },
  locked: { title: 'Locked by a resolution', advice: 'Nothing has changed. Ask the secretariat to reopen it.' },
  noMeeting: { title: 'There is no meeting', advice: 'A meeting must be planned first.' },
  notApproved: { title: 'The item is not approved', advice: 'Nothing has changed.' },
  notClaimed: { title: 'This level is above the claimed one', advice: 'Nothing has changed.' },
  notCommitted: {
    title: 'This part of the text is not saved yet',
    advice: 'Your comment is still here. Wait until the text is saved, then try again.',
  },
  textChanged: { title: 'The text has changed', advice: 'Read the newest text first, then try again.' },
  keyUsed: {
    title: 'Already sent with other words',
    advice: 'What you typed is still here. Reload to read what was sent, and edit it there.',
  },
  notSubmitted: {
    title: 'This note is still a draft',
    advice: 'Nothing has changed. The advisor has to submit it first.',
  },
  alreadyAnswered: {
    title: 'This note has been answered',
    advice: 'Nothing was added or changed. The answer stands below the note.',
  },
  registerChanged: {
    title: 'Somebody has changed the register meanwhile',
    advice: 'Nothing of yours was saved. Look at the register as it is now, and make your change again.',
  },
  replaced: { title: 'There is a newer version', advice: 'Nothing has changed. Use the newer one in the list.' },
  noText: {
    title: 'There is no text yet',
    advice: 'Nothing has changed. Write the note, wait until it is saved, and try again.',
  },
  tooLarge: { title: 'Too large', advice: 'Make it smaller and try again.' },
  unknownFormat: { title: 'Unknown kind of file', advice: 'Nothing has changed. Choose another kind.' },
  invalid: { title: 'Something is missing or wrong', advice: 'Nothing has changed. Check it and try again.' },
  notUnderstood: { title: 'The content was not understood', advice: 'Nothing has changed.' },
  secondFactorNeeded: { title: 'A sign-in code is needed', advice: 'Enter the six digits of your authenticator app.' },
  badCode: {
    title: 'This code is wrong or was used before',
    advice: 'Wait for the next code of the app and try again.',
  },
  secondFactorRequired: { title: 'Your role needs a second factor', advice: 'Set it up first; then you can go on.' },
  inUse: {
    title: 'It is still in use',
    advice: 'Nothing has changed. Take it out of where it is used first; what was recorded or kept stays.',
  },
  meetingState: { title: 'The meeting is not at that point', advice: 'Nothing has changed. See where it stands.' },
  meetingRunning: { title: 'Another meeting of this body is running', advice: 'Nothing has changed. End it first.' },
  numberTaken: { title: 'There is a meeting with this number', advice: 'Nothing has changed. Use another number.' },
  consoleTaken: {
    title: 'Somebody else operates the projector',
    advice: 'Take the console over to go on here. What is on the screen has not changed.',
  },
  projectorCode: {
    title: 'No screen waits with this code',
    advice: 'Look at the 8 characters on the screen again. A code works once, within 2 minutes.',
  },
  voteClosed: { title: 'This vote is over', advice: 'The result stands as it was counted.' },
  lastSeat: {
    title: 'Nobody would hold this role in the cycle',
    advice: 'Nothing has changed. Give the role to somebody else first.',
  },
  loginTaken: { title: 'This login name is taken', advice: 'Choose another one.' },
  secondFactorOn: { title: 'The second factor is already on', advice: 'Nothing has changed.' },
  linkGone: {
    title: 'This link no longer works',
    advice: 'It has expired, was used or was withdrawn. Ask the administrator or the secretariat for a new one.',
  },
  weakPassword: {
    title: 'This password is too easy to guess',
    advice: 'Use at least 10 characters, and not your login name.',
  },
  tooManyAttempts: { title: 'Too many attempts', advice: 'Wait a little and try again.' },
  tooManyRequests: { title: 'Too many requests at once', advice: 'Nothing was changed. Wait a moment and try again.' },
  internal: { title: 'The system failed', advice: 'Nothing saved has changed. Try again or tell the administrator.' },
  unavailable: { title: 'The system is not ready', advice: 'Nothing saved has changed. Wait a little and try again.' },
  noPrinter: {
    title: 'This server cannot make PDF yet',
    advice: 'Download the Word file and save it as PDF, or ask the administrator to install Chromium.',
  },
  offline: { title: 'The server cannot be reached', advice: 'Check the network connection and try again.' },
  unreadable: {
    title: 'The answer could not be read',
    advice: 'Nothing saved has changed. Reload the page or tell the administrator.',
  },
};
