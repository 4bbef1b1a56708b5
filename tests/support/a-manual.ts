import type { ManualBook } from '../../domain/manual-book.ts'

/** A short manual. */
export const aManual: ManualBook = {
  chapters: [
    {
      id: 'cai-dat',
      number: 1,
      title: 'Cài đặt và lần đầu mở',
      screens: ['overview'],
      sections: [
        { id: 'cai-dat', title: 'Cài đặt và lần đầu mở', text: 'Mọi việc làm được khi không có mạng.' },
        { id: 'cai-dat--phieu', title: 'Phiếu khôi phục', text: 'Mã chỉ hiện một lần. Cất vào tủ có khoá.' },
      ],
    },
    {
      id: 'soat',
      number: 2,
      title: 'Soát',
      screens: ['review'],
      sections: [
        { id: 'soat', title: 'Soát', text: 'Văn bản khó đọc nhất đứng đầu danh sách.' },
        { id: 'soat--loat', title: 'Nhận loạt', text: 'Xem các văn bản lấy mẫu ngẫu nhiên.' },
      ],
    },
  ],
}
