/** What the public may see of a certificate; no sign-in. */
export function VerifyPage({ id: _id }: { id: string }) {
  return <main id="main" />;
}
