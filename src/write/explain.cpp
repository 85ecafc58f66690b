#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "chinese/names.h"
#include "chinese/roles.h"
#include "chinese/spacing.h"
#include "write/formats.h"

namespace tonglan {
namespace {

// Half-cells of each text that are shown.
constexpr std::size_t kShown = 24;
// Reasons that are shown; the JSON has them all.
constexpr std::size_t kReasons = 6;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Columns of a terminal: East Asian characters, all of which need three bytes or more, take two.
std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char c : text) {
    const auto b = static_cast<unsigned char>(c);
    if (!is_continuation(c)) columns += b >= 0xE3 ? 2 : 1;
  }
  return columns;
}

// Control characters would move the cursor.
std::string printable(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return text;
}

std::string head_of(const std::string& text) {
  std::size_t end = 0;
  while (end < text.size()) {
    std::size_t next = end + 1;
    while (next < text.size() && is_continuation(text[next])) ++next;
    if (columns_of(std::string_view(text).substr(0, next)) > kShown) break;
    end = next;
  }
  return text.substr(0, end);
}

std::string tail_of(const std::string& text) {
  std::size_t begin = text.size();
  while (begin > 0) {
    std::size_t before = begin - 1;
    while (before > 0 && is_continuation(text[before])) --before;
    if (columns_of(std::string_view(text).substr(before)) > kShown) break;
    begin = before;
  }
  return text.substr(begin);
}

std::string spelled(const Document& document, std::uint32_t place) {
  std::string text;
  append_line(document, document.lines[document.order[place]], text);
  return printable(std::move(text));
}

// Of a break or a block.
template <typename Decision>
std::string reasons_of(const Document& document, const Decision& decision) {
  std::vector<Reason> reasons(document.reasons.begin() + decision.reasons,
                              document.reasons.begin() + decision.reasons + decision.reason_count);
  std::stable_sort(reasons.begin(), reasons.end(), [](const Reason& a, const Reason& b) {
    return std::abs(a.log_odds) > std::abs(b.log_odds);
  });
  std::string out;
  for (std::size_t i = 0; i < std::min(kReasons, reasons.size()); ++i) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{} {:+.1f}", reasons[i].feature, reasons[i].log_odds);
  }
  if (reasons.size() > kReasons) out += fmt::format(", {} lighter", reasons.size() - kReasons);
  return out;
}

// A line for each block, in reading order: why it is read there.
void append_block_order(const Document& document, std::string& out) {
  const auto to = std::back_inserter(out);
  std::vector<std::uint32_t> first_line(document.blocks.size(), kNone);
  for (std::uint32_t k = 0; k < document.order.size(); ++k) {
    const std::uint32_t block = document.lines[document.order[k]].block;
    if (block != kNone && first_line[block] == kNone) first_line[block] = k;
  }
  std::size_t number = 0;
  fmt::format_to(to, "-- blocks in reading order\n");
  for (const std::uint32_t b : block_order(document)) {
    const Block& block = document.blocks[b];
    const std::string head = head_of(spelled(document, first_line[b]));
    fmt::format_to(to, "{:>5} {:<9} {:>5.1f}{} {}{} {}\n", ++number, role_name(block.role),
                   block.order_margin, block.order_margin < kDoubtfulMargin ? '?' : ' ', head,
                   std::string(kShown - std::min(kShown, columns_of(head)), ' '),
                   reasons_of(document, block));
  }
}

}  // namespace

void write_explanation(const Document& document, std::string& out) {
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "== {}: {} lines, {} paragraphs, {} articles, {} doubtful{}\n",
                 document.source, document.lines.size(), document.paragraphs.size(),
                 document.articles.size(), count_doubtful(document),
                 document.untouched ? ", nothing to mend" : "");
  for (std::uint32_t k = 0; k < document.breaks.size(); ++k) {
    const Break& decision = document.breaks[k];
    const std::string tail = tail_of(spelled(document, k));
    const std::string head = head_of(spelled(document, k + 1));
    const std::string left(kShown - std::min(kShown, columns_of(tail)), ' ');
    const std::string right(kShown - std::min(kShown, columns_of(head)), ' ');
    fmt::format_to(to, "{:>5} {:<9} {:>5.1f}{} {}{} | {}{} {}\n", document.order[k] + 1,
                   name_of(decision.kind), decision.margin,
                   decision.margin < kDoubtfulMargin ? '?' : ' ', left, tail, head, right,
                   reasons_of(document, decision));
  }
  if (!document.blocks.empty()) append_block_order(document, out);
}

}  // namespace tonglan
