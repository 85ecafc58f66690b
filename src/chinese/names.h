// What decisions, joiners and the like are called in files: one spelling for all that writes and
// reads them. (Roles: chinese/roles.h.)
#pragma once

#include <initializer_list>
#include <optional>
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

constexpr std::string_view name_of(HanLatinSpace space) {
  switch (space) {
    case HanLatinSpace::kKeep:
      return "keep";
    case HanLatinSpace::kStrip:
      return "strip";
    case HanLatinSpace::kInsert:
      return "insert";
  }
  return "keep";
}

// Which of `values` is called that; none where nothing is.
template <typename T>
constexpr std::optional<T> value_named(std::string_view name, std::initializer_list<T> values) {
  for (const T value : values)
    if (name_of(value) == name) return value;
  return std::nullopt;
}

}  // namespace tonglan
