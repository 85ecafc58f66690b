#include "support/page_extras.h"

#include <string>

#include "support/code_points.h"
#include "support/printed_lines.h"

namespace tonglan {
namespace {

struct TableText {
  std::vector<float> columns;  // where each begins: share of the width
  std::vector<std::vector<const char*>> rows;
};

const std::vector<TableText>& tables() {
  static const std::vector<TableText> kTables = {{{0, .36f, .68f},
                                                  {{"城市", "天气", "气温"},
                                                   {"青河", "小雨", "9～14℃"},
                                                   {"云水", "多云", "7～16℃"},
                                                   {"石桥", "晴", "3～17℃"},
                                                   {"南岭", "阵雨", "11～15℃"},
                                                   {"白塔", "阴", "8～12℃"}}},
                                                 {{0, .45f, .72f},
                                                  {{"品名", "单位", "价格"},
                                                   {"大白菜", "斤", "0.85"},
                                                   {"青萝卜", "斤", "1.20"},
                                                   {"鲜鸡蛋", "斤", "4.60"},
                                                   {"豆腐", "块", "2.00"}}},
                                                 {{0, .4f, .56f, .72f, .86f},
                                                  {{"队名", "胜", "平", "负", "分"},
                                                   {"青河队", "7", "3", "1", "24"},
                                                   {"云水队", "6", "4", "1", "22"},
                                                   {"石桥队", "6", "2", "3", "20"},
                                                   {"南岭队", "2", "3", "6", "9"}}},
                                                 {{0, .7f},
                                                  {{"青河至石桥", "6:40"},
                                                   {"青河至云水", "8:15"},
                                                   {"云水至南岭", "11:20"},
                                                   {"石桥至白塔", "15:05"}}}};
  return kTables;
}

struct AdvertLine {
  const char* text;
  float size;  // cells
};

const std::vector<std::vector<AdvertLine>>& adverts() {
  static const std::vector<std::vector<AdvertLine>> kAdverts = {
      {{"青河木器店", 1.6f},
       {"新到红木桌椅", 1},
       {"八折优惠一周", 1},
       {"地址：河沿街12号", 1},
       {"电话：7654321", 1}},
      {{"招聘启事", 1.7f},
       {"诚聘印刷工人三名", 1},
       {"月薪900元", 1.3f},
       {"联系人：白一山", 1},
       {"电话：0539-8123456", 1}},
      {{"旧书求购", 1.5f}, {"收购各种旧书旧报", 1}, {"石桥路45号", 1}, {"手机：13900001234", 1}},
      {{"春茶上市", 1.8f}, {"云水茶厂门市部", 1.2f}, {"每斤65元", 1.2f}, {"订购热线：7001188", 1}}};
  return kAdverts;
}

PrintedLine line_of(const std::string& text, float left, float top, float size, int paragraph,
                    Role role) {
  const float width = letter_units(code_points(text)) * size;
  return {text, {left, top, left + width, top + size}, size, -1, paragraph, role, false};
}

}  // namespace

Extra set_table(const Setting& where, Random& random) {
  Extra extra;
  const TableText& table =
      tables()[static_cast<std::size_t>(random.between(0, static_cast<int>(tables().size()) - 1))];
  float top = where.top;
  int paragraph = 0;
  for (const auto& row : table.rows) {
    std::string text;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const float left = where.left + table.columns[c] * (where.right - where.left);
      extra.lines.push_back(line_of(row[c], left, top, where.cell, paragraph, Role::kTable));
      text += row[c];
    }
    extra.truth.push_back({{"role", "table"}, {"text", text}});
    ++paragraph;
    top += where.pitch;
  }
  const float rule = where.top + where.cell + (where.pitch - where.cell) / 2;
  extra.rules.push_back({where.left, rule, where.right, rule});
  extra.bottom = top;
  return extra;
}

Extra set_advert(const Setting& where, Random& random) {
  Extra extra;
  const auto& advert = adverts()[static_cast<std::size_t>(
      random.between(0, static_cast<int>(adverts().size()) - 1))];
  float top = where.top + .8f * where.cell;
  int paragraph = 0;
  for (const AdvertLine& line : advert) {
    const float width = letter_units(code_points(line.text)) * line.size * where.cell;
    const float left = (where.left + where.right - width) / 2;
    extra.lines.push_back(
        line_of(line.text, left, top, line.size * where.cell, paragraph++, Role::kAdvertisement));
    extra.truth.push_back({{"role", "advertisement"}, {"text", line.text}});
    top += (line.size + .45f) * where.cell;
  }
  extra.bottom = top + .4f * where.cell;
  extra.frame = {where.left, where.top, where.right, extra.bottom};
  return extra;
}

}  // namespace tonglan
