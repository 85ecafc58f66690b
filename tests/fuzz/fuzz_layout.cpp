// Lines of any size anywhere, on a few pages, through layout: nothing is lost, and what was decided
// fits together. The bytes are numbers: eight for each line.
#include <algorithm>
#include <string_view>

#include "check_pages.h"

namespace {

// Texts that layout looks at: running text, its ends, marks of every kind.
constexpr std::string_view kTexts[] = {"渠水流过村口的石桥，孩",
                                       "子们在桥上看鱼。",
                                       "　　石桥去年修过，青石",
                                       "春",
                                       "—",
                                       "第二版",
                                       "Page 3",
                                       "本报记者　林春雨",
                                       "本报讯（记者周明安）昨日",
                                       "（下转第二版）",
                                       "（上接第一版）",
                                       "图为新修的石桥。",
                                       "石桥镇新桥通车",
                                       "责任编辑　江立青",
                                       "12.5 万元",
                                       "the old stone bridge"};

void add_line(tonglan::Document& d, const unsigned char* data) {
  using namespace tonglan;
  if (d.pages.empty() || (data[7] > 250 && d.pages.size() < 4)) d.pages.emplace_back();
  Line line;
  line.text.begin = static_cast<std::uint32_t>(d.text.size());
  d.text += kTexts[data[6] % std::size(kTexts)];
  line.text.end = static_cast<std::uint32_t>(d.text.size());
  d.text += '\n';
  line.page = static_cast<std::uint32_t>(d.pages.size() - 1);
  const auto left = static_cast<float>(data[0] * 16 + data[1] % 16);
  const auto top = static_cast<float>(data[2] * 16 + data[3] % 16);
  line.box = {left, top, left + static_cast<float>(data[4]) * 2, top + static_cast<float>(data[5])};
  if (data[7] % 16 == 15) {
    line.origin = static_cast<std::uint32_t>(d.origins.size());
    d.origins.emplace_back();
    d.origins.back().has_direction = true;
    d.origins.back().direction = data[7] & 16 ? Direction::kVertical : Direction::kHorizontal;
  }
  if (data[7] % 8 == 6) d.pages.back().separators.push_back({line.box, data[7] > 128, true, 1});
  d.order.push_back(static_cast<std::uint32_t>(d.lines.size()));
  d.lines.push_back(line);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace tonglan;
  if (size < 1) return 0;
  Document d;
  for (std::size_t at = 1; at + 8 <= std::min<std::size_t>(size, 4000); at += 8)
    add_line(d, data + at);
  RepairOptions options;
  options.explain = data[0] & 1;
  options.direction = data[0] & 2 ? "vertical" : data[0] & 4 ? "horizontal" : "auto";
  Document repaired = repair_pages(d, options);
  check_repaired(repaired);
  check_writers(repaired);
  // Any correction of any part can be kept.
  options.keep = {(data[0] & 8) != 0, (data[0] & 16) != 0, (data[0] & 32) != 0};
  if (!options.keep.any()) return 0;
  repaired.ordered = true;
  for (std::size_t b = 0; b < repaired.blocks.size(); ++b) {
    const unsigned char change = data[b % size];
    if (change % 4 == 0) repaired.blocks[b].role = static_cast<Role>(change / 4 % 16);
    if (change % 4 == 1) repaired.blocks[b].article = change / 4 % 3;
  }
  try {
    check_repaired(repair_pages(repaired, options));
  } catch (const Error& e) {
    require(e.status() == 2);  // nothing there to keep
  }
  return 0;
}
