// What roles are called in files: one name each, the same in every format.
#pragma once

#include <optional>
#include <string_view>

#include "document.h"

namespace tonglan {

// "body", "headline", ...
std::string_view role_name(Role role);

// None where nothing is called that.
std::optional<Role> role_named(std::string_view name);

// Roles that only the place on a page settles, before the paragraphs are judged: a block of lines
// with such a role is one paragraph.
inline bool is_display(Role role) {
  return role == Role::kHeadline || role == Role::kKicker || role == Role::kDeck ||
         role == Role::kSubhead || role == Role::kByline || role == Role::kCaption;
}

}  // namespace tonglan
