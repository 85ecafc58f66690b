#include "write/box/regions.h"

#include <algorithm>

#include "chinese/characters.h"
#include "chinese/spacing.h"

namespace tonglan {
namespace {

bool is_set(const Box& b) { return b.right > b.left && b.bottom > b.top; }

Box united(const Box& a, const Box& b) {
  if (!is_set(a)) return b;
  if (!is_set(b)) return a;
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

// XML names, as far as ASCII goes; anything above is taken as a letter.
bool is_name(std::string_view s) {
  const auto letter = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  };
  const auto inner = [&](unsigned char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  return !s.empty() && letter(static_cast<unsigned char>(s[0])) &&
         std::all_of(s.begin(), s.end(), inner) && s.find("\xC2") == std::string_view::npos &&
         s.find("\xE3\x80") == std::string_view::npos && s.find("\xEF") == std::string_view::npos;
}

// Paragraph of each place of the order.
std::vector<std::uint32_t> paragraph_of_places(const Document& d, std::size_t places) {
  std::vector<std::uint32_t> of(places, kNone);
  for (std::uint32_t p = 0; p < d.paragraphs.size(); ++p) {
    for (std::uint32_t k = d.paragraphs[p].first; k < d.paragraphs[p].last && k < places; ++k) {
      of[k] = p;
    }
  }
  return of;
}

std::uint32_t article_of(const Document& d, const Line& line, std::uint32_t paragraph) {
  if (paragraph != kNone && !d.articles.empty()) return d.paragraphs[paragraph].article;
  return line.block == kNone ? kNone : d.blocks[line.block].article;
}

bool is_blank(Character c) { return kind_of(c.code) == Kind::kBlank; }

// Cuts text that no glyph covers into words.
void add_bare(std::string_view text, std::vector<Word>& pieces) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const bool end = at == text.size();
    const Character c =
        end ? Character{' ', 1} : decode(text.data() + at, text.data() + text.size());
    if (end || is_blank(c)) {
      if (at > begin) pieces.push_back({text.substr(begin, at - begin), nullptr, false});
      begin = at + c.size;
    }
    at += c.size;
  }
}

}  // namespace

Names::Names(const Document& document) {
  for (const Page& p : document.pages) reserved_.insert(p.id);
  for (const Block& b : document.blocks) reserved_.insert(b.id);
  for (const LineOrigin& o : document.origins) reserved_.insert(o.id);
}

std::string Names::take(const std::string& own, const std::string& fallback) {
  if (is_name(own) && given_.insert(own).second) return own;
  const std::string& stem = is_name(own) ? own : fallback;
  std::string name = stem;
  for (int n = 2; reserved_.contains(name) || !given_.insert(name).second; ++n) {
    name = stem + "_" + std::to_string(n);
  }
  return name;
}

std::vector<Region> regions_of(const Document& d, Names& names) {
  const bool ordered = d.order.size() == d.lines.size();
  const std::vector<std::uint32_t> paragraphs = paragraph_of_places(d, d.lines.size());
  std::vector<Region> regions;
  for (std::uint32_t k = 0; k < d.lines.size(); ++k) {
    const std::uint32_t index = ordered ? d.order[k] : k;
    const Line& line = d.lines[index];
    // A paragraph that a writer was told to leave out takes its lines with it.
    if (paragraphs[k] == kNone && !d.paragraphs.empty()) continue;
    const std::uint32_t article = article_of(d, line, paragraphs[k]);
    if (regions.empty() || regions.back().page != line.page || regions.back().block != line.block ||
        regions.back().article != article || regions.back().role != line.role) {
      Region region;
      region.page = line.page;
      region.block = line.block;
      region.article = article;
      region.role = line.role;
      const std::string own = line.block == kNone ? "" : d.blocks[line.block].id;
      region.id = names.take(own, "block_" + std::to_string(regions.size() + 1));
      regions.push_back(std::move(region));
    }
    regions.back().lines.push_back(index);
    regions.back().paragraphs.push_back(paragraphs[k]);
    regions.back().box = united(regions.back().box, line.box);
  }
  // A block that is read in one go keeps the box that the source gave it.
  std::vector<std::uint32_t> pieces(d.blocks.size(), 0);
  for (const Region& r : regions) {
    if (r.block != kNone) ++pieces[r.block];
  }
  for (Region& r : regions) {
    if (r.block != kNone && pieces[r.block] == 1 && is_set(d.blocks[r.block].box)) {
      r.box = d.blocks[r.block].box;
    }
  }
  return regions;
}

SpelledLine spell_line(const Document& d, const Line& line) {
  SpelledLine out;
  append_line(d, line, out.spelled);
  std::uint32_t at = line.text.begin;
  for (std::uint32_t g = line.first_glyph; g < line.first_glyph + line.glyph_count; ++g) {
    const Glyph& glyph = d.glyphs[g];
    if (glyph.text.begin < at || glyph.text.end > line.text.end) continue;
    add_bare(d.view(Span{at, glyph.text.begin}), out.pieces);
    out.pieces.push_back({d.view(glyph.text), &glyph, false});
    at = glyph.text.end;
  }
  add_bare(d.view(Span{at, line.text.end}), out.pieces);

  // Which pieces have a blank before them, read off the spelled line: its characters are the
  // pieces' characters, in order, blanks apart.
  const char* p = out.spelled.data();
  const char* const end = p + out.spelled.size();
  for (Word& piece : out.pieces) {
    const char* q = piece.text.data();
    const char* const stop = q + piece.text.size();
    for (bool first = true; q < stop; first = false) {
      const Character wanted = decode(q, stop);
      q += wanted.size;
      if (is_blank(wanted)) continue;
      while (p < end && is_blank(decode(p, end))) {
        piece.blank_before = piece.blank_before || (first && &piece != &out.pieces.front());
        p += decode(p, end).size;
      }
      if (p < end) p += decode(p, end).size;
    }
  }
  return out;
}

const LineOrigin& origin_of(const Document& d, const Line& line) {
  static const LineOrigin kNothing;
  return line.origin == kNone ? kNothing : d.origins[line.origin];
}

bool is_vertical(const Document& d, const Line& line) {
  const LineOrigin& origin = origin_of(d, line);
  if (origin.has_direction) return origin.direction == Direction::kVertical;
  return line.block != kNone && d.blocks[line.block].direction == Direction::kVertical;
}

}  // namespace tonglan
