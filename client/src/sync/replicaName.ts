/** Whose replica it is, and of what. */
export interface ReplicaOwner {
  readonly personId: string;
  readonly documentId: string;
}

/** What the name of a replica's database says (docs/sync.md S13); the random part makes that a name is never reused. */
export interface ReplicaName extends ReplicaOwner {
  readonly generation: number;
  readonly random: string;
}

const prefix = 'ruam-replica';
const namePattern = /^ruam-replica\/([^/]+)\/([^/]+)\/(\d+)\/([^/]+)$/;

/** The name of a replica's database, and of the lock that says who holds it. */
export function writeReplicaName({ personId, documentId, generation, random }: ReplicaName): string {
  return [prefix, personId, documentId, String(generation), random].map(encodeURIComponent).join('/');
}

/** Reads a database's name; null when it is not a replica's. */
export function readReplicaName(name: string): ReplicaName | null {
  const [, personId, documentId, generation, random] = namePattern.exec(name) ?? [];
  if (personId === undefined || documentId === undefined || generation === undefined || random === undefined)
    return null;
  return {
    personId: decodeURIComponent(personId),
    documentId: decodeURIComponent(documentId),
    generation: Number(generation),
    random: decodeURIComponent(random),
  };
}

/** Where the name of the current replica stands, and the lock under which it changes. */
export function pointerKey({ personId, documentId }: ReplicaOwner): string {
  return [`${prefix}-of`, personId, documentId].map(encodeURIComponent).join('/');
}
