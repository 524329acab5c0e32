/** What a cycle and a meeting hold at most. */
export const maxMeetings = 300;
export const maxAgendaEntries = 300;
export const maxPapers = 200;
/** Of one person in one meeting. */
export const maxNotesOfPerson = 100;
export const maxEntryLetters = 500;
export const maxNoteLetters = 4_000;
