import type { FormField } from './formField';

/** Fields that match a text: first those whose name begins with it, then by name, then by description. */
export function matching(fields: readonly FormField[], text: string): readonly FormField[] {
  const wanted = text.trim().toLowerCase().replaceAll(' ', '_');
  const words = text.trim().toLowerCase();
  const rank = ({ label, description }: FormField): number => {
    const name = label.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted)) return 1;
    return description.toLowerCase().includes(words) ? 2 : 3;
  };
  return fields.filter(field => rank(field) < 3).sort((a, b) => rank(a) - rank(b));
}
