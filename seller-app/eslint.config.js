import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist', 'target', 'src/api/generated', 'test-results'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs'] } } } },
  hooks.configs.flat.recommended,
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  {
    // Features are islands: what two of them need lives in ui/ or api/.
    files: ['src/features/**', 'src/ui/**', 'src/api/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@/features/*', '@/app/*', '../../*'], message: 'A feature imports from ui/ and api/ only.' }] },
      ],
    },
  },
  {
    // the router's way of turning somebody away is to throw the way there
    files: ['src/app/router.tsx'],
    rules: { '@typescript-eslint/only-throw-error': 'off' },
  },
  {
    files: ['test/browser/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off' }, // `use` is the test runner's here
  },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Go through api/client: it knows the token.' }],
    },
  },
)
