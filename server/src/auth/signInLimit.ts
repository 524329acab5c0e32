/**
 * Bounds guessing: failed sign-ins a minute per pair of account and address, and ten times that per address. A try is
 * counted when it begins, so that parallel guesses do not slip past, and given back when it succeeds.
 */
export interface SignInLimit {
  /** False when the limit is reached; then nothing was counted. */
  begin(login: string, address: string): boolean;
  succeeded(login: string, address: string): void;
}

const windowMs = 60_000;
const maxKeys = 50_000;

/** @param perMinute failed sign-ins a minute and pair; 0 = no limit */
export function createSignInLimit(perMinute: number, now: () => number): SignInLimit {
  const tries = new Map<string, number[]>();
  const recent = (key: string): number[] => (tries.get(key) ?? []).filter((at) => at > now() - windowMs);
  const keep = (key: string, times: number[]): void => {
    tries.delete(key);
    if (times.length > 0) tries.set(key, times);
    const oldest = tries.size > maxKeys ? tries.keys().next().value : undefined;
    if (oldest !== undefined) tries.delete(oldest);
  };
  const keys = (login: string, address: string): readonly [string, string] => [
    JSON.stringify([login.toLowerCase(), address]),
    JSON.stringify([address]),
  ];
  return {
    begin(login, address) {
      if (perMinute === 0) return true;
      const [pair, whole] = keys(login, address);
      const [ofPair, ofAddress] = [recent(pair), recent(whole)];
      if (ofPair.length >= perMinute || ofAddress.length >= perMinute * 10) return false;
      keep(pair, [...ofPair, now()]);
      keep(whole, [...ofAddress, now()]);
      return true;
    },
    succeeded(login, address) {
      if (perMinute === 0) return;
      for (const key of keys(login, address)) keep(key, recent(key).slice(0, -1));
    },
  };
}
