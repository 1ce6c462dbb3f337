/** Copies text; also where the page is no secure context (a studio opened over plain http) and the clipboard API is missing. */
export async function copyText(text: string): Promise<void> {
  // undefined outside secure contexts, whatever its type says
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard) return clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without a secure context
  document.execCommand('copy');
  field.remove();
}
