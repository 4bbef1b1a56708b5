/** Why the page is shown. */
export type Why = 'crashed' | 'repeated' | 'hung'
export type RescueAction = 'open' | 'wait' | 'lock' | 'quit'

export interface RescueWords {
  readonly title: string
  readonly what: string
  readonly safe: string
  readonly next: string
}

interface RescueTexts {
  readonly words: Readonly<Record<Why, RescueWords>>
  readonly actions: Readonly<Record<RescueAction, string>>
  readonly diagnostics: string
}

/** Apart from the texts of the desk: whatever broke the desk down must not be needed to say so. */
const vi: RescueTexts = {
  words: {
    crashed: {
      title: 'Cửa sổ vừa gặp sự cố',
      what: 'Phần vẽ cửa sổ đã dừng đột ngột. Phần giữ kho hồ sơ vẫn chạy bình thường.',
      safe: 'Mọi việc đã lưu còn nguyên. Chữ đang gõ dở được giữ lại và hiện lại khi mở tiếp.',
      next: 'Bấm “Mở lại” để làm tiếp từ đúng chỗ vừa rời.',
    },
    repeated: {
      title: 'Cửa sổ gặp sự cố nhiều lần liền',
      what: 'Trong một phút, phần vẽ cửa sổ đã dừng từ ba lần trở lên. Mở lại ngay có thể lại dừng.',
      safe: 'Mọi việc đã lưu còn nguyên. Chữ đang gõ dở vẫn được giữ trong kho.',
      next: 'Nên đóng bớt chương trình khác, thoát rồi mở lại chương trình. Nếu vẫn vậy, gửi tệp chẩn đoán cho người hỗ trợ.',
    },
    hung: {
      title: 'Cửa sổ đang không phản hồi',
      what: 'Cửa sổ không trả lời bàn phím và chuột đã một lúc. Có thể máy đang rất bận.',
      safe: 'Mọi việc đã lưu còn nguyên. Chữ đang gõ dở được giữ lại và hiện lại khi mở tiếp.',
      next: 'Chờ thêm nếu máy đang bận, hoặc mở lại cửa sổ để làm tiếp.',
    },
  },
  actions: { open: 'Mở lại', wait: 'Chờ thêm', lock: 'Khoá kho', quit: 'Thoát chương trình' },
  diagnostics:
    'Tệp chẩn đoán chan-doan.jsonl nằm trong thư mục dữ liệu của chương trình; trong đó không có tên người, tên hồ sơ hay nội dung nào.',
}

const en: RescueTexts = {
  words: {
    crashed: {
      title: 'The window has broken down',
      what: 'The part that draws the window stopped suddenly. The part that keeps the vault goes on as before.',
      safe: 'Everything that was saved is still there. What you were typing is kept and comes back.',
      next: 'Press “Open again” to go on where you were.',
    },
    repeated: {
      title: 'The window keeps breaking down',
      what: 'The part that draws the window stopped three times or more within a minute. It may stop again.',
      safe: 'Everything that was saved is still there. What you were typing is kept in the vault.',
      next: 'Close other programs, quit and start again. If it stays like this, give the diagnostics file to whoever helps you.',
    },
    hung: {
      title: 'The window does not respond',
      what: 'The window has not answered keyboard and mouse for a while. The computer may be very busy.',
      safe: 'Everything that was saved is still there. What you were typing is kept and comes back.',
      next: 'Wait if the computer is busy, or open the window again to go on.',
    },
  },
  actions: { open: 'Open again', wait: 'Keep waiting', lock: 'Lock the vault', quit: 'Quit the program' },
  diagnostics:
    'The diagnostics file chan-doan.jsonl lies in the data folder of the program; it holds no names of people or case files and no content.',
}

/** What stands on the page, and the buttons in their order; the first is the one to press. */
export function rescuePage(
  language: string | null,
  reason: string | null,
): {
  readonly language: 'vi' | 'en'
  readonly words: RescueWords
  readonly diagnostics: string
  readonly actions: readonly { readonly action: RescueAction; readonly label: string }[]
} {
  const texts = language === 'en' ? en : vi
  const why: Why = reason === 'repeated' || reason === 'hung' ? reason : 'crashed'
  return {
    language: language === 'en' ? 'en' : 'vi',
    words: texts.words[why],
    diagnostics: texts.diagnostics,
    actions: orders[why].map((action) => ({ action, label: texts.actions[action] })),
  }
}

const orders: Readonly<Record<Why, readonly RescueAction[]>> = {
  crashed: ['open', 'lock'],
  repeated: ['quit', 'open', 'lock'],
  hung: ['wait', 'open', 'lock'],
}
