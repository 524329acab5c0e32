/** Sets a new password by a link; no sign-in. */
export function PasswordResetPage({ id: _id }: { id: string }) {
  return <main id="main" />;
}
