// `tonglan-document/1`. Fields always come in the order below; those of the box road (marked *)
// only where the input has boxes. Spans are byte ranges of "text"; lengths are half-cells; margins
// and log-odds are natural logarithms; boxes are [left, top, right, bottom] in pixels.
//
//   format, source, encoding, untouched, han_latin_space, text,
//   pages*      [{id, image, width, height, dpi, skew, glyph, separators, pictures}]
//   blocks*     [{id, kind, role, direction, box, outline, pitch, page, article, language,
//                 confidence, order_margin, reasons}]    margin and reasons of its place in the order
//   lines       [{text, span, indent, length, measure, blank_before, role, spacing, page,
//                 block*, box*, confidence*, glyphs*, origin*}]       in the input's order
//   glyphs*     [[begin, end, left, top, right, bottom, confidence, word]]  word: where there is one
//   words*      [id]    the source's names of its words
//   origins*    [{id, language, baseline, outline, angle, direction}]
//   order       line indices in reading order
//   block_order* block indices in reading order: where each is read first
//   breaks      [{after, kind, joiner, margin, doubtful, reasons: [{feature, log_odds}]}]
//               `after`: the line (index into lines) whose end was decided
//   paragraphs  [{role, text, lines, article, confidence}]
//   articles    [{paragraphs: [first, last), headline, headline_margin, byline, jumps}]
//   warnings    [{page, stage, message}]
//   left_out    [{text, span, reason}]
#include <fmt/format.h>

#include <iterator>

#include "chinese/names.h"
#include "chinese/roles.h"
#include "chinese/spacing.h"
#include "write/formats.h"
#include "write/json_text.h"

namespace tonglan {
namespace {

// One JSON object or array being spelled: puts the commas.
class Json {
 public:
  explicit Json(std::string& out) : out_(out) {}

  Json& key(std::string_view name) {
    comma();
    out_.append("\"").append(name).append("\":");
    fresh_ = true;
    return *this;
  }
  void open(char bracket) {
    comma();
    out_.push_back(bracket);
    fresh_ = true;
  }
  void close(char bracket) {
    out_.push_back(bracket);
    fresh_ = false;
  }
  void string(std::string_view text) {
    comma();
    append_json_string(text, false, out_);
  }
  void number(double value) {
    comma();
    append_json_number(value, out_);
  }
  void integer(std::uint64_t value) {
    comma();
    fmt::format_to(std::back_inserter(out_), "{}", value);
  }
  void index(std::uint32_t value) {
    if (value != kNone) return integer(value);
    comma();
    out_ += "null";
  }
  void boolean(bool value) {
    comma();
    out_ += value ? "true" : "false";
  }
  void span(Span span) {
    open('[');
    integer(span.begin);
    integer(span.end);
    close(']');
  }
  void box(const Box& box) {
    open('[');
    for (const float side : {box.left, box.top, box.right, box.bottom}) number(side);
    close(']');
  }
  template <typename Items, typename Spell>
  void list(std::string_view name, const Items& items, Spell spell) {
    key(name).open('[');
    for (const auto& item : items) spell(item);
    close(']');
  }

 private:
  void comma() {
    if (!fresh_) out_.push_back(',');
    fresh_ = false;
  }

