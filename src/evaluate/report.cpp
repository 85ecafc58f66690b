// How a score is shown, and the command `tonglan eval`. See score.h.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "evaluate/score.h"
#include "tonglan.h"

namespace tonglan {
namespace {

double rounded(double figure) {
  return std::strtod(fmt::format("{:.4f}", figure).c_str(), nullptr);
}

std::string shown(double figure) { return fmt::format("{:.4f}", figure); }

std::string shown(const std::optional<double>& figure) { return figure ? shown(*figure) : "-"; }

std::string row(const char* name, const std::string& value, const char* meaning) {
  return fmt::format("{:<20}{:>10}  {}\n", name, value, meaning);
}

std::string read_whole(const std::string& path) {
  if (path == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream in(path, std::ios::binary);
  try {
    if (in) return {std::istreambuf_iterator<char>(in), {}};
  } catch (const std::ios_base::failure&) {
    // a directory opens, and fails only here
  }
  throw Error(2, path + ": can't be read: give a truth file (JSON) and a repaired text");
}

}  // namespace

std::string score_table(const Score& s) {
  const auto count = [](std::size_t n) { return std::to_string(n); };
  std::string out;
  out += row("paras_gold", count(s.paras_gold), "paragraphs of the truth");
  out += row("paras_out", count(s.paras_out), "paragraphs of the output");
  out += row("conserved", s.conserved() ? "yes" : "no", "no character lost, none added");
  out += row("lost", count(s.lost), "characters");
  out += row("added", count(s.added), "characters");
  out +=
      row("break_precision", shown(s.break_precision), "paragraph starts and ends that are true");
  out += row("break_recall", shown(s.break_recall), "true starts and ends that were found");
  out += row("edge_f1", shown(s.edge_f1), "F1 of both");
  out += row("para_exact", shown(s.para_exact), "F1 of paragraphs equal to the letter");
  out += row("para_fuzzy", shown(s.para_fuzzy), "F1 of paragraphs similar by .9 or more");
  out += row("ned", shown(s.ned), "edit distance of the whole text (0 is perfect)");
  out +=
      row("order_ned", shown(s.order_ned), "edit distance of the paragraph order (0 is perfect)");
  out += row("order_in", shown(s.order_in), "the same, inside articles");
  out += row("aned", shown(s.aned), "edit distance article by article (0 is perfect)");
  out += row("splits", shown(s.splits), "interruptions of an article, a paragraph");
  out += row("succ", shown(s.succ), "line successions found");
  out += row("succ_hard", shown(s.succ_hard), "of those over a column or tier break");
  out += row("join_hard", shown(s.join_hard), "of those inside a paragraph, without a break");
  out += row("headlines", shown(s.headlines), "headlines in front of their own article");
  out += row("thefts", count(s.thefts), "headlines in front of another's");
  out += row("article_precision", shown(s.article_precision), "B-cubed, output with articles only");
  out += row("article_recall", shown(s.article_recall), "");
  out += row("article_f1", shown(s.article_f1), "");
  out += row("role_f1", shown(s.role_f1), "output with roles only");
  return out;
}

std::string score_json(const Score& s) {
  nlohmann::ordered_json json = {{"paras_gold", s.paras_gold},
                                 {"paras_out", s.paras_out},
                                 {"conserved", s.conserved()},
                                 {"lost", s.lost},
                                 {"added", s.added}};
  const auto add = [&](const char* name, const std::optional<double>& figure) {
    if (figure) json[name] = rounded(*figure);
  };
  add("break_precision", s.break_precision);
  add("break_recall", s.break_recall);
  add("edge_f1", s.edge_f1);
  add("para_exact", s.para_exact);
  add("para_fuzzy", s.para_fuzzy);
  add("ned", s.ned);
  add("order_ned", s.order_ned);
  add("succ", s.succ);
  add("succ_hard", s.succ_hard);
  add("join_hard", s.join_hard);
  add("aned", s.aned);
  add("splits", s.splits);
  add("order_in", s.order_in);
  add("headlines", s.headlines);
  json["thefts"] = s.thefts;
  add("article_precision", s.article_precision);
  add("article_recall", s.article_recall);
  add("article_f1", s.article_f1);
  add("role_f1", s.role_f1);
  return json.dump();
}

int run_evaluate(const std::string& gold_path, const std::string& out_path, bool json) {
  const Gold gold = read_gold(read_whole(gold_path), gold_path);
  const Score s = score(gold, read_output(read_whole(out_path)));
  const std::string report = json ? score_json(s) + '\n' : score_table(s);
  std::cout << report << std::flush;
  if (!std::cout) throw Error(5, "the figures can't be written to standard output");
  return 0;
}

}  // namespace tonglan
