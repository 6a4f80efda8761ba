"""Texts in four languages, and small encoders for the codings that Python lacks; no table of the product takes part."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

# TCVN3: letter and code, as the standard TCVN 5712 (VN3) prints them and iconv knows them.
TCVN3_LOWER = """
à B5 ả B6 ã B7 á B8 ạ B9 ă A8 ằ BB ẳ BC ẵ BD ắ BE ặ C6 â A9 ầ C7 ẩ C8 ẫ C9 ấ CA ậ CB đ AE è CC ẻ CE ẽ CF é D0 ẹ D1
ê AA ề D2 ể D3 ễ D4 ế D5 ệ D6 ì D7 ỉ D8 ĩ DC í DD ị DE ò DF ỏ E1 õ E2 ó E3 ọ E4 ô AB ồ E5 ổ E6 ỗ E7 ố E8 ộ E9
ơ AC ờ EA ở EB ỡ EC ớ ED ợ EE ù EF ủ F1 ũ F2 ú F3 ụ F4 ư AD ừ F5 ử F6 ữ F7 ứ F8 ự F9 ỳ FA ỷ FB ỹ FC ý FD ỵ FE
"""
TCVN3_UPPER = "Ă A1 Â A2 Ê A3 Ô A4 Ơ A5 Ư A6 Đ A7"
# VNI: letter and what is typed for it.
VNI_LOWER = """
á aù à aø ả aû ã aõ ạ aï â aâ ấ aá ầ aà ẩ aå ẫ aã ậ aä ă aê ắ aé ằ aè ẳ aú ẵ aü ặ aë é eù è eø ẻ eû ẽ eõ ẹ eï
ê eâ ế eá ề eà ể eå ễ eã ệ eä í í ì ì ỉ æ ĩ ó ị ò ó où ò oø ỏ oû õ oõ ọ oï ô oâ ố oá ồ oà ổ oå ỗ oã ộ oä
ơ ô ớ ôù ờ ôø ở ôû ỡ ôõ ợ ôï ú uù ù uø ủ uû ũ uõ ụ uï ư ö ứ öù ừ öø ử öû ữ öõ ự öï ý yù ỳ yø ỷ yû ỹ yõ ỵ î đ ñ
"""


def _pairs(table: str) -> dict[str, str]:
    signs = table.split()
    return dict(zip(signs[::2], signs[1::2], strict=True))


TCVN3 = {letter: chr(int(code, 16)) for letter, code in _pairs(TCVN3_LOWER + TCVN3_UPPER).items()}
VNI = _pairs(VNI_LOWER)
VNI_CAPITALS = {letter.upper(): typed.upper() for letter, typed in VNI.items()}


def typed_tcvn3(text: str) -> str:
    """What was typed in a .Vn… font to show the text."""
    return "".join(TCVN3.get(letter, letter) for letter in text)


def typed_vni(text: str) -> str:
    """What was typed in a VNI-… font to show the text."""
    return "".join((VNI | VNI_CAPITALS).get(letter, letter) for letter in text)


def cp1258(text: str) -> bytes:
    """The text as Windows-1258 has it: the tone after its letter where there is no code for both."""
    return b"".join(_cp1258_letter(letter) for letter in text)


def _cp1258_letter(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        signs = unicodedata.normalize("NFD", letter)
        tone = next(sign for sign in signs if sign in "\u0300\u0301\u0303\u0309\u0323")
        return (unicodedata.normalize("NFC", signs.replace(tone, "")) + tone).encode("cp1258")


CODINGS: Mapping[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "utf-8 apart": lambda text: unicodedata.normalize("NFD", text).encode(),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: ("\ufeff" + text).encode("utf-16-be"),
    "cp1258": cp1258,
    "tcvn3": lambda text: typed_tcvn3(text).encode("latin-1"),
    "vni": lambda text: typed_vni(text).encode("latin-1"),
}

REPORT = """
Trong năm qua, hội đã thu hội phí của các liên chi hội và chi hội theo điều lệ. Phần lớn đơn vị nộp đủ trước ngày ba mươi
mốt tháng mười hai, một số đơn vị nộp chậm vì chưa có quyết định của cấp trên. Ban thường vụ đề nghị các chi hội còn nợ
chuyển khoản hoặc nộp tiền mặt tại văn phòng trước kỳ họp tới. Kế toán lập bảng kê chi tiết gồm tên đơn vị, số hội viên,
mức đóng góp, số phải thu, số đã nộp, số còn thiếu và ghi chú. Ngoài hội phí, quỹ còn nhận tài trợ của một số tổ chức trong
và ngoài nước cho việc tập huấn nghiệp vụ, mua sách, in kỷ yếu và tổ chức hội thảo khoa học. Mỗi khoản tài trợ đều có văn
bản thỏa thuận ghi rõ mục đích sử dụng, thời hạn và cách quyết toán. Số dư đầu kỳ được chuyển từ sổ quỹ năm trước, đã đối
chiếu với ngân hàng. Chi phí lớn nhất là tổ chức đại hội nhiệm kỳ, thuê hội trường, in tài liệu, đi lại và ăn nghỉ cho đại
biểu ở xa. Một phần nhỏ dùng để thăm hỏi hội viên ốm đau, hiếu hỷ và khen thưởng những thư viện xuất sắc. Ban kiểm tra đã
xem chứng từ, đối chiếu phiếu thu với giấy báo có, phát hiện hai phiếu trùng số và một phiếu ghi sai năm. Những chỗ sai sót
ấy đều đã sửa, có chữ ký của thủ quỹ và kế toán trưởng. Sang năm sau, hội sẽ thử nghiệm cách thu mới: mỗi liên chi hội tự
thu rồi nộp về trung ương bảy mươi phần trăm, giữ lại ba mươi phần trăm cho hoạt động tại chỗ. Việc này cần được bàn kỹ,
bởi nhiều chi hội ở miền núi ít người, đường xa, khó gửi tiền đúng hạn. Đề nghị các đồng chí góp ý bằng văn bản, gửi về hòm
thư của hội hoặc qua bưu điện, chậm nhất là giữa quý hai. Xin trân trọng cảm ơn sự ủng hộ quý báu của mọi hội viên, của Sở
Văn hóa, Bộ Nội vụ và những người bạn cũ đã gắn bó với nghề suốt mấy chục năm, kể cả lúc khó khăn, thiếu thốn đủ bề.
""".strip()  # noqa: E501 - running text

FRENCH = """
La société a reçu les cotisations des régions où les délégués étaient présents. Été comme hiver, la trésorière a noté
chaque versement, même très modeste, dès réception du chèque. Là où une école n'a pas payé, le comité s'est engagé à
rappeler la règle : un délai, puis une pénalité. Le café, le thé, le pâté et les gâteaux ont été offerts. Né à Nîmes,
le président a été réélu à l'unanimité ; âgé de soixante ans, il a créé la bibliothèque de Sète, célèbre à l'étranger.
""".strip()
GERMAN = """
Die Beiträge für das Jahr wurden fällig, doch einige Büchereien zahlten verspätet. Der Schatzmeister prüfte die Bücher,
verglich Belege und Kontoauszüge und stellte fest, daß größere Beträge fehlten. Übrige Mittel gehören den Verbänden; die
Gebühr müßte höher sein. Süß schmeckte der Kuchen, naß war die Straße, und zum Schluß dankte Frau Müller den Gästen aus
Köln, München, Nürnberg, Gießen und Zürich für ihre Mühe. Ein Maß Öl, ein Faß, ein Paß, ein Spaß, groß und weiß.
""".strip()
ENGLISH = """
The treasurer's résumé of the year was naïve: the café in São Paulo, the façade in Zürich and the fête in Orléans cost
£400 more than planned. Mr José Peña, née Brontë's protégé, paid his dues in full, à la carte as it were. Receipts for
5 m² of shelving at 20 °C, ½ page of print and © notices (§ 12) are still missing; the blasé clerk misfiled them.
""".strip()

PLACES = (
    """
Hà Nội|Hải Phòng|Đà Nẵng|Cần Thơ|Bắc Kạn|Đắk Lắk|Quảng Ngãi|Thừa Thiên Huế|Lâm Đồng|Bà Rịa - Vũng Tàu|Hòa Bình|Nghệ An
Thái Nguyên|Phú Thọ|Tuyên Quang|Lạng Sơn|Vĩnh Phúc|Bình Dương|Trà Vinh|Sóc Trăng|Bạc Liêu|Cà Mau|Kiên Giang|Hậu Giang
""".strip()
    .replace("\n", "|")
    .split("|")
)


def dues_table(lines: int) -> str:
    """A list of dues of so many lines, with a title and headings, as a csv."""
    head = "Hội phí năm 2019;;;;\r\nTT;Đơn vị;Số phải thu;Số đã nộp;Ghi chú\r\n"
    notes = ("đã nộp đủ", "còn thiếu, hẹn tháng sau", "chưa có quyết định", "")
    rows = (
        f"{line + 1};Thư viện tỉnh {PLACES[line % len(PLACES)]};1.000.000;{line % 3}.000.000;{notes[line % 4]}\r\n"
        for line in range(lines)
    )
    return head + "".join(rows)
