#include "write/box/regions.h"

#include <algorithm>
#include <cmath>

#include "chinese/characters.h"
#include "chinese/spacing.h"

namespace tonglan {
namespace {

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

// Cuts text that no glyph covers at its blanks.
void add_bare(std::string_view text, std::vector<LinePiece>& pieces) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const bool end = at == text.size();
    const Character c =
        end ? Character{' ', 1} : decode(text.data() + at, text.data() + text.size());
    if (end || is_blank(c)) {
      if (at > begin) pieces.push_back({text.substr(begin, at - begin), nullptr, false, 0, {}});
      begin = at + c.size;
    }
    at += c.size;
  }
}

}  // namespace

bool has_size(const Box& b) { return b.right > b.left && b.bottom > b.top; }

Box box_round(const Box& a, const Box& b) {
  if (!has_size(a)) return b;
  if (!has_size(b)) return a;
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

// Only what is written: a name that goes with its bearer is free.
Names::Names(const Document& document) {
  for (const Page& p : document.pages) reserved_.insert(p.id);
  for (const Line& line : document.lines) {
    if (line.block != kNone) reserved_.insert(document.blocks[line.block].id);
    if (line.origin != kNone) reserved_.insert(document.origins[line.origin].id);
    for (std::uint32_t g = line.first_glyph; g < line.first_glyph + line.glyph_count; ++g) {
      const std::uint32_t word = document.glyphs[g].word;
      if (word != kNone) reserved_.insert(document.words[word]);
    }
  }
}

std::string Names::take_own(const std::string& own) { return own.empty() ? "" : take(own, "word"); }

std::string Names::take(const std::string& own, const std::string& fallback) {
  if (is_name(own) && given_.insert(own).second) return own;
  const std::string& stem = is_name(own) ? own : fallback;
  std::string name = stem;
  for (int n = 2; reserved_.contains(name) || !given_.insert(name).second; ++n) {
    name = stem + "_" + std::to_string(n);
  }
  return name;
}

std::vector<Region> regions_of(const Document& d, Names& names, Rounding rounded,
                               std::uint32_t page) {
  const bool ordered = d.order.size() == d.lines.size();
  const std::vector<std::uint32_t> paragraphs = paragraph_of_places(d, d.lines.size());
  std::vector<Region> regions;
  std::uint32_t article = kNone, articles = 0, paragraph = kNone, counted = 0;
  for (std::uint32_t k = 0; k < d.lines.size(); ++k) {
    const std::uint32_t index = ordered ? d.order[k] : k;
    const Line& line = d.lines[index];
    if (page != kNone && line.page != page) continue;
    // A paragraph that a writer was told to leave out takes its lines with it.
    if (paragraphs[k] == kNone && !d.paragraphs.empty()) continue;
    const std::uint32_t own = article_of(d, line, paragraphs[k]);
    const bool other_article = own != article;
    if (other_article && own != kNone) ++articles;
    article = own;
    if (paragraphs[k] != paragraph && paragraphs[k] != kNone) ++counted;
    paragraph = paragraphs[k];
    if (regions.empty() || regions.back().page != line.page || regions.back().block != line.block ||
        other_article || regions.back().role != line.role) {
      Region region;
      region.page = line.page;
      region.block = line.block;
      region.article = article == kNone ? kNone : articles - 1;
      region.role = line.role;
      const std::string name = line.block == kNone ? "" : d.blocks[line.block].id;
      region.id = names.take(name, "block_" + std::to_string(regions.size() + 1));
      regions.push_back(std::move(region));
    }
    regions.back().lines.push_back(index);
    regions.back().paragraphs.push_back(paragraph == kNone ? kNone : counted - 1);
    regions.back().box = box_round(regions.back().box, rounded(line.box));
  }
  // A block that is read in one go keeps the box and outline that the source gave it.
  std::vector<std::uint32_t> pieces(d.blocks.size(), 0);
  for (const Region& r : regions) {
    if (r.block != kNone) ++pieces[r.block];
  }
  for (Region& r : regions) {
    if (r.block == kNone) continue;
    const Block& block = d.blocks[r.block];
    r.language = block.language;
    if (pieces[r.block] > 1) continue;
    if (has_size(block.box)) r.box = block.box;
    r.outline = block.outline;
  }
  return regions;
}

std::vector<Role> paragraph_roles(const Document& d, const std::vector<Region>& regions) {
  std::vector<std::uint32_t> of(d.lines.size(), kNone);
  for (std::uint32_t p = 0; p < d.paragraphs.size(); ++p) {
    for (std::uint32_t k = d.paragraphs[p].first; k < d.paragraphs[p].last; ++k) of[d.order[k]] = p;
  }
  std::vector<Role> roles;
  for (const Region& region : regions) {
    for (std::size_t i = 0; i < region.lines.size(); ++i) {
      const std::uint32_t number = region.paragraphs[i];
      if (number == kNone || number < roles.size()) continue;
      const Role own = d.paragraphs[of[region.lines[i]]].role;
      roles.push_back(region.role == Role::kBody ? own : region.role);
    }
  }
  return roles;
}

Box whole_pixels(const Box& b) {
  if (!has_size(b)) return {};
  const auto whole = [](float v) { return std::max(std::round(v), 0.0f); };
  const Box out{whole(b.left), whole(b.top), whole(b.right), whole(b.bottom)};
  return {out.left, out.top, std::max(out.right, out.left + 1), std::max(out.bottom, out.top + 1)};
}

std::uint32_t page_count(const Document& d) {
  return static_cast<std::uint32_t>(std::max<std::size_t>(d.pages.size(), d.lines.empty() ? 0 : 1));
}

std::string own_language(const LineOrigin& origin, const Region& region) {
  return origin.language == region.language ? "" : origin.language;
}

namespace {

// Whether b goes on with the word of a.
bool is_one_word(const LinePiece& a, const LinePiece& b) {
  if (b.blank_before || a.text.data() + a.text.size() != b.text.data()) return false;
  if (a.glyph && b.glyph && a.glyph->word != kNone && a.glyph->word == b.glyph->word) return true;
  // Two words of letters are told by a blank between them, in formats that don't write blanks.
  const char* const begin = b.text.data();
  return !is_chinese(kind_of(decode_last(a.text).code)) &&
         !is_chinese(kind_of(decode(begin, begin + b.text.size()).code));
}

Word word_of(const Document& d, const std::vector<LinePiece>& pieces, std::uint32_t first,
             std::uint32_t last) {
  Word word;
  word.first = first;
  word.last = last;
  word.blank_before = pieces[first].blank_before;
  word.wide_before = pieces[first].wide_before;
  const char* const end = pieces[last - 1].text.data() + pieces[last - 1].text.size();
  word.text = {pieces[first].text.data(),
               static_cast<std::size_t>(end - pieces[first].text.data())};
  double sum = 0;
  std::uint32_t sure = 0;
  for (std::uint32_t p = first; p < last; ++p) {
    const Glyph* const glyph = pieces[p].glyph;
    word.boxed = word.boxed && glyph;
    if (!glyph) continue;
    word.box = box_round(word.box, pieces[p].box);
    if (glyph->confidence >= 0) sum += std::round(glyph->confidence * 1e4f), ++sure;
    if (glyph->word != kNone && word.id.empty()) word.id = d.words[glyph->word];
  }
  if (sure > 0) word.confidence = static_cast<float>(std::round(sum / sure) / 1e4);
  if (last - first == 1 && pieces[first].glyph) word.confidence = pieces[first].glyph->confidence;
  return word;
}

}  // namespace

Word word_of_piece(const Document& d, const SpelledLine& line, std::uint32_t piece) {
  return word_of(d, line.pieces, piece, piece + 1);
}

SpelledLine spell_line(const Document& d, const Line& line, Rounding rounded) {
  SpelledLine out;
  append_line(d, line, out.spelled);
  std::uint32_t at = line.text.begin;
  for (std::uint32_t g = line.first_glyph; g < line.first_glyph + line.glyph_count; ++g) {
    const Glyph& glyph = d.glyphs[g];
    if (glyph.text.begin < at || glyph.text.end > line.text.end) continue;
    add_bare(d.view(Span{at, glyph.text.begin}), out.pieces);
    out.pieces.push_back({d.view(glyph.text), &glyph, false, 0, rounded(glyph.box)});
    at = glyph.text.end;
  }
  add_bare(d.view(Span{at, line.text.end}), out.pieces);

  // Which pieces have a blank before them, read off the spelled line: its characters are the
  // pieces' characters, in order, blanks apart.
  const char* p = out.spelled.data();
  const char* const end = p + out.spelled.size();
  for (LinePiece& piece : out.pieces) {
    const char* q = piece.text.data();
    const char* const stop = q + piece.text.size();
    for (bool first = true; q < stop; first = false) {
      const Character wanted = decode(q, stop);
      q += wanted.size;
      if (is_blank(wanted)) continue;
      while (p < end && is_blank(decode(p, end))) {
        const bool before = first && &piece != &out.pieces.front();
        piece.blank_before = piece.blank_before || before;
        piece.wide_before += before && decode(p, end).code == U'\u3000';
        p += decode(p, end).size;
      }
      if (p < end) p += decode(p, end).size;
    }
  }
  for (std::uint32_t first = 0, last = 1; first < out.pieces.size(); first = last++) {
    while (last < out.pieces.size() && is_one_word(out.pieces[last - 1], out.pieces[last])) ++last;
    out.words.push_back(word_of(d, out.pieces, first, last));
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
