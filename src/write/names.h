// What decisions, joiners and the like are called in outputs: one spelling for JSON and --explain.
// (Roles: chinese/roles.h.)
#pragma once

#include <string_view>

#include "document.h"

namespace tonglan {

constexpr std::string_view name_of(Spacing spacing) {
  switch (spacing) {
    case Spacing::kVerbatim:
      return "verbatim";
    case Spacing::kTidy:
      return "tidy";
    case Spacing::kClose:
      return "close";
  }
  return "verbatim";
}

constexpr std::string_view name_of(BreakKind kind) {
  switch (kind) {
    case BreakKind::kJoin:
      return "join";
    case BreakKind::kParagraph:
      return "paragraph";
    case BreakKind::kArticle:
      return "article";
  }
  return "paragraph";
}

constexpr std::string_view name_of(Joiner joiner) {
  switch (joiner) {
    case Joiner::kNothing:
      return "nothing";
    case Joiner::kBlank:
      return "blank";
    case Joiner::kDropHyphen:
      return "drop_hyphen";
  }
  return "nothing";
}

constexpr std::string_view name_of(Direction direction) {
  return direction == Direction::kVertical ? "vertical" : "horizontal";
}

}  // namespace tonglan
