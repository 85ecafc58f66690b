#include "scan/separators.h"

#include "scan/separators_rules.h"

namespace tonglan {

SeparatedPage separate(const CleanPage& page) {
  SeparatedPage separated = {page.ink.clone(), page.grey.clone(), {}, {}, {}};
  if (page.glyph <= 0) return separated;
  const Rules rules = find_rules(separated.ink, page.glyph);
  separated.separators = rules.found;
  erase_rules(rules, separated.ink, separated.grey);
  return separated;
}

}  // namespace tonglan
