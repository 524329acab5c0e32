/** Certificates, and signed heads of the audit chains. */
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
    hash: string;
    previousHash: string | null;
    at: number;
  };
  signedHead: { chain: string; seq: number; hash: string; at: number; signature: string };
}
