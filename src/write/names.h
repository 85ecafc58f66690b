// What roles, decisions and joiners are called in outputs: one spelling for JSON and --explain.
#pragma once

#include <string_view>

#include "document.h"

namespace tonglan {

constexpr std::string_view name_of(Role role) {
  switch (role) {
    case Role::kBody:
      return "body";
    case Role::kHeadline:
      return "headline";
    case Role::kKicker:
      return "kicker";
    case Role::kDeck:
      return "deck";
    case Role::kSubhead:
      return "subhead";
    case Role::kByline:
      return "byline";
    case Role::kDateline:
      return "dateline";
    case Role::kCaption:
      return "caption";
    case Role::kCredit:
      return "credit";
    case Role::kJumpLine:
      return "jump_line";
    case Role::kMasthead:
      return "masthead";
    case Role::kFolio:
      return "folio";
    case Role::kAdvertisement:
      return "advertisement";
    case Role::kTable:
      return "table";
    case Role::kPicture:
      return "picture";
    case Role::kVerbatim:
      return "verbatim";
  }
  return "body";
}

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
