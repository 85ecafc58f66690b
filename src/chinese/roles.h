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

}  // namespace tonglan
