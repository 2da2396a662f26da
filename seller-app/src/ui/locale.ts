/// The languages the app speaks, each under its own name.
export const LANGUAGES = { en: 'English', fr: 'Français', sw: 'Kiswahili', vi: 'Tiếng Việt' } as const
export type Language = keyof typeof LANGUAGES

export function isLanguage(value: string | null | undefined): value is Language {
  return value !== null && value !== undefined && value in LANGUAGES
}

/// The first of the wished-for languages that the app speaks, else English.
export function bestLanguage(wished: readonly string[]): Language {
  for (const tag of wished) {
    const language = tag.split('-')[0]
    if (isLanguage(language)) return language
  }
  return 'en'
}

/// `en` as this person writes it (`en-AU`), when their browser says so: it decides date order and separators.
export function regionalLocale(language: Language, wished: readonly string[]): string {
  return wished.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language
}
