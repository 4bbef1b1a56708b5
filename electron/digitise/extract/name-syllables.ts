import { foldText } from '../../../domain/fold-text.ts'

/**
 * Syllables that names of people and of places are made of. A reading engine that knows the language sees the
 * commoner word beside a name ("Cấm" where "Cẩm" is printed, "Cộng" for "Công"); the list tells which was meant.
 */
const syllables: ReadonlySet<string> = new Set(
  (
    'A Á Ái An Ân Ấn Anh Ánh Ảnh Ba Bá Bạ Bắc Bách Bạch Bài Bái Bàn Bản Bàng Bảng Bằng Băng Bảo Bạo Bát Bàu Bảy Báu Bé ' +
    'Bên Bến Bền Bi Bí Bích Biên Biện Biểu Bình Bính Bồ Bộ Bổng Bưởi Bửu Ca Cả Các Cách Cải Cam Cẩm Căn Cân Cấn Canh Cảnh ' +
    'Cao Cát Cấp Cầu Châm Chấn Chân Chánh Châu Chè Chi Chí Chiêm Chiến Chiêu Chính Chỉnh Chợ Chu Chủ Chúc Chung Chức ' +
    'Chương Chưởng Cổ Côn Công Cồn Cơ Cù Cúc Cung Củng Cương Cường Cửa Cửu Dạ Dân Dần Dậu Diễm Diễn Diện Diệp Diệu Dinh ' +
    'Doãn Doanh Du Dục Dung Dũng Dụng Duy Duyên Duyệt Dư Dự Dương Dưỡng Đa Đà Đài Đại Đam Đàm Đan Đán Đàn Đảo Đạo Đạt Đăng ' +
    'Đằng Đặng Đắc Đậu Đề Đệ Điền Điện Điệp Điều Điểu Đình Đính Định Đinh Đĩnh Đoài Đoan Đoàn Đoạt Đô Đồ Đôi Đôn Đồn Đông ' +
    'Đồng Động Đống Đức Đường Đượm Được Gái Gấm Giai Giang Giao Giáp Gia Giàu Giỏi Hà Hạ Hai Hải Hàm Hán Hàn Hân Hằng ' +
    'Hạnh Hảo Hào Hạo Hậu Hiên Hiến Hiền Hiển Hiện Hiếu Hiệp Hiệu Hinh Hoa Hoá Hóa Hoà Hòa Hoài Hoan Hoàn Hoàng ' +
    'Hoành Hoạt Hoè Hòe Hoằng Học Hội Hồi Hôm Hồng Hổ Hồ Hộ Hợi Hợp Huân Huấn Huề Huế Huệ Hùng Hưng Hứng Huy Huyên Huyền ' +
    'Huyện Huỳnh Hứa Hữu Hương Hướng Hưởng Hựu Ích Kế Kha Khả Khắc Khải Khai Khang Khanh Khánh Khê Khe Khiêm Khoa Khoá ' +
    'Khoái Khoan Khoát Khôi Khởi Khu Khuê Khuyên Khuyến Khương Kiên Kiện Kiệt Kiếm Kiều Kim Kính Kinh Kỳ Kỷ Kỹ La Lạc Lai ' +
    'Lài Lãm Lam Lâm Lan Lân Lăng Lãng Lành Lạng Lập Lễ Lê Lệ Lịch Liêm Liên Liễn Liễu Linh Lĩnh Loan Loát Lộ Lộc Lợi Long ' +
    'Luân Luận Luật Lư Lụa Lục Lực Lưu Lưỡng Lương Lượng Lượm Ly Lý Lỵ Mạc Mạch Mai Man Mận Mãn Mạnh Mão Mậu May Mẫn Mến Mễ ' +
    'Miên Miễn Minh Mơ Môn Mộng Mộc Mùi Mười Mừng Mưu Mỹ Mỵ Na Nam Nậm Nga Ngà Ngạn Ngãi Ngân Nghi Nghị Nghiêm Nghiệp Nghĩa ' +
    'Ngò Ngọ Ngoan Ngoạn Ngoại Ngọc Ngô Ngôn Ngũ Nguyên Nguyện Nguyệt Ngữ Ngự Nhã Nhài Nhàn Nhân Nhâm Nhẫn Nhất Nhật Nhạn ' +
    'Nhạc Nhi Nhì Nhiệm Nhiên Nho Nhơn Nhu Nhuận Nhung Như Nhựt Nhượng Niệm Ninh Nở Nông Nơi Nụ Núi Nữ Oai Oanh Ổn Phái ' +
    'Phan Phấn Pháp Phát Phẩm Phận Phê Phi Phong Phó Phổ Phòng Phố Phú Phúc Phùng Phụng Phước Phương Phượng Quản Quán Quân ' +
    'Quang Quảng Quát Quắc Quế Quốc Quyên Quyến Quyền Quyết Quỳnh Quý Quỳ Rạng Rồng Sa Sách Sam Sâm Sàng Sáng San Sang Sáu ' +
    'Sắc Sen Sĩ Sỹ Sinh Soạn Song Sòng Sơn Sông Sơ Sử Sự Sửu Sương Sướng Tá Tài Tâm Tám Tấn Tân Tần Tận Tăng Tạo Tây Tế Tề ' +
    'Thạch Thái Tham Thám Thắm Than Thanh Thành Thạnh Thảo Thao Thắng Thăng Thân Thận Thất Thập Thế Thể Thi Thì Thị Thìn ' +
    'Thiêm Thiên Thiện Thiệp Thiết Thiều Thiệu Thịnh Thoa Thoại Thoan Thoả Thỏa Thọ Thôn Thông Thống Thơ Thơm Thới Thời Thu ' +
    'Thụ Thuần Thuận Thuật Thục Thuỳ Thùy Thuỷ Thủy Thuý Thúy Thuyên Thuyết Thư Thứ Thương Thường Thượng Thước Tích Tiên ' +
    'Tiến Tiếp Tiệp Tín Tính Tình Tịnh Toại Toan Toàn Toản Toán Tô Tôn Tồn Tổng Tốt Tớ Trà Trạch Trại Trang Tráng Tranh Trâm ' +
    'Trân Trấn Trật Tri Trì Trí Trị Triết Triển Triệu Trinh Trình Trọng Trúc Trung Truyền Trực Trưng Trường Trưởng Tú Tuân ' +
    'Tuấn Tuất Tuế Tuệ Tùng Tùy Tuy Tuyên Tuyển Tuyến Tuyết Tuynh Tư Tứ Từ Tường Tưởng Tượng Tựu Tỵ Tý Ty Uy Uyên Úc Út Ước ' +
    'Ưng Vạn Vàng Vãn Văn Vân Vận Vệ Vị Viên Viễn Viện Viết Việt Vĩ Vinh Vĩnh Vịnh Vĩnh Võ Vọng Vui Vũ Vụ Vực Vương Vượng ' +
    'Vy Vỹ Xá Xanh Xinh Xoan Xuân Xuyên Xuyến Xương Ý Yên Yến Yêm Yểng Yết Oánh Đởm Nghiên Nghiêu Nhường Bảng Mao Khối Hưu'
  ).split(' '),
)

/** Is it a syllable that names are made of, as it is spelled? Case of the letters after the first does not count. */
export function isNameSyllable(word: string): boolean {
  return syllables.has(capitalised(word))
}

/** What a syllable that no name has was most likely misread from: the one nearest in its marks; null where two are as near. */
export function nearestSyllable(word: string): string | null {
  const read = capitalised(word)
  const folded = foldText(read)
  const twins = [...syllables]
    .filter((known) => foldText(known) === folded)
    .map((known) => ({ known, distance: marksBetween(known, read) }))
    .toSorted((a, b) => a.distance - b.distance)
  const [first, second] = twins
  if (first === undefined || first.distance === second?.distance) return null
  return word === word.toUpperCase() ? first.known.toUpperCase() : first.known
}

/** How many marks differ; one of the letter's own (â, ơ, đ) is told from a tone. */
function marksBetween(one: string, other: string): number {
  const marksOf = (text: string): readonly string[] =>
    [...text.normalize('NFD').matchAll(/\p{M}/gu)].map(String)
  const [left, right] = [marksOf(one), marksOf(other)]
  const missing = left.filter((mark) => !right.includes(mark)).length
  return Math.max(missing, right.filter((mark) => !left.includes(mark)).length)
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
}
