/** What an archive brought in and no other table holds (docs/decisions/0010). */
export interface ArchiveTables {
  /** The certificate of an approval of another cycle, as it was signed there. */
  importedCertificate: {
    approvalId: string;
    cycleId: string;
    content: string;
    /** JSON of `[id here, id in the certified text][]`. */
    ids: string;
  };
  /** Somebody whom the archive names and the agency does not have: an account that nobody can sign in to. `login`: empty when it did not tell. */
  importedPerson: { cycleId: string; personId: string; login: string };
}
