import i18n from 'i18next'
import { initReactI18next } from 'react-i18next'
import { bestLanguage, isLanguage, type Language } from '@/ui/locale'

const KEY = 'parley.language'

/// One chunk for each language; only the one in use is fetched.
const TEXTS: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('@/locales/en.json'),
  fr: () => import('@/locales/fr.json'),
  sw: () => import('@/locales/sw.json'),
  vi: () => import('@/locales/vi.json'),
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null // storage may be switched off
  }
}

export async function startI18n(): Promise<void> {
  const chosen = remembered()
  const language = isLanguage(chosen) ? chosen : bestLanguage(navigator.languages)
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: (await TEXTS[language]()).default } },
    interpolation: { escapeValue: false }, // React escapes
  })
  document.documentElement.lang = language
}

export async function speak(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation')) {
    i18n.addResourceBundle(language, 'translation', (await TEXTS[language]()).default)
  }
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // it is forgotten at the next visit, which harms nobody
  }
}
