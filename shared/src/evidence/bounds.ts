/** How much an entry of the evidence register holds. */
export const maxTitleLetters = 300;
/** Checks that one entry proves, and items that it belongs to. */
export const maxPlaces = 200;
/** Entries of a cycle, removed ones included. */
export const maxEntries = 5_000;
/** Versions of one entry. */
export const maxVersions = 200;
/** What a person may have uploaded that nothing names yet; it is given up after a day. */
export const maxUnusedFiles = 500;
export const maxUnusedBytes = 2 * 1024 * 1024 * 1024;
