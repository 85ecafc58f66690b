#include "scan_road/set_page.h"

#include <algorithm>

#include "support/code_points.h"
#include "tonglan.h"

namespace tonglan {

SetPage new_page(int width, int height) { return {blank_page(width, height), {}}; }

const std::u32string& test_alphabet() {
  static const std::u32string kAlphabet =
      U"，。：（）的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
      U"同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小"
      U"物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全"
      U"表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系"
      U"军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边"
      U"流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处版"
      U"转六港渔船雾冰桥晨岸潮网帆灯塔码吨油箱汛";
  return kAlphabet;
}

void set_line(SetPage& page, const std::u32string& text, int left, int top, int em,
              Direction direction) {
  page.lines.push_back(
      {utf8(text), draw_fake_text(page.pixels, test_alphabet(), text, left, top, em, direction)});
}

std::u32string set_paragraph(SetPage& page, std::vector<Column>& columns,
                             const std::u32string& text, bool continues) {
  std::size_t indent = continues ? 0 : 2;
  for (std::size_t at = 0; at < text.size();) {
    const auto room =
        std::find_if(columns.begin(), columns.end(), [](const Column& c) { return c.lines > 0; });
    if (room == columns.end()) return text.substr(at);
    const std::u32string line = text.substr(at, std::size_t(room->measure) - indent);
    const int shift = int(indent) * room->em;
    const bool vertical = room->direction == Direction::kVertical;
    set_line(page, line, room->left + (vertical ? 0 : shift), room->top + (vertical ? shift : 0),
             room->em, room->direction);
    (vertical ? room->left : room->top) += vertical ? -room->pitch : room->pitch;
    --room->lines;
    at += line.size();
    indent = 0;
  }
  return {};
}

Pixels PagesInMemory::read_page(std::uint32_t page) {
  if (pages_[page].empty()) throw Error(2, "the page is broken off");
  return pages_[page];
}

Pixels enlarged(const Pixels& pixels, int times) {
  Pixels out = blank_page(pixels.width * times, pixels.height * times);
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) out.row(y)[x] = pixels.row(y / times)[x / times];
  }
  return out;
}

}  // namespace tonglan
