import { fileURLToPath } from 'node:url'
import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import ts from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'
import { layers } from './layers.js'

export default ts.config(
  { ignores: ['node_modules/**', 'dist/**', 'release/**', 'test/pictures/**', 'coverage/**'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...vue.configs['flat/recommended'],
  ...a11y.configs['flat/recommended'],
  {
    /* One program for all of TypeScript: eight, one a layer, would each check zod and Vue anew. The walls are the compiler's business. */
    files: ['**/*.ts'],
    languageOptions: { parser: ts.parser, parserOptions: { project: fileURLToPath(new URL('tsconfig.lint.json', import.meta.url)) } },
  },
  {
    files: ['**/*.vue'],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: ts.parser, projectService: true, extraFileExtensions: ['.vue'] },
    },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      /* Our objects are closures: none of their functions reads `this`. */
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-undef': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vuejs-accessibility/label-has-for': 'off',
    },
  },
  ...layers.map(({ files, says, closed }) => ({
    files: [`${files}/**/*.{ts,vue}`],
    rules: { 'no-restricted-imports': ['error', { patterns: closed.map((regex) => ({ regex, message: says })) }] },
  })),
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'electron', message: 'importing it in plain Node starts a download' },
            { name: 'fast-check', message: 'test/support/properties.ts has it with the same numbers in every run' },
          ],
        },
      ],
    },
  },
  { files: ['test/support/properties.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: null, projectService: false } },
  },
  prettier,
)
