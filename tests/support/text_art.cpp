#include "support/text_art.h"

#include <algorithm>
#include <cstdio>

#include "chinese/spacing.h"
#include "support/typesetter.h"
#include "tonglan.h"

namespace tonglan {
namespace {

struct Drawn {
  char mark;
  std::string text;
  std::size_t begin = 0;  // byte of the input
};

std::vector<Drawn> read_drawing(std::string_view art) {
  std::vector<Drawn> lines;
  std::size_t at = 0;
  if (art.starts_with('\n')) art.remove_prefix(1);
  while (!art.empty()) {
    const std::size_t end = std::min(art.find('\n'), art.size());
    std::string_view row = art.substr(0, end);
    art.remove_prefix(std::min(end + 1, art.size()));
    const std::size_t mark = row.find_first_not_of(' ');
    if (mark == std::string_view::npos) {
      if (art.empty()) break;  // the indent of the closing quote
      lines.push_back({'.', "", at});
    } else {
      const char kind = row[mark];
      row.remove_prefix(std::min(mark + 2, row.size()));
      lines.push_back({kind == '+' ? '|' : kind, kind == '.' ? "" : std::string(row), at});
    }
    at += lines.back().text.size() + 1;
  }
  return lines;
}

// Where each line of the document stands in reading order, and in which paragraph.
struct Place {
  std::uint32_t at = kNone;
  const Paragraph* paragraph = nullptr;
};

std::vector<Place> places_of(const Document& document) {
  std::vector<Place> places(document.lines.size());
  for (const Paragraph& paragraph : document.paragraphs)
    for (std::uint32_t k = paragraph.first; k < paragraph.last; ++k)
      places[document.order[k]] = {k, &paragraph};
  return places;
}

char mark_of(const Place& place) {
  const bool first = place.at == place.paragraph->first;
  switch (place.paragraph->role) {
    case Role::kVerbatim:
    case Role::kTable:
      return ':';
    case Role::kFolio:
    case Role::kJumpLine:
    case Role::kMasthead:
      return '-';
    case Role::kHeadline:
    case Role::kKicker:
    case Role::kDeck:
    case Role::kSubhead:
    case Role::kByline:
      return first ? '#' : '=';
    default:
      return first ? '>' : '|';
  }
}

bool agree(char drawn, char found) { return drawn == found || (drawn == '#' && found == '-'); }

std::string reasons_before(const Document& document, std::uint32_t at) {
  if (at == 0) return {};
  const Break& seam = document.breaks[at - 1];
  std::string out;
  char number[64];
  std::snprintf(number, sizeof number, "      margin %.1f:", static_cast<double>(seam.margin));
  out += number;
  for (std::uint32_t r = 0; r < std::min(seam.reason_count, 6u); ++r) {
    const Reason& reason = document.reasons[seam.reasons + r];
    std::snprintf(number, sizeof number, " %+.1f", static_cast<double>(reason.log_odds));
    out += "  " + reason.feature + number;
  }
  return out + '\n';
}

}  // namespace

std::string drawn_text(std::string_view art) {
  std::string text;
  for (const Drawn& line : read_drawing(art)) text += line.text + '\n';
  return text;
}

std::string differences(std::string_view art, RepairOptions options) {
  options.explain = true;
  const std::vector<Drawn> drawing = read_drawing(art);
  const Document document = repair(drawn_text(art), options);
  const std::vector<Place> places = places_of(document);
  bool wrong = false;
  std::string out = "drawn, repaired:\n";
  std::uint32_t above = kNone;  // the running line above, a place in the document's lines
  std::uint32_t i = 0;
  for (const Drawn& line : drawing) {
    if (line.mark == '.') {
      out += "    .\n";
      continue;
    }
    while (i < document.lines.size() && document.lines[i].text.begin < line.begin) ++i;
    if (i == document.lines.size() || places[i].paragraph == nullptr) {
      out += "  " + std::string(1, line.mark) + "   (not in the document) " + line.text + '\n';
      wrong = true;
      continue;
    }
    const Place place = places[i];
    const char found = mark_of(place);
    bool same = agree(line.mark, found);
    // Joined, but to another line.
    if (same && (found == '|' || found == '=')) same = document.order[place.at - 1] == above;
    out += std::string("  ") + line.mark + ' ' + found + (same ? "   " : " ! ") + line.text + '\n';
    if (!same) out += reasons_before(document, place.at);
    wrong |= !same;
    if (line.mark == '>' || line.mark == '|' || line.mark == '#' || line.mark == '=') above = i;
  }
  if (!wrong) return {};
  for (const Paragraph& paragraph : document.paragraphs) {
    out += "  -> ";
    append_paragraph(document, paragraph, out);
    out += '\n';
  }
  return out;
}

std::string repaired(std::string text, const RepairOptions& options) {
  std::string out;
  append_text(repair(std::move(text), options), out);
  return out;
}

namespace {

Typeset set_column(int measure, const std::vector<std::string>& paragraphs) {
  ArticleText article;
  for (const std::string& text : paragraphs) article.units.push_back({Role::kBody, text});
  TypesetSettings settings;
  settings.measure = measure;
  settings.column_lines = 100000;
  return typeset({article}, settings, 1);
}

}  // namespace

std::string column_art(int measure, const std::vector<std::string>& paragraphs) {
  return text_art(set_column(measure, paragraphs));
}

std::string column(int measure, const std::vector<std::string>& paragraphs) {
  return set_column(measure, paragraphs).text;
}

std::string whole(const std::vector<std::string>& paragraphs) {
  std::string out;
  for (const std::string& paragraph : paragraphs) {
    if (!out.empty()) out += '\n';
    out += paragraph + '\n';
  }
  return out;
}

}  // namespace tonglan
