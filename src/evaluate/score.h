// Figures that say how well a repair did, against a truth made by hand or by the typesetter.
//
// White space never counts. Page furniture (folios, running heads) that stands in the output as a
// paragraph of its own is neither right nor wrong. Rates are 0..1; a distance of 0 is perfect.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "evaluate/gold.h"

namespace tonglan {

struct Score {
  std::size_t paras_gold = 0, paras_out = 0;
  std::size_t lost = 0, added = 0;  // characters
  bool conserved() const { return lost == 0 && added == 0; }

  // Paragraph starts and ends, known by their 8 characters, wherever they stand.
  double break_precision = 0, break_recall = 0, edge_f1 = 0;
  double para_exact = 0;  // F1 of paragraphs equal to the letter
  double para_fuzzy = 0;  // F1 of paragraphs with a similarity of at least .9

  double ned = 0;        // edit distance of the whole text in reading order
  double order_ned = 0;  // edit distance of the order of the matched paragraphs

  // Where the truth has more than one article.
  std::optional<double> aned;      // like ned, article by article, whatever their order
  std::optional<double> splits;    // how often an article is interrupted by another, a paragraph
  std::optional<double> order_in;  // like order_ned, inside articles

  // Where the truth has lines: ends and starts of lines that follow each other in the output;
  // over a column or tier break; of those inside a paragraph, without a break.
  std::optional<double> succ, succ_hard, join_hard;

  // Share of the truth's headlines that stand before the body of their own article, and how many
  // stand before another's.
  std::optional<double> headlines;
  std::size_t thefts = 0;

  // Where the output tells articles: B-cubed (Bagga and Baldwin 1998) over characters.
  std::optional<double> article_precision, article_recall, article_f1;
  // Where the output tells roles: F1 of paragraphs found with their own role.
  std::optional<double> role_f1;
};

Score score(const Gold& gold, const Output& output);

std::string score_table(const Score& score);
std::string score_json(const Score& score);  // one line; figures rounded to 4 digits

// Reads both files ("-" is standard input), prints the table or the JSON to standard output.
// Returns the exit status 0; throws Error (status 2) for input that can't be used.
int run_evaluate(const std::string& gold_path, const std::string& out_path, bool json);

}  // namespace tonglan
