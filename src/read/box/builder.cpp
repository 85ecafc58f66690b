#include "read/box/builder.h"

#include <algorithm>
#include <cmath>

#include "chinese/characters.h"
#include "chinese/joiner.h"
#include "markup/limits.h"

namespace tonglan {
namespace {

bool is_blank_byte(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_usable(const Box& b) {
  for (const float v : {b.left, b.top, b.right, b.bottom}) {
    if (!std::isfinite(v) || std::abs(v) > kMaxCoordinate) return false;
  }
  return b.right > b.left && b.bottom > b.top;
}

// The box as the document takes it: turned the right way round, or all zero.
Box checked(Builder& builder, Box box, std::string_view example) {
  if (!is_set(box)) return {};
  if (box.right < box.left || box.bottom < box.top) {
    note(builder, Oddity::kInsideOut, example);
    if (box.right < box.left) std::swap(box.left, box.right);
    if (box.bottom < box.top) std::swap(box.top, box.bottom);
  }
  if (!is_usable(box)) {
    note(builder, Oddity::kBadBox, example);
    return {};
  }
  const Page& page = builder.document.pages.back();
  // A pixel of slack: engines round outwards.
  if (page.width > 0 && page.height > 0 &&
      (box.left < -1 || box.top < -1 || box.right > page.width + 1 ||
       box.bottom > page.height + 1)) {
    note(builder, Oddity::kOffPage, example);
  }
  return box;
}

void check_points(std::vector<Point>& points) {
  const auto bad = [](const Point& p) {
    return !std::isfinite(p.x) || !std::isfinite(p.y) || std::abs(p.x) > kMaxCoordinate ||
           std::abs(p.y) > kMaxCoordinate;
  };
  if (points.size() > kMaxPoints || std::any_of(points.begin(), points.end(), bad)) points.clear();
}

bool is_blank_at(std::string_view text, std::size_t at, std::size_t size) {
  return kind_of(decode(text.data() + at, text.data() + at + size).code) == Kind::kBlank;
}

// Bytes of blank at either end.
std::pair<std::size_t, std::size_t> blank_ends(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  while (begin < end) {
    const Character c = decode(text.data() + begin, text.data() + end);
    if (kind_of(c.code) != Kind::kBlank) break;
    begin += c.size;
  }
  while (end > begin) {
    const Character c = decode_last(text.substr(begin, end - begin));
    if (!is_blank_at(text, end - c.size, c.size)) break;
    end -= c.size;
  }
  return {begin, text.size() - end};
}

bool has_origin(const LineOrigin& o) {
  return !o.id.empty() || !o.language.empty() || !o.baseline.empty() || !o.outline.empty() ||
         o.angle != 0 || o.has_direction;
}

// What a Document can hold of these bytes; `bad` is told of each character that it can't.
template <typename Bad>
void append_fit(std::string_view text, std::string& out, Bad bad) {
  const char* p = text.data();
  const char* const end = p + text.size();
  while (p < end) {
    const Character c = decode(p, end);
    const bool unfit = c.code == kBadByte || c.code == 0x7F || (c.code & 0xFFFE) == 0xFFFE ||
                       (c.code < 0x20 && !is_blank_byte(*p));
    if (unfit) {
      bad();
      out += "\xEF\xBF\xBD";
    } else if (c.code < 0x20) {
      out += ' ';
    } else {
      out.append(p, c.size);
    }
    p += c.size;
  }
}

std::string fit(std::string_view text) {
  std::string out;
  append_fit(text, out, [] {});
  return out;
}

// A short piece of the text, cut between characters.
std::string excerpt(std::string_view text) {
  std::size_t end = std::min<std::size_t>(text.size(), 48);
  while (end > 0 && end < text.size() && (text[end] & 0xC0) == 0x80) --end;
  return fit(text.substr(0, end));
}

const char* words_for(Oddity oddity) {
  switch (oddity) {
    case Oddity::kNoBox:
      return "lines without a box";
    case Oddity::kBadBox:
      return "boxes that are not numbers or have no size, left out";
    case Oddity::kInsideOut:
      return "boxes inside out, turned";
    case Oddity::kOffPage:
      return "boxes that reach outside the page";
    case Oddity::kDuplicateId:
      return "names given twice, the second taken away";
    case Oddity::kBadCharacter:
      return "bytes or control characters that are no text, now U+FFFD";
    case Oddity::kNoText:
      return "lines without characters, left out";
    case Oddity::kBadReference:
      return "places of the reading order that name nothing, or a block twice";
    case Oddity::kOverprinted:
      return "words printed twice at one place, kept once";
    case Oddity::kUnordered:
      return "blocks in no reading order, put last";
  }
  return "";
}

}  // namespace

bool is_set(const Box& b) { return b.left != 0 || b.top != 0 || b.right != 0 || b.bottom != 0; }

Box united(const Box& a, const Box& b) {
  if (!is_set(a)) return b;
  if (!is_set(b)) return a;
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

Box box_of(const std::vector<Point>& points) {
  if (points.empty()) return {};
  Box box{points[0].x, points[0].y, points[0].x, points[0].y};
  for (const Point& p : points) {
    // Not std::min: a NaN must stay one, so that the box is refused.
    if (!(p.x >= box.left)) box.left = p.x;
    if (!(p.y >= box.top)) box.top = p.y;
    if (!(p.x <= box.right)) box.right = p.x;
    if (!(p.y <= box.bottom)) box.bottom = p.y;
  }
  return box;
}

void note(Builder& builder, Oddity oddity, std::string_view example) {
  const auto page =
      static_cast<std::uint32_t>(std::max<std::size_t>(builder.document.pages.size(), 1) - 1);
  auto& [count, first] = builder.oddities[{page, oddity}];
  if (count++ == 0) first = excerpt(example);
}

void claim_id(Builder& builder, std::string& id) {
  if (id.empty()) return;
  id = fit(id);
  if (builder.ids.insert(id).second) return;
  note(builder, Oddity::kDuplicateId, id);
  id.clear();
}

std::uint32_t begin_page(Builder& builder, Page page) {
  for (float* side : {&page.width, &page.height}) {
    if (!(*side > 0 && *side <= kMaxCoordinate)) *side = 0;
  }
  builder.document.pages.push_back(std::move(page));
  claim_id(builder, builder.document.pages.back().id);
  return static_cast<std::uint32_t>(builder.document.pages.size() - 1);
}

std::uint32_t begin_block(Builder& builder, Block block) {
  if (builder.document.pages.empty()) begin_page(builder, {});
  block.page = static_cast<std::uint32_t>(builder.document.pages.size() - 1);
  block.box = checked(builder, block.box, block.id);
  check_points(block.outline);
  claim_id(builder, block.id);
  builder.document.blocks.push_back(std::move(block));
  return static_cast<std::uint32_t>(builder.document.blocks.size() - 1);
}

void append_text(Builder& builder, LineDraft& draft, std::string_view text) {
  append_fit(text, draft.text, [&] { note(builder, Oddity::kBadCharacter, draft.text); });
}

std::uint32_t begin_word(Builder& builder, std::string id) {
  claim_id(builder, id);
  builder.document.words.push_back(std::move(id));
  return static_cast<std::uint32_t>(builder.document.words.size() - 1);
}

void append_glyph(Builder& builder, LineDraft& draft, std::string_view text, const Box& box,
                  float confidence, bool blank, std::uint32_t word) {
  if (blank && !draft.text.empty() && draft.text.back() != ' ') draft.text += ' ';
  GlyphDraft glyph;
  glyph.begin = static_cast<std::uint32_t>(draft.text.size());
  append_text(builder, draft, text);
  glyph.end = static_cast<std::uint32_t>(draft.text.size());
  glyph.box = box;
  glyph.confidence = confidence;
  glyph.word = word;
  draft.glyphs.push_back(glyph);
}

bool wants_blank(std::string_view left, std::string_view right) {
  if (left.empty() || right.empty()) return false;
  const Kind l = kind_of(decode_last(left).code);
  const Kind r = kind_of(decode(right.data(), right.data() + right.size()).code);
  return !is_chinese(l) && !is_chinese(r) && l != Kind::kBlank && r != Kind::kBlank;
}

void add_line(Builder& builder, LineDraft draft, std::uint32_t block) {
  Document& d = builder.document;
  if (d.pages.empty()) begin_page(builder, {});
  const auto [lead, trail] = blank_ends(draft.text);
  if (lead == draft.text.size()) {
    note(builder, Oddity::kNoText, draft.origin.id);
    return;
  }
  const std::string_view kept(draft.text.data() + lead, draft.text.size() - lead - trail);

  Line line;
  line.page = static_cast<std::uint32_t>(d.pages.size() - 1);
  line.block = block;
  line.role = draft.role;
  line.confidence = draft.confidence;
  line.text.begin = static_cast<std::uint32_t>(d.text.size());
  d.text += kept;
  line.text.end = static_cast<std::uint32_t>(d.text.size());
  d.text += '\n';

  line.first_glyph = static_cast<std::uint32_t>(d.glyphs.size());
  Box round;
  for (const GlyphDraft& g : draft.glyphs) {
    const auto [before, after] =
        blank_ends(std::string_view(draft.text).substr(g.begin, g.end - g.begin));
    if (before == g.end - g.begin) continue;
    const Box box = checked(builder, g.box, kept);
    if (!is_set(box)) continue;
    const auto shift = static_cast<std::uint32_t>(lead);
    d.glyphs.push_back({{line.text.begin + g.begin + static_cast<std::uint32_t>(before) - shift,
                         line.text.begin + g.end - static_cast<std::uint32_t>(after) - shift},
                        box,
                        g.confidence,
                        g.word});
    round = united(round, box);
  }
  line.glyph_count = static_cast<std::uint32_t>(d.glyphs.size()) - line.first_glyph;

  line.box = checked(builder, draft.box, kept);
  if (!is_set(line.box)) line.box = round;
  if (!is_set(line.box)) note(builder, Oddity::kNoBox, kept);
  check_points(draft.origin.baseline);
  check_points(draft.origin.outline);
  claim_id(builder, draft.origin.id);
  if (has_origin(draft.origin)) {
    line.origin = static_cast<std::uint32_t>(d.origins.size());
    d.origins.push_back(std::move(draft.origin));
  }
  d.lines.push_back(line);
  builder.paragraph_of.push_back(kNone);
  if (draft.paragraph == kNone) return;
  const auto index = static_cast<std::uint32_t>(builder.paragraphs.size());
  const auto [own, fresh] = builder.paragraph_numbers.emplace(draft.paragraph, index);
  if (fresh)
    builder.paragraphs.push_back({draft.paragraph_role.value_or(line.role), 0, 0, kNone, 1});
  builder.paragraph_of.back() = own->second;
}

void add_picture(Builder& builder, const Box& box) {
  if (builder.document.pages.empty()) begin_page(builder, {});
  const Box good = checked(builder, box, "a picture");
  if (is_set(good)) builder.document.pages.back().pictures.push_back(good);
}

void add_rule(Builder& builder, const Box& box) {
  if (builder.document.pages.empty()) begin_page(builder, {});
  const Box good = checked(builder, box, "a rule");
  if (!is_set(good)) return;
  builder.document.pages.back().separators.push_back({good, good.height() > good.width(), true, 1});
}

void set_turn(LineOrigin& origin, float clockwise) {
  if (!std::isfinite(clockwise)) return;
  clockwise = std::fmod(std::fmod(clockwise, 360.0f) + 360, 360.0f);
  const bool vertical = (clockwise > 45 && clockwise < 135) || (clockwise > 225 && clockwise < 315);
  origin.has_direction = true;
  origin.direction = vertical ? Direction::kVertical : Direction::kHorizontal;
  origin.angle = vertical ? clockwise - 90 : clockwise;
  if (origin.angle > 180) origin.angle -= 360;
}

void order_by_blocks(Builder& builder, const std::vector<std::uint32_t>& blocks) {
  Document& d = builder.document;
  std::vector<std::vector<std::uint32_t>> lines_of(d.blocks.size());
  std::vector<std::uint32_t> homeless;
  for (std::uint32_t i = 0; i < d.lines.size(); ++i) {
    (d.lines[i].block == kNone ? homeless : lines_of[d.lines[i].block]).push_back(i);
  }
  std::vector<bool> placed(d.blocks.size(), false);
  const auto place = [&](std::uint32_t b) {
    placed[b] = true;
    d.order.insert(d.order.end(), lines_of[b].begin(), lines_of[b].end());
  };
  d.order.clear();
  d.ordered = true;
  for (const std::uint32_t b : blocks) {
    if (b >= d.blocks.size() || placed[b]) {
      note(builder, Oddity::kBadReference, b < d.blocks.size() ? d.blocks[b].id : "");
    } else {
      place(b);
    }
  }
  for (std::uint32_t b = 0; b < d.blocks.size(); ++b) {
    if (placed[b]) continue;
    if (!lines_of[b].empty()) note(builder, Oddity::kUnordered, d.blocks[b].id);
    place(b);
  }
  d.order.insert(d.order.end(), homeless.begin(), homeless.end());
}

void set_paragraphs(Document& d, const std::vector<std::uint32_t>& of,
                    const std::vector<Paragraph>& named) {
  constexpr float kSure = 10;  // of what a source states
  std::vector<std::uint32_t> left(named.size(), 0);
  for (const std::uint32_t p : of) {
    if (p != kNone) ++left[p];
  }
  const std::vector<std::uint32_t> all = left;
  d.paragraphs.clear();
  d.breaks.assign(std::max<std::size_t>(d.order.size(), 1) - 1, {});
  for (std::uint32_t k = 0; k < d.order.size(); ++k) {
    const std::uint32_t own = of[d.order[k]];
    const std::uint32_t before = k == 0 ? kNone : of[d.order[k - 1]];
    if (own == kNone) continue;
    if (own != before)
      d.paragraphs.push_back({named[own].role, k, k, kNone, named[own].confidence});
    d.paragraphs.back().last = k + 1;
    if (own == before) {
      const Joiner joiner =
          choose_joiner(d.view(d.lines[d.order[k - 1]]), d.view(d.lines[d.order[k]]));
      // Nothing is left out here.
      d.breaks[k - 1] = {BreakKind::kJoin,
                         joiner == Joiner::kDropHyphen ? Joiner::kNothing : joiner, kSure, 0, 0};
    } else if (before != kNone && left[before] == 0 && left[own] == all[own]) {
      d.breaks[k - 1].margin = kSure;
    }
    --left[own];
  }
}

Document finish(Builder builder) {
  Document& d = builder.document;
  for (const auto& [key, seen] : builder.oddities) {
    std::string message = std::to_string(seen.first) + " " + words_for(key.second);
    if (!seen.second.empty()) message += "; first: " + seen.second;
    d.warnings.push_back({key.first, "read", message});
  }
  if (d.order.size() != d.lines.size()) {
    d.order.resize(d.lines.size());
    for (std::uint32_t i = 0; i < d.order.size(); ++i) d.order[i] = i;
  }
  if (!builder.paragraphs.empty()) set_paragraphs(d, builder.paragraph_of, builder.paragraphs);
  if (d.encoding.empty()) d.encoding = "UTF-8";
  return std::move(builder.document);
}

}  // namespace tonglan
