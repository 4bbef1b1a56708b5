/** Syllables of office papers, roughly the most frequent first. Written down by hand, not counted in anybody's papers. */
const list = [
  'và của các nhân dân ban ủy xã quyết định về theo số ngày tháng năm điều có được thực hiện công tác tại cho',
  'hội đồng quản lý nhà nước việc trên huyện tỉnh thành phố phường thị trấn thôn khối địa phương bàn quy chính',
  'phủ nghị luật thông tư căn cứ xét đề của ông bà người với không này khi là đến từ trong nội dung phòng văn',
  'kế hoạch báo cáo tờ trình biên bản chỉ đạo tổ chức cán bộ viên chủ tịch phó trưởng đơn vị cơ quan gửi nơi nhận',
  'lưu kính độc lập tự do hạnh phúc cộng hòa hoà nghĩa việt nam đất đai sử dụng quyền tài sản nguyên môi trường',
  'kinh tế phí ngân sách thu chi dự toán bổ sung sửa đổi ban hành hiệu lực thi trách nhiệm giao phối hợp kiểm tra',
  'giám sát thanh xử phạt vi phạm hành giải khiếu nại tố yêu cầu triển khai xây dựng nông thôn mới phát giáo dục',
  'đào tạo y sức khỏe khoẻ bảo hiểm trợ cấp chế độ đối tượng hộ nghèo cận khó khăn gia đình con em trẻ phụ nữ',
  'thiếu niên cựu chiến binh đoàn thể mặt trận quốc phòng an ninh trật quân sự nghĩa vụ khám tuyển nhập ngũ',
  'khen thưởng kỷ thi đua thành tích xuất sắc tập cá đạt danh hiệu giấy chứng khai sinh tử kết hôn trích lục tịch',
  'họ tên giới tính dân tộc quê quán nơi cư trú thường tạm số căn cước chứng minh cấp ngày bởi mẹ cha vợ chồng',
  'diện tích thửa bản đồ loại đất ở trồng cây lúa rừng vườn ao mục đích thời hạn nguồn gốc sổ đăng ký biến động',
  'tổng cộng đồng triệu nghìn trăm mươi một hai ba bốn sáu bảy tám chín mười không lẻ phần tỷ lệ',
  'họp cuộc thư ký tham dự vắng mặt ý kiến phát biểu thảo luận kết luận biểu quyết tán thành nhất trí thông qua',
  'đầu tư công trình dự án đường giao thủy lợi kênh mương điện nước sạch chợ trường học trạm nhà văn hóa hoá',
  'cấp thẩm phê duyệt hồ sơ thủ tục bộ phận một cửa trả tiếp đúng quá hạn mức độ dịch vụ trực tuyến',
  'đối với hỗ trợ khắc phục hậu quả thiên tai bão lũ lụt hạn hán dịch bệnh phòng chống cháy nổ rừng cứu nạn',
  'tuyên truyền phổ biến pháp hướng dẫn đôn đốc thường xuyên kịp thời chặt chẽ nghiêm túc đầy đủ bảo đảm chất lượng',
  'như sau đã để nếu mà vì do bị cần phải còn hoặc cùng nhau lại ra vào lên xuống trước sau giữa ngoài dưới bên',
  'nay chỗ đâu gì ai nào đó đây kia thế rất nhiều ít hơn kém cao thấp lớn nhỏ tốt xấu đẹp rõ rộng dài ngắn',
  'thiết bị vị trí vật liệu máy móc thuê mua bán giá tiền lương phụ thêm giảm tăng bình quân chung riêng khác cũng vẫn đang sẽ',
  'nguyễn trần lê phạm hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh mai đào hà phùng thị văn hữu',
].flatMap((line) => line.split(' '))

/** Each common syllable with its place in the order; tone marks as in "hòa", the other way of "hoà" beside it. */
export const commonSyllables: ReadonlyMap<string, number> = new Map(
  list.map((syllable, place) => [syllable, place] as const).toReversed(),
)
