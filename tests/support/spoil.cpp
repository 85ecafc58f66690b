#include "support/spoil.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/code_points.h"
#include "support/random.h"

namespace tonglan {
namespace {

using nlohmann::json;

struct Unit {
  std::u32string text;
  Box box;
  bool has_box = true;  // false: what stands between two glyphs
};

struct Strip {
  std::vector<Unit> units;
  bool upright = false;
  std::size_t gold = SIZE_MAX;  // its line of the truth
  Box box() const {
    Box all;
    bool first = true;
    for (const Unit& u : units) {
      if (!u.has_box) continue;
      all = first ? u.box
                  : Box{std::min(all.left, u.box.left), std::min(all.top, u.box.top),
                        std::max(all.right, u.box.right), std::max(all.bottom, u.box.bottom)};
      first = false;
    }
    return all;
  }
  std::u32string text() const {
    std::u32string all;
    for (const Unit& u : units) all += u.text;
    return all;
  }
};

Strip strip_of(const Document& d, const Line& line) {
  Strip s;
  s.upright = line.origin != kNone && d.origins[line.origin].has_direction
                  ? d.origins[line.origin].direction == Direction::kVertical
                  : line.box.height() > 1.5f * line.box.width();
  std::uint32_t at = line.text.begin;
  for (std::uint32_t g = 0; g < line.glyph_count; ++g) {
    const Glyph& glyph = d.glyphs[line.first_glyph + g];
    if (glyph.text.begin > at)
      s.units.push_back({code_points(d.view(Span{at, glyph.text.begin})), {}, false});
    s.units.push_back({code_points(d.view(glyph.text)), glyph.box, true});
    at = glyph.text.end;
  }
  if (at < line.text.end) {
    const bool whole = s.units.empty();
    s.units.push_back({code_points(d.view(Span{at, line.text.end})), line.box, whole});
  }
  return s;
}

class Spoiler {
 public:
  Spoiler(PrintedPage page, const Damage& damage, std::uint64_t seed)
      : page_(std::move(page)), damage_(damage), random_(seed) {}

  PrintedPage run() {
    take_apart();
    lose_lines();
    misread();
    add_specks();
    if (damage_.ink) shrink_to_ink();
    run_together();
    cut_up();
    bend();
    shake();
    put_together();
    return std::move(page_);
  }

 private:
  void take_apart() {
    const Document& d = page_.document;
    gold_ = json::parse(page_.gold);
    std::multimap<std::string, std::size_t> by_text;
    for (std::size_t i = 0; i < gold_["lines"].size(); ++i)
      by_text.emplace(gold_["lines"][i]["text"].get<std::string>(), i);
    std::vector<float> sizes;
    for (const Line& line : d.lines) {
      strips_.push_back(strip_of(d, line));
      Strip& s = strips_.back();
      sizes.push_back(s.upright ? line.box.width() : line.box.height());
      const auto [from, to] = by_text.equal_range(utf8(s.text()));
      for (auto at = from; at != to; ++at) {
        const json& box = gold_["lines"][at->second]["bbox"];
        if (std::fabs(box[0].get<float>() - line.box.left) < 2 * sizes.back() &&
            std::fabs(box[1].get<float>() - line.box.top) < 2 * sizes.back())
          s.gold = at->second;
      }
      upright_ += s.upright ? 1 : -1;
    }
    std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2),
                     sizes.end());
    size_ = sizes[sizes.size() / 2];
  }

  void lose_lines() {
    std::vector<bool> lost(gold_["lines"].size(), false);
    std::erase_if(strips_, [&](const Strip& s) {
      if (s.gold == SIZE_MAX || !random_.chance(damage_.lost)) return false;
      return static_cast<bool>(lost[s.gold] = true);
    });
    for (std::size_t i = 0; i < lost.size(); ++i)
      if (lost[i]) gold_["lines"][i]["text"] = "";
  }

  void misread() {
    std::u32string letters;
    for (const Strip& s : strips_)
      for (char32_t c : s.text())
        if (is_han(c)) letters += c;
    if (letters.empty()) return;
    for (Strip& s : strips_) {
      for (Unit& u : s.units)
        for (char32_t& c : u.text)
          if (random_.chance(damage_.wrong)) c = random_.pick(letters);
      const auto unread = [&](const Unit& u) {
        return u.text.size() == 1 && is_full_mark(u.text[0]) && random_.chance(damage_.unmarked);
      };
      if (s.units.size() > 2) std::erase_if(s.units, unread);
      if (s.gold != SIZE_MAX) gold_["lines"][s.gold]["text"] = utf8(s.text());
    }
  }