  std::string& out_;
  bool fresh_ = true;
};

void spell_points(Json& json, std::string_view name, const std::vector<Point>& points) {
  json.list(name, points, [&](Point p) {
    json.open('[');
    json.number(p.x);
    json.number(p.y);
    json.close(']');
  });
}

void spell_page(Json& json, const Page& page) {
  json.open('{');
  json.key("id").string(page.id);
  json.key("image").string(page.image);
  json.key("width").number(page.width);
  json.key("height").number(page.height);
  json.key("dpi").number(page.dpi);
  json.key("skew").number(page.skew);
  json.key("glyph").number(page.glyph);
  json.list("separators", page.separators, [&](const Separator& separator) {
    json.open('{');
    json.key("box").box(separator.box);
    json.key("vertical").boolean(separator.vertical);
    json.key("rule").boolean(separator.rule);
    json.key("confidence").number(separator.confidence);
    json.close('}');
  });
  json.list("pictures", page.pictures, [&](const Box& box) { json.box(box); });
  json.close('}');
}

void spell_reasons(Json& json, const Document& document, std::uint32_t first,
                   std::uint32_t count) {
  json.key("reasons").open('[');
  for (std::uint32_t r = 0; r < count; ++r) {
    const Reason& reason = document.reasons[first + r];
    json.open('{');
    json.key("feature").string(reason.feature);
    json.key("log_odds").number(reason.log_odds);
    json.close('}');
  }
  json.close(']');
}

void spell_block(Json& json, const Document& document, const Block& block) {
  json.open('{');
  json.key("id").string(block.id);
  json.key("kind").string(block.kind);
  json.key("role").string(role_name(block.role));
  json.key("direction").string(name_of(block.direction));
  json.key("box").box(block.box);
  spell_points(json, "outline", block.outline);
  json.key("pitch").number(block.pitch);
  json.key("page").integer(block.page);
  json.key("article").index(block.article);
  json.key("language").string(block.language);
  json.key("confidence").number(block.confidence);
  json.key("order_margin").number(block.order_margin);
  spell_reasons(json, document, block.reasons, block.reason_count);
  json.close('}');
}

bool has_boxes(const Document& document) {
  return !document.blocks.empty() || !document.glyphs.empty() || !document.origins.empty();
}

void spell_line(Json& json, const Document& document, const Line& line) {
  json.open('{');
  json.key("text").string(document.view(line));
  json.key("span").span(line.text);
  json.key("indent").integer(line.indent);
  json.key("length").integer(line.length);
  json.key("measure").integer(line.measure);
  json.key("blank_before").integer(line.blank_before);
  json.key("role").string(role_name(line.role));
  json.key("spacing").string(name_of(line.spacing));
  json.key("page").integer(line.page);
  if (has_boxes(document)) {
    json.key("block").index(line.block);
    json.key("box").box(line.box);
    json.key("confidence").number(line.confidence);
    json.key("glyphs").span({line.first_glyph, line.first_glyph + line.glyph_count});
    json.key("origin").index(line.origin);
  }
  json.close('}');
}

void spell_boxes(Json& json, const Document& document) {
  json.list("glyphs", document.glyphs, [&](const Glyph& glyph) {
    json.open('[');
    json.integer(glyph.text.begin);
    json.integer(glyph.text.end);
    for (const float side : {glyph.box.left, glyph.box.top, glyph.box.right, glyph.box.bottom}) {
      json.number(side);
    }
    json.number(glyph.confidence);
    if (glyph.word != kNone) json.integer(glyph.word);
    json.close(']');
  });
  json.list("words", document.words, [&](const std::string& id) { json.string(id); });
  json.list("origins", document.origins, [&](const LineOrigin& origin) {
    json.open('{');
    json.key("id").string(origin.id);
    json.key("language").string(origin.language);
    spell_points(json, "baseline", origin.baseline);
    spell_points(json, "outline", origin.outline);
    json.key("angle").number(origin.angle);
    json.key("direction").string(origin.has_direction ? name_of(origin.direction) : "");
    json.close('}');
  });
}

void spell_block_order(Json& json, const Document& document) {
  json.list("block_order", block_order(document), [&](std::uint32_t b) { json.integer(b); });
}

void spell_breaks(Json& json, const Document& document) {
  json.key("breaks").open('[');
  for (std::size_t k = 0; k < document.breaks.size(); ++k) {
    const Break& decision = document.breaks[k];
    json.open('{');
    json.key("after").integer(document.order[k]);
    json.key("kind").string(name_of(decision.kind));
    json.key("joiner").string(name_of(decision.joiner));
    json.key("margin").number(decision.margin);
    json.key("doubtful").boolean(decision.margin < kDoubtfulMargin);
    spell_reasons(json, document, decision.reasons, decision.reason_count);
    json.close('}');
  }
  json.close(']');
}

void spell_paragraph(Json& json, const Document& document, const Paragraph& paragraph) {
  std::string text;
  append_paragraph(document, paragraph, text);
  json.open('{');
  json.key("role").string(role_name(paragraph.role));
  json.key("text").string(text);
  json.key("lines").open('[');
  for (std::uint32_t k = paragraph.first; k < paragraph.last; ++k) json.integer(document.order[k]);
  json.close(']');
  json.key("article").index(paragraph.article);
  json.key("confidence").number(paragraph.confidence);
  json.close('}');
}

void spell_byline(Json& json, const Byline& byline) {
  const auto names = [&](std::string_view key, const std::vector<std::string>& list) {
    json.list(key, list, [&](const std::string& name) { json.string(name); });
  };
  json.key("byline").open('{');
  json.key("agency").string(byline.agency);
  json.key("place").string(byline.place);
  json.key("date").string(byline.date);
  names("correspondents", byline.correspondents);
  names("reporters", byline.reporters);
  names("others", byline.others);
  json.close('}');
}

void spell_article(Json& json, const Article& article) {
  json.open('{');
  json.key("paragraphs").span({article.first, article.last});
  json.key("headline").index(article.headline);
  json.key("headline_margin").number(article.headline_margin);
  spell_byline(json, article.byline);
  json.list("jumps", article.jumps, [&](const JumpLink& jump) {
    json.open('{');
    json.key("paragraph").index(jump.paragraph);
    json.key("forward").boolean(jump.forward);
    json.key("page").string(jump.page);
    json.key("article").index(jump.article);
    json.close('}');
  });
  json.close('}');
}

void spell_remarks(Json& json, const Document& document) {
  json.list("warnings", document.warnings, [&](const Warning& warning) {
    json.open('{');
    json.key("page").integer(warning.page);
    json.key("stage").string(warning.stage);
    json.key("message").string(warning.message);
    json.close('}');
  });
  json.list("left_out", document.left_out, [&](const LeftOut& left_out) {
    json.open('{');
    json.key("text").string(document.view(left_out.text));
    json.key("span").span(left_out.text);
    json.key("reason").string(left_out.reason);
    json.close('}');
  });
}

}  // namespace

void write_json(const Document& document, std::string& out) {
  Json json(out);
  json.open('{');
  json.key("format").string("tonglan-document/1");
  json.key("source").string(document.source);
  json.key("encoding").string(document.encoding);
  json.key("untouched").boolean(document.untouched);
  json.key("han_latin_space").string(name_of(document.han_latin_space));
  json.key("text").string(document.text);
  if (has_boxes(document)) {
    json.list("pages", document.pages, [&](const Page& page) { spell_page(json, page); });
    json.list("blocks", document.blocks,
              [&](const Block& block) { spell_block(json, document, block); });
  }
  json.list("lines", document.lines, [&](const Line& l) { spell_line(json, document, l); });
  if (has_boxes(document)) spell_boxes(json, document);
  json.list("order", document.order, [&](std::uint32_t line) { json.integer(line); });
  if (has_boxes(document)) spell_block_order(json, document);
  spell_breaks(json, document);
  json.list("paragraphs", document.paragraphs,
            [&](const Paragraph& p) { spell_paragraph(json, document, p); });
  json.list("articles", document.articles, [&](const Article& a) { spell_article(json, a); });
  spell_remarks(json, document);
  json.close('}');
  out.push_back('\n');
}

}  // namespace tonglan
