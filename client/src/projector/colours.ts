import { DEFAULT_THEME } from '@mantine/core';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import { cssVariablesResolver, theme } from '../ui/theme.ts';

/**
 * The tokens of one colour scheme, whatever the page around has, and without anything of it: a kept picture is drawn from
 * these before there is a page.
 */
export function coloursOf(scheme: Stage['theme']): Readonly<Record<string, string>> {
  const variables = Object.entries(cssVariablesResolver(DEFAULT_THEME)[scheme]);
  return Object.fromEntries(
    variables.filter(([name]) => name.startsWith('--ruam-')).map(([name, value]) => [name, resolved(value)]),
  );
}

function resolved(value: string): string {
  return value.replace(
    /var\(--mantine-color-(\w+)-(\d)\)/,
    (whole, name: string, shade: string) => theme.colors?.[name]?.[Number(shade)] ?? whole,
  );
}
