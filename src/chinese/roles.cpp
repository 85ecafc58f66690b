#include "chinese/roles.h"

#include <array>

namespace tonglan {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 16> kNames = {
    "body",   "headline",  "kicker",   "deck",  "subhead",       "byline", "dateline", "caption",
    "credit", "jump_line", "masthead", "folio", "advertisement", "table",  "picture",  "verbatim"};
static_assert(static_cast<std::size_t>(Role::kVerbatim) + 1 == kNames.size());

}  // namespace

std::string_view role_name(Role role) { return kNames[static_cast<std::size_t>(role)]; }

std::optional<Role> role_named(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

}  // namespace tonglan
