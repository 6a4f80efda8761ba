"""Names of members, firms, funders and officers; many begin or end like a word of the tables."""

from __future__ import annotations

PROVINCES = tuple(
    """An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bình Thuận|Ninh Thuận|Cà Mau|Đắk Lắk|Đắk Nông|Đồng Nai
Đồng Tháp|Gia Lai|Hà Giang|Hậu Giang|Hà Nam|Hà Tĩnh|Hòa Bình|Khánh Hoà|Kon Tum|Lâm Đồng|Nam Định|Phú Yên|Quảng Bình
Quảng Ninh|Thái Nguyên|Thanh Hóa|Thừa Thiên - Huế|Tiền Giang|Trà Vinh|Vĩnh Long|Yên Bái""".replace("\n", "|").split("|")
)
FORMS = ("Thư viện tỉnh {}", "TV tỉnh {}", "Thư viện {}", "Chi hội Thư viện tỉnh {}", "TVT {}", "{}", "CH TV {}")
ODD_MEMBERS = (
    "Thư viện Khoa học Tổng hợp TP. Đà Nẵng",
    "Thư viện Tổng hợp tỉnh Thừa Thiên Huế",
    "Tổng cục Thống kê",
    "Thư viện Bộ Công an",
    "Tổng công ty Đường sắt Việt Nam",
    "Trung tâm Học tập cộng đồng Gò Vấp",
    "Chi hội Thư viện Tạ Quang Bửu, ĐHBK Hà Nội",
    "Công đoàn Thư viện Quốc gia",
    "Viện Hán-Nôm",
    "TT TT-TV ĐHQGHN",
    "HV CTQG Hồ Chí Minh",
    "Thư viện 4.0 Quận 10",
    "Thư viện Nguyễn Đình Chiểu (Bến Tre)",
    "Trường THPT Số 1 Bình Thuận",
    "Thư viện Trung ương Quân đội",
    "Liên chi hội Thư viện Đại học phía Bắc (NALA)",
)
GROUPS = (
    ("Hệ thống TVCC", "Chi hội, liên chi hội chuyên ngành"),
    ("Miền Bắc", "Miền Trung", "Miền Nam"),
    ("Khối thư viện công cộng", "Khối thư viện đại học", "Khối chuyên ngành"),
    ("Khu vực phía Bắc", "Khu vực phía Nam"),
)
INCOME_GROUPS = (("Thu quảng cáo", "Thu khác"), ("Hỗ trợ của doanh nghiệp", "Lãi tiền gửi và thu khác"))
GRANT_GROUPS = (("Tài trợ trong nước", "Tài trợ nước ngoài"), ("Ngân sách hỗ trợ", "Tổ chức quốc tế"))
PAYERS = (
    "Công ty CP Sách Thái Hà",
    "Công ty TNHH Phần mềm Lạc Việt",
    "Tổng công ty Phát hành sách",
    "NXB Trẻ",
    "Ngân hàng BIDV",
    "Công ty Cộng Lực",
    "Nhà sách Tiền Phong",
)
ITEMS = (
    "Hỗ trợ quảng cáo năm 2019",
    "Tài trợ in bản tin",
    "Lãi tiền gửi ngân hàng",
    "Thu bán kỷ yếu hội thảo",
    "Đăng quảng cáo 02 kỳ",
    "Hỗ trợ Ngày sách lần thứ 6",
)
FUNDERS = (
    "Liên hiệp các Hội KH&KT Việt Nam",
    "Viện Công nhân Công đoàn - Quỹ Châu Á",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Quỹ Châu Á (TAF)",
    "Hội đồng Anh",
    "Đại sứ quán Hoa Kỳ",
)
PROJECTS = (
    "02 lớp tập huấn nghiệp vụ thư viện",
    "Tuyên truyền quyền lao động (03 hội nghị)",
    "Hội thảo Thư viện 4.0",
    "Tổng điều tra thư viện cơ sở",
    "Xe thư viện lưu động",
    "Số hóa tài liệu 2019",
)
FACTS = (
    "Hội phí hệ thống TVCC (62/63 đơn vị)",
    "Hội phí chi hội, liên chi hội chuyên ngành",
    "Hỗ trợ quảng cáo của 02 doanh nghiệp",
    "Liên hiệp các Hội KH&KT Việt Nam",
    "Viện CNCĐ - Quỹ Châu Á (2019-2020)",
    "Lãi tiền gửi",
    "Thu thanh lý tài sản",
)
FACT_GROUPS = (("Thu hội phí và tiền quảng cáo", "Kinh phí tài trợ"), ("Các khoản thu", "Hỗ trợ hoạt động chuyên môn"))
PEOPLE = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Cường", "Phạm Thu Hà", "Vũ Quốc Toàn")

SOCIETIES = tuple(
    """Ashford Camera Club|Bexley Choral Society|Totley Bowls Club|Sumner Road Allotments|Total Fitness Harriers
Carrow Rowing Club|Dunholme Players|Eastgate Chess|Fordham Ramblers|Balance Street Gym|Grantham Historical Soc.
Hartley Wintney Bridge|Ilkley Rd Gardeners|St John's W.I.|1st Kemble Scouts|Lower Nately C.C.
Notes & Keys Music Group|Owingham Drama|Page Hall Table Tennis|Queen's Park Angling|No. 4 District Lodge
The 39 Steps Walking Group""".replace("\n", "|").split("|")
)
ENGLISH_GROUPS = (("North", "South"), ("Full members", "Associate members"), ("Sports", "Arts"))
ENGLISH_ITEMS = (
    "Raffle",
    "Summer fete stall",
    "Bank interest",
    "Sale of handbooks",
    "Advert, spring programme",
    "Donation",
)
