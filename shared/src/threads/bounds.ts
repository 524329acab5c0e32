/** Code points of a comment. */
export const maxCommentLetters = 10_000;
/** People, bodies and units that one comment may name. */
export const maxMentions = 20;
/** Threads of a document, resolved ones included. */
export const maxThreads = 2_000;
/** Comments of a thread, the first one included. */
export const maxComments = 500;
/** Comments of a thread that a list shows besides the first one: the last ones. */
export const maxListedComments = 20;
/** UTF-16 units of a passage that a thread may stand on. */
export const maxPassageLength = 20_000;
/** UTF-16 units of the quote that is kept; a longer passage ends with "…". */
export const maxQuoteLength = 600;
