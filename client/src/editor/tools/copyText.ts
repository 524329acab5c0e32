/** Puts text on the clipboard; false where the browser does not let it. To be called in answer to an act of the person. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages without HTTPS have no clipboard, and some policies refuse it.
    return false;
  }
}
