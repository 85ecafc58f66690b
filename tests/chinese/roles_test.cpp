#include "chinese/roles.h"

#include <gtest/gtest.h>

#include <set>

namespace tonglan {
namespace {

TEST(Roles, EachHasItsOwnNameAndIsFoundByIt) {
  std::set<std::string_view> names;
  for (int r = 0; r <= static_cast<int>(Role::kVerbatim); ++r) {
    const Role role = static_cast<Role>(r);
    names.insert(role_name(role));
    ASSERT_TRUE(role_named(role_name(role)).has_value());
    EXPECT_EQ(*role_named(role_name(role)), role);
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(Role::kVerbatim) + 1);
  EXPECT_FALSE(role_named("").has_value());
  EXPECT_FALSE(role_named("Body").has_value());
}

}  // namespace
}  // namespace tonglan
