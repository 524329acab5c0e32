import type { Generated } from 'kysely';

/** What can be searched: made of committed documents and of comments, and in no backup. */
export interface SearchTables {
  passage: {
    id: Generated<number>;
    documentId: string;
    /** Null: a passage of the document itself. */
    commentId: string | null;
    /** The number that is printed beside it; null for a comment. */
    number: number | null;
    /** The name of its element, or `comment`. */
    block: string;
    /** `plainText` of it. */
    text: string;
    /** `foldText(text)`; on SQLite `passageIndex` indexes it by three letters. */
    folded: string;
    /** Letters of `text` that are its own; what follows are the units that a recommendation names. */
    ownLength: number;
    /** Of a comment: when it was written or last changed; 0 for a document's. */
    version: number;
  };
}
