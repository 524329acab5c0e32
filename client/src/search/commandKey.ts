/** Whether a key press opens the search: Ctrl+K, on a Mac Cmd+K, by the key's place, so under the Thai layout too. */
export function isCommandKey(
  event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'>,
  isMac: boolean,
): boolean {
  if (event.code !== 'KeyK' || event.shiftKey || event.altKey || event.isComposing) return false;
  return isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
}
