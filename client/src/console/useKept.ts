import { useState } from 'react';
import type { z } from 'zod';

/** A state that outlives a reload of this tab. What is kept and cannot be read is the initial one again. */
export function useKept<Value>(
  key: string,
  schema: z.ZodType<Value>,
  initial: Value,
): readonly [Value, (value: Value | null) => void] {
  const [kept, setKept] = useState(() => ({ key, value: read(key, schema) }));
  const current = kept.key === key ? kept : { key, value: read(key, schema) };
  if (current !== kept) setKept(current);
  const keep = (value: Value | null): void => {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
    setKept({ key, value });
  };
  return [current.value ?? initial, keep];
}

function read<Value>(key: string, schema: z.ZodType<Value>): Value | null {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}
