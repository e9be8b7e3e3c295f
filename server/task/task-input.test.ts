/** What people may call a task and its tags: the limits are in characters, as a person counts them. */
import { expect, test } from 'vitest';
import { checkName, checkTags, nameWith } from './task-input.ts';

const BIRD = '🐦'; // two code units

test('a name has 1 to 64 characters, whatever they are, without blanks around it', () => {
  for (const name of ['a', 'a'.repeat(64), BIRD.repeat(64), 'ß'.repeat(64)]) expect(checkName(`  ${name} `)).toBe(name);
  for (const name of ['', '   ', 'a'.repeat(65), BIRD.repeat(65)])
    expect(() => checkName(name)).toThrow(
      expect.objectContaining({
        code: 'BAD_INPUT',
        message: 'A name has 1 to 64 characters.',
        facts: expect.objectContaining({ path: 'name' }) as unknown,
      }),
    );
});

test('a name with a suffix is cut to 64 characters, and none of them is cut in two', () => {
  expect(nameWith('shop', ' copy')).toBe('shop copy');
  expect(nameWith('a'.repeat(64), ' copy 2')).toBe(`${'a'.repeat(57)} copy 2`);
  expect(nameWith(BIRD.repeat(64), ' copy')).toBe(`${BIRD.repeat(59)} copy`);
});

test('up to 8 tags of 1 to 32 characters', () => {
  expect(checkTags([BIRD.repeat(32), ' a ', 'a'])).toEqual([BIRD.repeat(32), 'a']);
  for (const tag of ['', ' ', 'a'.repeat(33)]) expect(() => checkTags([tag])).toThrow('A tag has 1 to 32 characters.');
  const nine = Array.from({ length: 9 }, (_, index) => `tag ${index}`);
  expect(checkTags(nine.slice(1))).toHaveLength(8);
  expect(() => checkTags(nine)).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
});
