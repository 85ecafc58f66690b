#include "chinese/advert_words.h"

#include <algorithm>
#include <iterator>

#include "chinese/characters.h"

namespace tonglan {
namespace {

struct Row {
  std::string_view word;
  AdvertWord kind;
};

// Sorted by word.
constexpr Row kWords[] = {
    {"七折", AdvertWord::kPrice},     {"主治", AdvertWord::kOffer},
    {"九折", AdvertWord::kPrice},     {"代售处", AdvertWord::kOffer},
    {"代售處", AdvertWord::kOffer},   {"优惠", AdvertWord::kOffer},
    {"传真", AdvertWord::kContact},   {"促銷", AdvertWord::kOffer},
    {"促销", AdvertWord::kOffer},     {"傳真", AdvertWord::kContact},
    {"優惠", AdvertWord::kOffer},     {"八折", AdvertWord::kPrice},
    {"减价", AdvertWord::kOffer},     {"出售", AdvertWord::kOffer},
    {"出租", AdvertWord::kOffer},     {"出讓", AdvertWord::kOffer},
    {"出让", AdvertWord::kOffer},     {"函購", AdvertWord::kOffer},
    {"函购", AdvertWord::kOffer},     {"分店", AdvertWord::kPlace},
    {"包治", AdvertWord::kOffer},     {"单价", AdvertWord::kPrice},
    {"原价", AdvertWord::kPrice},     {"原價", AdvertWord::kPrice},
    {"发行所", AdvertWord::kPlace},   {"号楼", AdvertWord::kPlace},
    {"启事", AdvertWord::kOffer},     {"咨询", AdvertWord::kContact},
    {"售价", AdvertWord::kPrice},     {"售價", AdvertWord::kPrice},
    {"啟事", AdvertWord::kOffer},     {"單價", AdvertWord::kPrice},
    {"地址", AdvertWord::kPlace},     {"地点", AdvertWord::kPlace},
    {"地點", AdvertWord::kPlace},     {"垂詢", AdvertWord::kContact},
    {"垂询", AdvertWord::kContact},   {"备有样本", AdvertWord::kOffer},
    {"大减价", AdvertWord::kOffer},   {"大厦", AdvertWord::kPlace},
    {"大洋", AdvertWord::kPrice},     {"大減價", AdvertWord::kOffer},
    {"定价", AdvertWord::kPrice},     {"定價", AdvertWord::kPrice},
    {"实价", AdvertWord::kPrice},     {"實價", AdvertWord::kPrice},
    {"对折", AdvertWord::kPrice},     {"寻人", AdvertWord::kOffer},
    {"專治", AdvertWord::kOffer},     {"尋人", AdvertWord::kOffer},
    {"對折", AdvertWord::kPrice},     {"开业", AdvertWord::kOffer},
    {"开张", AdvertWord::kOffer},     {"征婚", AdvertWord::kOffer},
    {"徵婚", AdvertWord::kOffer},     {"急聘", AdvertWord::kOffer},
    {"总代理", AdvertWord::kOffer},   {"总店", AdvertWord::kPlace},
    {"手机", AdvertWord::kContact},   {"手機", AdvertWord::kContact},
    {"批发", AdvertWord::kOffer},     {"批發", AdvertWord::kOffer},
    {"招商", AdvertWord::kOffer},     {"招标", AdvertWord::kOffer},
    {"招標", AdvertWord::kOffer},     {"招生", AdvertWord::kOffer},
    {"招租", AdvertWord::kOffer},     {"招聘", AdvertWord::kOffer},
    {"招領", AdvertWord::kOffer},     {"招领", AdvertWord::kOffer},
    {"接洽", AdvertWord::kContact},   {"支店", AdvertWord::kPlace},
    {"收購", AdvertWord::kOffer},     {"收购", AdvertWord::kOffer},
    {"敬請光臨", AdvertWord::kOffer}, {"敬请光临", AdvertWord::kOffer},
    {"新到", AdvertWord::kOffer},     {"月租", AdvertWord::kPrice},
    {"月薪", AdvertWord::kPrice},     {"本厂", AdvertWord::kOffer},
    {"本号", AdvertWord::kOffer},     {"本店", AdvertWord::kOffer},
    {"本廠", AdvertWord::kOffer},     {"本號", AdvertWord::kOffer},
    {"样品", AdvertWord::kOffer},     {"楼盘", AdvertWord::kOffer},
    {"欢迎光临", AdvertWord::kOffer}, {"欢迎惠顾", AdvertWord::kOffer},
    {"歡迎光臨", AdvertWord::kOffer}, {"歡迎惠顧", AdvertWord::kOffer},
    {"每份", AdvertWord::kPrice},     {"每冊", AdvertWord::kPrice},
    {"每册", AdvertWord::kPrice},     {"每只", AdvertWord::kPrice},
    {"每台", AdvertWord::kPrice},     {"每套", AdvertWord::kPrice},
    {"每斤", AdvertWord::kPrice},     {"每月租", AdvertWord::kPrice},
    {"每瓶", AdvertWord::kPrice},     {"每盒", AdvertWord::kPrice},
    {"每隻", AdvertWord::kPrice},     {"求購", AdvertWord::kOffer},
    {"求购", AdvertWord::kOffer},     {"減價", AdvertWord::kOffer},
    {"热线", AdvertWord::kContact},   {"熱線", AdvertWord::kContact},
    {"特价", AdvertWord::kOffer},     {"特價", AdvertWord::kOffer},
    {"现价", AdvertWord::kPrice},     {"現價", AdvertWord::kPrice},
    {"电挂", AdvertWord::kContact},   {"电话", AdvertWord::kContact},
    {"發行所", AdvertWord::kPlace},   {"票价", AdvertWord::kPrice},
    {"票價", AdvertWord::kPrice},     {"租售", AdvertWord::kOffer},
    {"經銷", AdvertWord::kOffer},     {"總代理", AdvertWord::kOffer},
    {"總店", AdvertWord::kPlace},     {"经销", AdvertWord::kOffer},
    {"联系人", AdvertWord::kContact}, {"聘請", AdvertWord::kOffer},
    {"聘请", AdvertWord::kOffer},     {"聯繫人", AdvertWord::kContact},
    {"聲明", AdvertWord::kOffer},     {"號樓", AdvertWord::kPlace},
    {"訂購", AdvertWord::kOffer},     {"誠聘", AdvertWord::kOffer},
    {"諮詢", AdvertWord::kContact},   {"订购", AdvertWord::kOffer},
    {"诚聘", AdvertWord::kOffer},     {"貨真價實", AdvertWord::kOffer},
    {"货真价实", AdvertWord::kOffer}, {"轉讓", AdvertWord::kOffer},
    {"转让", AdvertWord::kOffer},     {"遗失", AdvertWord::kOffer},
    {"遺失", AdvertWord::kOffer},     {"邮编", AdvertWord::kContact},
    {"邮购", AdvertWord::kContact},   {"郵編", AdvertWord::kContact},
    {"郵購", AdvertWord::kContact},   {"門市部", AdvertWord::kPlace},
    {"門牌", AdvertWord::kPlace},     {"開張", AdvertWord::kOffer},
    {"開業", AdvertWord::kOffer},     {"门市部", AdvertWord::kPlace},
    {"门牌", AdvertWord::kPlace},     {"零售", AdvertWord::kOffer},
    {"電掛", AdvertWord::kContact},   {"電話", AdvertWord::kContact},
};
static_assert(std::is_sorted(std::begin(kWords), std::end(kWords),
                             [](const Row& a, const Row& b) { return a.word < b.word; }));

// What follows the text's first bytes on a row: the last word that begins it.
const Row* word_at(std::string_view text) {
  const Row* row = std::upper_bound(std::begin(kWords), std::end(kWords), text,
                                    [](std::string_view t, const Row& r) { return t < r.word; });
  // A prefix of the text sorts before it; words that begin with one another stand side by side.
  constexpr int kPrefixes = 3;
  for (int i = 0; i < kPrefixes && row != std::begin(kWords); ++i)
    if (text.starts_with((--row)->word)) return row;
  return nullptr;
}

// A run of 7 to 12 digits, hyphens and blanks between them, is a telephone number: 0539-8123456.
bool has_number(std::string_view text) {
  constexpr int kLeast = 7, kMost = 12;
  int digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c != '-' && c != ' ') {
      if (digits >= kLeast && digits <= kMost) return true;
      digits = 0;
    }
  }
  return digits >= kLeast && digits <= kMost;
}

// 12号, 3.50元: digits before a unit.
bool has_digits_before(std::string_view text, std::string_view unit) {
  for (std::size_t at = text.find(unit); at != std::string_view::npos;
       at = text.find(unit, at + unit.size())) {
    if (at > 0 && kind_of(decode_last(text.substr(0, at)).code) == Kind::kDigit) return true;
  }
  return false;
}

}  // namespace

unsigned find_advert_words(std::string_view text) {
  unsigned words = 0;
  const auto add = [&](AdvertWord word) { words |= static_cast<unsigned>(word); };
  for (const char* p = text.data(); p < text.data() + text.size();) {
    const char* const end = text.data() + text.size();
    if (const Row* row = word_at({p, static_cast<std::size_t>(end - p)})) add(row->kind);
    p += decode(p, end).size;
  }
  if (has_number(text)) add(AdvertWord::kContact);
  if (has_digits_before(text, "元")) add(AdvertWord::kPrice);
  const bool street = text.find("街") != std::string_view::npos ||
                      text.find("路") != std::string_view::npos ||
                      text.find("巷") != std::string_view::npos;
  if (street && (has_digits_before(text, "号") || has_digits_before(text, "號")))
    add(AdvertWord::kPlace);
  return words;
}

}  // namespace tonglan
