#include "read/box/document_json.h"

#include <algorithm>
#include <cmath>

#include "chinese/characters.h"
#include "chinese/names.h"
#include "chinese/roles.h"
#include "markup/limits.h"
#include "read/box/builder.h"
#include "read/box/json_fields.h"
#include "tonglan.h"

namespace tonglan {
namespace {

Page read_page(const Fields& f) {
  Page page;
  page.id = f.text("id");
  page.image = f.text("image");
  page.width = f.number("width");
  page.height = f.number("height");
  page.dpi = f.number("dpi");
  page.skew = f.number("skew");
  page.glyph = f.number("glyph");
  f.each("separators", [&](const Fields& s) {
    page.separators.push_back(
        {s.box("box"), s.yes("vertical"), s.yes("rule"), s.number("confidence")});
  });
  for (const Json& box : f.list("pictures")) page.pictures.push_back(f.box_of(box, "pictures"));
  return page;
}

Role read_role(const Fields& f) {
  const std::string name = f.text("role");
  if (const auto role = role_named(name)) return *role;
  f.refuse("role", "'" + name + "' is no role");
}

template <typename T>
T read_name(const Fields& f, const char* field, std::initializer_list<T> values) {
  const std::string name = f.text(field);
  if (const auto value = value_named(name, values)) return *value;
  f.refuse(field, "'" + name + "' is not known");
}

Direction read_direction(const Fields& f) {
  return read_name(f, "direction", {Direction::kHorizontal, Direction::kVertical});
}

void read_reasons(const Fields& f, Document& d, std::uint32_t& first, std::uint32_t& count) {
  first = static_cast<std::uint32_t>(d.reasons.size());
  f.each("reasons", [&](const Fields& reason) {
    d.reasons.push_back({reason.text("feature"), reason.number("log_odds")});
  });
  count = static_cast<std::uint32_t>(d.reasons.size()) - first;
}

Block read_block(const Fields& f, Document& d) {
  Block block;
  block.id = f.text("id");
  block.kind = f.text("kind");
  block.role = read_role(f);
  block.direction = read_direction(f);
  block.box = f.box("box");
  block.outline = f.points("outline");
  block.pitch = f.number("pitch");
  block.page = f.index("page");
  block.article = f.index("article");
  block.language = f.text("language");
  block.confidence = f.number("confidence");
  if (f.has("order_margin")) block.order_margin = f.number("order_margin");
  read_reasons(f, d, block.reasons, block.reason_count);
  return block;
}

std::uint16_t read_length(const Fields& f, const char* field) {
  return static_cast<std::uint16_t>(std::min(f.index(field), 0xFFFFu));
}

Line read_line(const Fields& f, const Document& d) {
  Line line;
  line.text = f.span("span");
  line.indent = read_length(f, "indent");
  line.length = read_length(f, "length");
  line.measure = read_length(f, "measure");
  line.blank_before = read_length(f, "blank_before");
  line.role = read_role(f);
  line.spacing = read_name(f, "spacing", {Spacing::kVerbatim, Spacing::kTidy, Spacing::kClose});
  line.page = f.index("page");
  if (f.has("box")) {
    line.block = f.index("block");
    line.box = f.box("box");
    line.confidence = f.number("confidence");
    const Span glyphs = f.span("glyphs");
    line.first_glyph = glyphs.begin;
    line.glyph_count = glyphs.size();
    line.origin = f.index("origin");
  }
  if (line.text.end > d.text.size()) f.refuse("span", "reaches over the end of \"text\"");
  if (f.has("text") && f.text("text") != d.view(line)) {
    f.refuse("text", "is not what \"span\" says; wording is changed in the input, not here");
  }
  return line;
}

Glyph read_glyph(const Fields& document, const Json& j) {
  if (!j.is_array() || (j.size() != 7 && j.size() != 8) || !j[0].is_number_unsigned() ||
      !j[1].is_number_unsigned() || (j.size() == 8 && !j[7].is_number_unsigned()) ||
      !std::all_of(j.begin(), j.end(), [](const Json& v) { return v.is_number(); })) {
    document.refuse("glyphs", "hold something else than [begin, end, box, confidence, word]");
  }
  return {{j[0].get<std::uint32_t>(), j[1].get<std::uint32_t>()},
          {j[2].get<float>(), j[3].get<float>(), j[4].get<float>(), j[5].get<float>()},
          j[6].get<float>(),
          j.size() == 8 ? j[7].get<std::uint32_t>() : kNone};
}

LineOrigin read_origin(const Fields& f) {
  LineOrigin origin;
  origin.id = f.text("id");
  origin.language = f.text("language");
  origin.baseline = f.points("baseline");
  origin.outline = f.points("outline");
  origin.angle = f.number("angle");
  origin.has_direction = !f.text("direction").empty();
  if (origin.has_direction) origin.direction = read_direction(f);
  return origin;
}

void read_breaks(const Fields& document, Document& d) {
  document.each("breaks", [&](const Fields& f) {
    Break decision;
    decision.kind =
        read_name(f, "kind", {BreakKind::kJoin, BreakKind::kParagraph, BreakKind::kArticle});
    decision.joiner =
        read_name(f, "joiner", {Joiner::kNothing, Joiner::kBlank, Joiner::kDropHyphen});
    decision.margin = f.number("margin");
    read_reasons(f, d, decision.reasons, decision.reason_count);
    d.breaks.push_back(decision);
  });
}

Article read_article(const Fields& f) {
  Article article;
  const Span paragraphs = f.span("paragraphs");
  article.first = paragraphs.begin;
  article.last = paragraphs.end;
  article.headline = f.index("headline");
  article.headline_margin = f.number("headline_margin");
  f.with("byline", [&](const Fields& byline) {
    article.byline = {byline.text("agency"),     byline.text("place"),
                      byline.text("date"),       byline.texts("correspondents"),
                      byline.texts("reporters"), byline.texts("others")};
  });
  f.each("jumps", [&](const Fields& jump) {
    article.jumps.push_back(
        {jump.index("paragraph"), jump.yes("forward"), jump.text("page"), jump.index("article")});
  });
  return article;
}

// Lines follow one another in the text, whose other characters are blanks; what they point at is
// there.
void check_lines(const Fields& f, const Document& d) {
  std::uint32_t at = 0;
  const auto only_blanks = [&](std::uint32_t begin, std::uint32_t end) {
    for (const char* p = d.text.data() + begin; p < d.text.data() + end;) {
      const Character c = decode(p, d.text.data() + end);
      if (kind_of(c.code) != Kind::kBlank && c.code >= 0x20) return false;
      p += c.size;
    }
    return true;
  };
  for (const Line& line : d.lines) {
    if (line.text.begin < at || !only_blanks(at, line.text.begin)) {
      f.refuse("lines", "don't cover \"text\", each character once and in its order");
    }
    at = line.text.end;
    const bool blocks = line.block == kNone || line.block < d.blocks.size();
    const bool origins = line.origin == kNone || line.origin < d.origins.size();
    const bool pages = d.pages.empty() || line.page < d.pages.size();
    const std::uint64_t glyphs = std::uint64_t{line.first_glyph} + line.glyph_count;
    if (!blocks || !origins || !pages || glyphs > d.glyphs.size()) {
      f.refuse("lines", "name a page, block, origin or glyph that isn't there");
    }
    std::uint32_t glyph = line.text.begin;
    for (std::uint32_t g = line.first_glyph; g < glyphs; ++g) {
      const Span span = d.glyphs[g].text;
      if (span.begin < glyph || span.end < span.begin || span.end > line.text.end) {
        f.refuse("glyphs", "don't follow one another inside their lines");
      }
      glyph = span.end;
    }
  }
  if (!only_blanks(at, static_cast<std::uint32_t>(d.text.size()))) {
    f.refuse("lines", "don't cover \"text\", each character once and in its order");
  }
  for (const Glyph& glyph : d.glyphs) {
    if (glyph.word != kNone && glyph.word >= d.words.size()) {
      f.refuse("glyphs", "name a word that isn't there");
    }
  }
  for (const Block& block : d.blocks) {
    if (block.page >= d.pages.size()) f.refuse("blocks", "name a page that isn't there");
  }
}

std::vector<std::uint32_t> read_numbers(const Fields& f, const char* name) {
  std::vector<std::uint32_t> numbers;
  for (const Json& j : f.list(name)) {
    if (!j.is_number_unsigned()) f.refuse(name, "holds something that is no place");
    numbers.push_back(
        static_cast<std::uint32_t>(std::min<std::uint64_t>(j.get<std::uint64_t>(), kNone)));
  }
  return numbers;
}

// Each of 0 .. size - 1 once.
bool is_permutation_of(const std::vector<std::uint32_t>& order, std::size_t size) {
  std::vector<bool> seen(size);
  for (const std::uint32_t i : order) {
    if (i >= size || seen[i]) return false;
    seen[i] = true;
  }
  return order.size() == size;
}

// `order` with its blocks moved as `blocks` says; lines of no block stay behind the line they
// followed.
std::vector<std::uint32_t> moved(const Document& d, const std::vector<std::uint32_t>& blocks) {
  std::vector<std::vector<std::uint32_t>> lines(d.blocks.size() + 1);
  std::uint32_t last = static_cast<std::uint32_t>(d.blocks.size());
  for (const std::uint32_t i : d.order) {
    if (d.lines[i].block != kNone) last = d.lines[i].block;
    lines[last].push_back(i);
  }
  std::vector<std::uint32_t> order = lines.back();
  for (const std::uint32_t b : blocks) order.insert(order.end(), lines[b].begin(), lines[b].end());
  return order;
}

void read_order(const Fields& f, Document& d) {
  d.order = read_numbers(f, "order");
  if (!is_permutation_of(d.order, d.lines.size())) {
    f.refuse("order", "must name each line once");
  }
  d.ordered = true;
  if (!f.has("block_order")) return;
  std::vector<std::uint32_t> wanted = read_numbers(f, "block_order");
  const std::vector<std::uint32_t> own = block_order(d);
  if (wanted == own) return;
  std::vector<std::uint32_t> a = wanted, b = own;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  if (a != b) f.refuse("block_order", "must name each block that has lines once");
  d.order = moved(d, wanted);
}

// Whether line ends inside paragraphs, and no others, are joins. Zones keep their line ends.
bool agree(const std::vector<Paragraph>& paragraphs, const std::vector<Break>& breaks,
           std::size_t lines) {
  if (breaks.size() + 1 != std::max<std::size_t>(lines, 1)) return false;
  std::vector<bool> inside(breaks.size(), false), zone(breaks.size(), false);
  for (const Paragraph& p : paragraphs) {
    for (std::uint32_t k = p.first; k + 1 < p.last; ++k) {
      inside[k] = true;
      zone[k] = p.role == Role::kVerbatim || p.role == Role::kTable;
    }
  }
  for (std::size_t k = 0; k < breaks.size(); ++k) {
    if (!zone[k] && inside[k] != (breaks[k].kind == BreakKind::kJoin)) return false;
  }
  return true;
}

// Paragraphs as ranges of the order. False where lines or paragraphs were changed by hand: then the
// file's breaks and articles, which name paragraphs, say nothing any more.
bool read_paragraphs(const Fields& f, Document& d) {
  std::vector<Paragraph> named;
  std::vector<std::uint32_t> of(d.lines.size(), kNone);
  std::vector<std::uint32_t> place(d.lines.size());
  for (std::uint32_t k = 0; k < d.order.size(); ++k) place[d.order[k]] = k;
  bool whole = true;
  f.each("paragraphs", [&](const Fields& p) {
    const std::vector<std::uint32_t> lines = read_numbers(p, "lines");
    Paragraph paragraph{read_role(p), 0, 0, p.index("article"), p.number("confidence")};
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i] >= of.size() || of[lines[i]] != kNone) {
        p.refuse("lines", "name a line that isn't there, or a line of another paragraph");
      }
      of[lines[i]] = static_cast<std::uint32_t>(named.size());
      whole = whole && place[lines[i]] == place[lines[0]] + i;
    }
    if (lines.empty()) p.refuse("lines", "are none");
    paragraph.first = place[lines[0]];
    paragraph.last = paragraph.first + static_cast<std::uint32_t>(lines.size());
    whole = whole && (named.empty() || paragraph.first >= named.back().last);
    named.push_back(paragraph);
  });
  if (named.empty()) return true;
  if (whole && agree(named, d.breaks, d.order.size())) {
    d.paragraphs = std::move(named);
    return true;
  }
  set_paragraphs(d, of, named);
  return false;
}

