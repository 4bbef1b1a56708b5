import { foldText } from '../../../domain/fold-text.ts'
import type { TextLine, Word } from '../../../domain/text-layer.ts'

/**
 * Pairs of words that stand together in nearly every office paper and mean nothing with other marks. The engine mixes up
 * marks over â, ê, ô and the hook with the acute; the pair tells which was printed.
 */
const pairs: readonly string[] = [
  'ủy ban, nhân dân, hội đồng, địa bàn, địa phương, địa chính, quyết định, nghị định, nghị quyết',
  'căn cứ, kế hoạch, báo cáo, tờ trình, biên bản, thông báo, thông tư, hướng dẫn, chỉ thị, chương trình',
  'giải quyết, tổ chức, chính quyền, chính phủ, thủ tướng, quốc hội, thực hiện, triển khai, phối hợp',
  'đề nghị, yêu cầu, trách nhiệm, thi hành, hiệu lực, ban hành, sửa đổi, bổ sung, phê duyệt, tuyển chọn',
  'khiếu nại, tố cáo, đất đai, sử dụng, quản lý, tài nguyên, môi trường, tài chính, ngân sách, kinh phí',
  'dự toán, quyết toán, xã hội, kinh tế, giáo dục, đào tạo, văn hóa, thể thao, du lịch, nông nghiệp',
  'nông thôn, phát triển, xây dựng, giao thông, thủy lợi, quốc phòng, an ninh, trật tự, quân sự',
  'nghĩa vụ, khám tuyển, nhập ngũ, hưởng trợ, tập thể, thu chi, điện tử, cử tri, đối với, hỗ trợ, khắc phục, chỉnh lý, tài liệu, tình hình, hậu quả, hộ nghèo, cận nghèo, bảo trợ, trợ cấp, trợ giúp, đối tượng',
  'khai sinh, khai tử, kết hôn, hộ tịch, tư pháp, công an, công chức, viên chức, cán bộ, lãnh đạo',
  'chủ tịch, văn phòng, thống kê, kế toán, kiểm tra, thanh tra, giám sát, xử lý, xử phạt, vi phạm',
  'khen thưởng, kỷ luật, thi đua, tuyên truyền, phổ biến, pháp luật, nhiệm vụ, giải pháp, kết quả',
  'thời gian, địa điểm, thành phần, nội dung, ý kiến, kính gửi, nơi nhận, như trên, độc lập, tự do',
  'hạnh phúc, cộng hòa, chủ nghĩa, việt nam, đảng ủy, mặt trận, tổ quốc, phụ nữ, thanh niên, cựu chiến',
  'chiến binh, nông dân, thị trấn, thành phố, thường trú, giấy mời, giấy chứng, chứng nhận, xác nhận',
  'quy định, quy chế, điều kiện, thẩm quyền, cơ quan, đơn vị, liên quan, chịu trách, thường trực, thường vụ',
  'kể từ, chi trả, tổng số, số tiền, bằng chữ, tổng hợp, đề xuất, hồ sơ, lưu trữ, số hóa, giấy tờ, kèm theo',
  'theo dõi, bảo đảm, thông qua, cộng đồng, khu vực, kho bạc, cá nhân, gia đình, đặc biệt, thiệt hại, khó khăn',
  'tiến độ, chất lượng, kịp thời, nghiêm túc, thủ trưởng, phó chủ, ủy viên, thành viên, thư ký, biểu quyết',
  'nhất trí, thống nhất, diện tích, nguồn gốc, bản đồ, thửa đất, thẩm định, công trình, dự án, đầu tư, đại biểu',
  'tiếp nhận, tiếp theo, thời hạn, hạn chế, nguyên nhân, phương hướng, nhiệm kỳ, vướng mắc, kiến nghị, quan tâm',
  'chuyển đổi, xuất sắc, đô thị, văn minh, thiên tai, dịch bệnh, gia súc, gia cầm, chăn nuôi, trồng trọt, về việc',
  'hộ ông, hộ bà, bản sao, đột xuất, đánh giá, số liệu, phúc đáp, góp ý, dự thảo, phối hợp, tăng cường, biện pháp',
  'cải cách, thủ tục, dịch vụ, trực tuyến, chữa cháy, cứu nạn, cứu hộ, lũ lụt, dân số, trẻ em, cao tuổi, khuyết tật',
  'thương binh, chế độ, chính sách, thu hồi, bồi thường, giải phóng, mặt bằng, tái định, quy hoạch, hạ tầng, kiên cố',
  'kênh mương, sửa chữa, nâng cấp, bê tông, trường học, mầm non, giáo viên, học sinh, khuyến khích, khuyến học',
  'hội nghị, tổng kết, sơ kết, bổ nhiệm, miễn nhiệm, điều động, tiền lương, phụ cấp, lệ phí, bảo hiểm, giảm nghèo',
  'bí thư, chi bộ, vệ sinh, thực phẩm, an toàn, khai thác, khoáng sản, hợp tác, tòa án, hòa giải, tranh chấp, thành lập, kiện toàn',
  'liệu giấy, cung cấp, tồn đọng, rà soát, khẩn trương, ứng phó, mưa lũ, bão lũ, phòng cháy, khu đất, làm nhà, nhà ở',
  'trọng tâm, phòng chống, trích đo, đo đạc, trích lục, cấp đất, hồ đập, hồ chứa, bầu cử, tiếp xúc, khám bệnh, chữa bệnh, tiêm chủng',
].flatMap((line) => line.split(', '))

