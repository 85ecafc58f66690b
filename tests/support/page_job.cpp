#include "support/page_job.h"

#include "support/code_points.h"
#include "support/line_breaking.h"
#include "support/printed_lines.h"

namespace tonglan {

std::vector<SetLine> set_text(const std::string& text, int measure, int indent, int paragraph,
                              Role role) {
  TypesetSettings rules;
  rules.measure = measure;
  const std::vector<Atom> atoms = atoms_of(code_points(text), 2 * measure, rules);
  std::vector<SetLine> lines;
  for (std::size_t at = 0; at < atoms.size();) {
    const int before = lines.empty() ? 2 * indent : 0;
    const LineEnd end = line_end(atoms, at, 2 * measure - before, rules);
    std::u32string part;
    for (std::size_t i = at; i < end.end; ++i) part += atoms[i].text;
    lines.push_back({utf8(part), before, end.width, paragraph, role});
    at = end.end;
  }
  return lines;
}

Job make_job(const ArticleText& article, int measure, bool caption) {
  Job job;
  if (!article.kicker.empty())
    job.kicker_paragraph = job.add("kicker", job.kicker = article.kicker);
  if (!article.headline.empty())
    job.headline_paragraph = job.add("headline", job.headline = article.headline);
  if (!article.byline.empty())
    job.byline_paragraph = job.add("byline", job.byline = article.byline);
  for (const ArticleText::Unit& unit : article.units) {
    if (unit.role != Role::kBody && unit.role != Role::kSubhead) continue;
    const int paragraph = job.add(gold_role(unit.role), unit.text);
    const auto lines = set_text(unit.text, measure, 2, paragraph, unit.role);
    job.body.insert(job.body.end(), lines.begin(), lines.end());
  }
  if (caption) {
    job.caption = "图为活动现场。";
    job.caption_paragraph = job.add("caption", job.caption);
  }
  return job;
}

}  // namespace tonglan