void read_remarks(const Fields& f, Document& d) {
  f.each("warnings", [&](const Fields& w) {
    d.warnings.push_back({w.index("page"), w.text("stage"), w.text("message")});
  });
  f.each("left_out", [&](const Fields& l) {
    const Span span = l.span("span");
    if (span.end > d.text.size()) l.refuse("span", "reaches over the end of \"text\"");
    d.left_out.push_back({span, l.text("reason")});
  });
}

void read_articles(const Fields& f, Document& d) {
  f.each("articles", [&](const Fields& a) {
    d.articles.push_back(read_article(a));
    const Article& article = d.articles.back();
    const std::size_t paragraphs = d.paragraphs.size();
    bool there =
        article.last <= paragraphs && (article.headline == kNone || article.headline < paragraphs);
    for (const JumpLink& jump : article.jumps)
      there = there && (jump.paragraph == kNone || jump.paragraph < paragraphs);
    if (!there) a.refuse("paragraphs", "are not there");
  });
  for (const Paragraph& p : d.paragraphs) {
    if (p.article != kNone && p.article >= d.articles.size()) {
      f.refuse("paragraphs", "name an article that isn't there");
    }
  }
}

}  // namespace

Document read_document_json(std::string bytes, const ReadOptions& options) {
  const Json json = parse_json(std::move(bytes), options);
  const Fields f(json, "document", kNone);
  if (!json.is_object() || f.text("format") != "tonglan-document/1") {
    throw Error(2, "no \"format\": \"tonglan-document/1\"; it is no document of this program");
  }
  Document d;
  d.source = f.text("source");
  d.encoding = f.text("encoding");
  d.untouched = f.yes("untouched");
  d.han_latin_space = read_name(
      f, "han_latin_space", {HanLatinSpace::kKeep, HanLatinSpace::kStrip, HanLatinSpace::kInsert});
  d.text = f.text("text");
  f.each("pages", [&](const Fields& p) { d.pages.push_back(read_page(p)); });
  f.each("blocks", [&](const Fields& b) { d.blocks.push_back(read_block(b, d)); });
  f.each("lines", [&](const Fields& l) { d.lines.push_back(read_line(l, d)); });
  for (const Json& glyph : f.list("glyphs")) d.glyphs.push_back(read_glyph(f, glyph));
  d.words = f.texts("words");
  f.each("origins", [&](const Fields& o) { d.origins.push_back(read_origin(o)); });
  check_lines(f, d);
  read_order(f, d);
  read_breaks(f, d);
  if (read_paragraphs(f, d)) read_articles(f, d);
  read_remarks(f, d);
  return d;
}

}  // namespace tonglan