  void add_specks() {
    Box all = strips_[0].box();
    for (const Strip& s : strips_) {
      const Box b = s.box();
      all = {std::min(all.left, b.left), std::min(all.top, b.top), std::max(all.right, b.right),
             std::max(all.bottom, b.bottom)};
    }
    const std::size_t n = strips_.size();
    for (std::size_t i = 0; i < n; ++i) {
      if (!random_.chance(damage_.specks)) continue;
      const auto x = static_cast<float>(random_.between(all.left, all.right)),
                 y = static_cast<float>(random_.between(all.top, all.bottom)),
                 w = static_cast<float>(random_.between(.15, .7)) * size_,
                 h = static_cast<float>(random_.between(.15, .7)) * size_;
      const std::u32string kRead = U"一、.|丨·’";
      strips_.push_back({{{std::u32string(1, random_.pick(kRead)), {x, y, x + w, y + h}, true}},
                         upright_ > 0,
                         SIZE_MAX});
    }
  }

  void shrink_to_ink() {
    for (Strip& s : strips_)
      for (Unit& u : s.units) {
        Box& b = u.box;
        const float w = b.width(), h = b.height();
        const char32_t c = u.text.size() == 1 ? u.text[0] : 0;
        if (is_full_mark(c)) {
          // The right and lower half of a closing mark's cell is empty, or the left and upper one
          // of an opening mark's; upright text has them turned.
          const bool opening = is_opening_mark(c);
          float& along_from = s.upright ? b.top : b.left;
          float& along_to = s.upright ? b.bottom : b.right;
          const float length = along_to - along_from;
          along_from += (opening ? .6f : .1f) * length;
          along_to -= (opening ? .1f : .6f) * length;
          if (!s.upright && !opening) b.top += .6f * h;
        } else if (c == U'一') {
          b = {b.left + .05f * w, b.top + .45f * h, b.right - .05f * w, b.bottom - .45f * h};
        } else {
          b = {b.left + .05f * w, b.top + .05f * h, b.right - .05f * w, b.bottom - .05f * h};
        }
      }
  }

  void run_together() {
    if (damage_.merged <= 0) return;
    std::vector<bool> gone(strips_.size(), false);
    for (std::size_t i = 0; i < strips_.size(); ++i) {
      if (gone[i] || !random_.chance(damage_.merged)) continue;
      const Box a = strips_[i].box();
      const bool up = strips_[i].upright;
      for (std::size_t j = 0; j < strips_.size(); ++j) {
        if (gone[j] || i == j || strips_[j].upright != up) continue;
        const Box b = strips_[j].box();
        const float gap = up ? b.top - a.bottom : b.left - a.right;
        const float shared = up ? std::min(a.right, b.right) - std::max(a.left, b.left)
                                : std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
        const float least = up ? std::min(a.width(), b.width()) : std::min(a.height(), b.height());
        if (gap < 0 || gap > 3 * size_ || shared < .5f * least) continue;
        strips_[i].units.push_back({U" ", {}, false});
        strips_[i].units.insert(strips_[i].units.end(), strips_[j].units.begin(),
                                strips_[j].units.end());
        gone[j] = true;
        break;
      }
    }
    std::size_t at = 0;
    std::erase_if(strips_, [&](const Strip&) { return static_cast<bool>(gone[at++]); });
  }

  void cut_up() {
    std::vector<Strip> cut;
    for (Strip& s : strips_) {
      const int pieces =
          s.units.size() > 5 && random_.chance(damage_.split) ? random_.between(2, 3) : 1;
      std::size_t at = 0;
      for (int k = 1; k <= pieces; ++k) {
        const std::size_t end = k == pieces ? s.units.size()
                                            : at + static_cast<std::size_t>(random_.between(
                                                       1, static_cast<int>(s.units.size() / 3)));
        Strip part{{s.units.begin() + static_cast<std::ptrdiff_t>(at),
                    s.units.begin() + static_cast<std::ptrdiff_t>(end)},
                   s.upright,
                   s.gold};
        while (part.units.size() > 1 && !part.units.back().has_box) part.units.pop_back();
        cut.push_back(std::move(part));
        at = end;
      }
    }
    strips_ = std::move(cut);
  }

