/** Opens a database, made by `make` when it does not exist. Rejects with the browser's DOMException. */
export function openDatabase(
  factory: IDBFactory,
  name: string,
  make: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => make(request.result);
  return answerOf(request);
}

/** Removes a database; waits for those that have it open. */
export async function deleteDatabase(factory: IDBFactory, name: string): Promise<void> {
  await answerOf(factory.deleteDatabase(name));
}

/** The result of a request. */
export function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((answered, failed) => {
    request.onsuccess = () => answered(request.result);
    request.onerror = () => failed(request.error ?? new Error('IndexedDB'));
  });
}

/** Resolves when a transaction has committed. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => failed(transaction.error ?? new Error('IndexedDB'));
  });
}
