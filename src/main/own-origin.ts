/**
 * Whether an address is a page of the application: the one rule for navigation, messages and permissions.
 * @param origin of the window, e.g. app://studio, without a slash at its end
 */
export function isOwn(address: string, origin: string): boolean {
  if (!URL.canParse(address)) return false;
  // a scheme of our own has the opaque origin "null" in Node's URL
  const { protocol, host, username, password } = new URL(address);
  return `${protocol}//${host}` === origin && username === '' && password === '';
}