  // Turns and bends the page, glyph by glyph, about its middle.
  void bend() {
    if (damage_.skew == 0 && damage_.warp == 0) return;
    Page& p = page_.document.pages[0];
    const auto angle = static_cast<float>(damage_.skew * 3.14159265 / 180);
    const float c = std::cos(angle), s = std::sin(angle);
    const float mx = p.width / 2, my = p.height / 2;
    const auto wave = static_cast<float>(damage_.warp) * size_;
    const float length = 90 * size_;  // of a wave
    const auto phase = static_cast<float>(random_.between(0., 6.28));
    for (Strip& strip : strips_)
      for (Unit& u : strip.units) {
        const Box b = u.box;
        float x = (b.left + b.right) / 2, y = (b.top + b.bottom) / 2;
        const float dx = wave * std::sin(6.28f * y / length + phase),
                    dy = wave * std::sin(6.28f * x / length + 2 * phase);
        x += dx - mx, y += dy - my;
        const float tx = c * x - s * y + mx, ty = s * x + c * y + my;
        const float w = (b.width() + std::fabs(s) * b.height()) / 2,
                    h = (b.height() + std::fabs(s) * b.width()) / 2;
        u.box = {tx - w, ty - h, tx + w, ty + h};
      }
  }

  // Moves each edge of a line's box, and its glyphs with it.
  void shake() {
    if (damage_.jitter <= 0 && damage_.size <= 0) return;
    for (Strip& s : strips_) {
      const Box from = s.box();
      const auto off = [&] {
        return static_cast<float>(random_.between(-damage_.jitter, damage_.jitter)) * size_;
      };
      Box to = {from.left + off(), from.top + off(), from.right + off(), from.bottom + off()};
      const auto grown = static_cast<float>(random_.between(-damage_.size, damage_.size)) / 2;
      if (s.upright)
        to.left -= grown * from.width(), to.right += grown * from.width();
      else
        to.top -= grown * from.height(), to.bottom += grown * from.height();
      if (to.width() < .1f * size_ || to.height() < .1f * size_) continue;
      const float kx = to.width() / std::max(.1f, from.width()),
                  ky = to.height() / std::max(.1f, from.height());
      for (Unit& u : s.units)
        u.box = {to.left + kx * (u.box.left - from.left), to.top + ky * (u.box.top - from.top),
                 to.left + kx * (u.box.right - from.left), to.top + ky * (u.box.bottom - from.top)};
    }
  }

  void put_together() {
    Document d;
    d.pages = page_.document.pages;
    for (const Strip& s : strips_) {
      Line line;
      line.text.begin = static_cast<std::uint32_t>(d.text.size());
      line.first_glyph = static_cast<std::uint32_t>(d.glyphs.size());
      for (const Unit& u : s.units) {
        const auto begin = static_cast<std::uint32_t>(d.text.size());
        d.text += utf8(u.text);
        if (!u.has_box) continue;
        d.glyphs.push_back({{begin, static_cast<std::uint32_t>(d.text.size())}, u.box, 1});
      }
      line.text.end = static_cast<std::uint32_t>(d.text.size());
      d.text += '\n';
      line.glyph_count = static_cast<std::uint32_t>(d.glyphs.size()) - line.first_glyph;
      line.box = s.box();
      line.origin = static_cast<std::uint32_t>(d.origins.size());
      d.origins.emplace_back();
      d.origins.back().has_direction = true;
      d.origins.back().direction = s.upright ? Direction::kVertical : Direction::kHorizontal;
      d.order.push_back(static_cast<std::uint32_t>(d.lines.size()));
      d.lines.push_back(line);
    }
    page_.document = std::move(d);
    put_truth_together();
  }

  // The truth's paragraphs are what their lines now say.
  void put_truth_together() {
    json lines = json::array();
    std::map<std::pair<int, int>, std::pair<std::string, std::string>> paragraphs;
    std::size_t articles = 0;
    for (const json& line : gold_["lines"]) {
      const std::string text = line["text"];
      if (text.empty()) continue;
      lines.push_back(line);
      const int article = line.value("article", -1);
      if (article < 0) continue;
      auto& [role, all] = paragraphs[{article, line["para"].get<int>()}];
      role = line["role"];
      all += text;
      articles = std::max(articles, static_cast<std::size_t>(article) + 1);
    }
    json truth = json::array();
    for (std::size_t i = 0; i < articles; ++i) truth.push_back({{"paragraphs", json::array()}});
    for (const auto& [key, value] : paragraphs)
      truth[static_cast<std::size_t>(key.first)]["paragraphs"].push_back(
          {{"role", value.first}, {"text", value.second}});
    page_.gold = json{{"articles", truth}, {"lines", lines}}.dump();
  }

  PrintedPage page_;
  const Damage damage_;
  Random random_;
  json gold_;
  std::vector<Strip> strips_;
  float size_ = 1;
  int upright_ = 0;
};

}  // namespace

PrintedPage spoil(PrintedPage page, const Damage& damage, std::uint64_t seed) {
  if (page.document.lines.empty()) return page;
  return Spoiler(std::move(page), damage, seed).run();
}

}  // namespace tonglan
