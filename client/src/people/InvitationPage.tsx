/** Accepts an invitation; no sign-in. */
export function InvitationPage({ id: _id }: { id: string }) {
  return <main id="main" />;
}
