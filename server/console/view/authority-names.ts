/** The data files of the law in the words of the screen. */
const authorityNames: Readonly<Record<string, string>> = {
  'document-types': 'Tên loại tài liệu',
  retentions: 'Thang thời hạn lưu trữ',
  'file-plan': 'Danh mục hồ sơ mẫu',
  'agency-codes': 'Mã định danh cơ quan',
  lists: 'Ngôn ngữ, chế độ sử dụng, tình trạng, mức độ tin cậy',
  'retention-schedule': 'Bảng thời hạn theo loại hồ sơ',
  layouts: 'Thể thức văn bản qua các thời kỳ',
}

/** A file that a newer server knows is named as it is. */
export function authorityName(name: string): string {
  const profile = /^profiles\/(.+)$/.exec(name)?.[1]
  return profile === undefined ? (authorityNames[name] ?? name) : `Bộ trường xuất: ${profile}`
}

/** @param title name and version, as the server keeps what was sent */
export function authorityTitle(title: string): string {
  const [name = '', ...version] = title.split(' ')
  return `${authorityName(name)}, bản ${version.join(' ')}`
}
