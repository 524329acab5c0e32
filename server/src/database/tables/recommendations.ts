/** What was taken over from an earlier cycle. */
export interface RecommendationTables {
  /**
   * A recommendation of an earlier cycle, and the one that was made of it in this one: each by its document and the identity of
   * its block (docs/decisions/0007). `words`: hash of what it said.
   */
  carriedRecommendation: {
    cycleId: string;
    sourceDocumentId: string;
    sourceBlock: string;
    words: string;
    documentId: string;
    block: string;
    personId: string;
    at: number;
  };
}