const SURE = 0.9

const byFolded: ReadonlyMap<string, readonly string[]> = new Map(
  pairs.map((pair) => [foldText(pair), pair.split(' ')]),
)

/**
 * The line with its set pairs in their right marks, each changed word with what was seen; all else stays. What ends a pair as
 * it was read begins no other: "bí thư chi bộ" holds no "thu chi".
 */
export function withSetPhrases(line: TextLine): TextLine {
  return { ...line, words: withPhrases(line.words, SURE) }
}

/** The same of words that need not stand on one line. @param believed 0..1: two words read better than this stay as they are */
export function withPhrases(read: readonly Word[], believed: number): Word[] {
  const words = [...read]
  let settled = -1
  for (let place = 0; place + 1 < words.length; place += 1) {
    const first = words[place]
    const second = words[place + 1]
    if (first === undefined || second === undefined) continue
    const right = rightPair(first, second)
    if (right === null) continue
    const isOfBefore = settled === place && right[0] !== first
    if (right[1] === second) settled = place + 1
    if (isOfBefore) continue
    // Two sure words, both with other marks, are two other words: "hộ, số" is not "hồ sơ".
    const isOther = right[0] !== first && right[1] !== second
    if (isOther && Math.min(first.confidence, second.confidence) > believed) continue
    words[place] = right[0]
    words[place + 1] = right[1]
  }
  return words
}

/** The two in the marks of the set pair they are; null where they are none. */
function rightPair(first: Word, second: Word): readonly [Word, Word] | null {
  const [before, after] = byFolded.get(`${foldText(lettersOf(first))} ${foldText(lettersOf(second))}`) ?? []
  return before === undefined || after === undefined ? null : [spelled(first, before), spelled(second, after)]
}

function lettersOf(word: Word): string {
  return word.text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
}

/** The two places where the tone mark may stand on oa, oe and uy are both right, and stay as printed. */
function spelled(word: Word, right: string): Word {
  const printed = lettersOf(word)
  if (toneless(printed.toLowerCase()) === toneless(right)) return word
  const cased = Array.from(right)
    .map((letter, place) => (isCapital(printed[place]) ? letter.toUpperCase() : letter))
    .join('')
  return { ...word, text: word.text.replace(printed, cased), readAs: word.readAs ?? word.text }
}

const combinedTone = /[\u0300\u0301\u0303\u0309\u0323]/g

/** The letters with their tone marks moved to the end: "hòa" and "hoà" become one. */
function toneless(text: string): string {
  const decomposed = text.normalize('NFD')
  return decomposed.replace(combinedTone, '') + (decomposed.match(combinedTone) ?? []).join('')
}

function isCapital(letter: string | undefined): boolean {
  return letter !== undefined && letter !== letter.toLowerCase()
}
