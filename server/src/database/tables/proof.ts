/** Certificates, and signed heads of the audit chains (docs/proof.md). */
export interface ProofTables {
  certificate: {
    id: string;
    cycleId: string;
    itemCode: string;
    approvalId: string;
    snapshotId: string;
    /** As people quote it. */
    number: string;
    /** 1, 2, … over the installation: the order of the chain. */
    position: number;
    /** The signed certificate, canonical JSON. */
    content: string;
    /** SHA-256 of `content`. */
    hash: string;
    previousHash: string | null;
    keyId: string;
    at: number;
  };
  /** The newest certificate; taking this one row orders them. */
  certificateHead: { id: 'installation'; position: number; hash: string | null };
  signedHead: { chain: string; seq: number; hash: string; at: number; keyId: string; signature: string };
}
