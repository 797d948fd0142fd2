import type { Words } from './words.ts'

/** Why somebody was not appointed, or a post not ended. */
export const crewProblemWords = {
  place_unknown: {
    zh: '没有这个网格或警格，或不在您的辖区内。请重新选择。',
    en: 'There is no such grid or beat, or it lies outside your area. Choose again.',
  },
  person_unknown: {
    zh: '没有这个人，或不在您的辖区内。请重新选择，或登记新人。',
    en: 'There is no such person, or not in your area. Choose again, or enter somebody new.',
  },
  id_taken: {
    zh: '这次提交的编号已被使用，没有登记。请刷新页面后重新提交。',
    en: 'The id of this entry is taken, so nothing was stored. Reload and send it anew.',
  },
  post_overlaps: {
    zh: '此人在这里已担任同一职务。请改日期，或选择其他人。',
    en: 'This person has the same post here at that time. Change the day, or choose somebody else.',
  },
  post_over: {
    zh: '这一任职已经结束，不能再改。请登记新的任职。',
    en: 'That post is over and no longer changes. Enter a new one.',
  },
  replaced_elsewhere: {
    zh: '被接替的任职不在这里，或不是同一职务。请重新选择接替谁。',
    en: 'The post to be replaced is not here, or is another role. Choose again who is replaced.',
  },
  day_in_past: {
    zh: '日期不能早于今天：过去的任职记录保持原样。请选今天或以后。',
    en: 'The day lies in the past, which stays as it was. Choose today or later.',
  },
  day_before_begin: {
    zh: '结束日期要晚于开始日期。请选更晚的日期。',
    en: 'A post ends after it began. Choose a later day.',
  },
} satisfies Record<string, Words>
