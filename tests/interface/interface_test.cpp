// The interface for C: what it gives, what it refuses, from several threads; nothing is thrown.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tonglan_c.h"

namespace {

using Handle = std::unique_ptr<tonglan_handle, decltype(&tonglan_free)>;

Handle open() { return {tonglan_open(), tonglan_free}; }

std::string document(const Handle& handle, const char* format) {
  std::size_t size = 0;
  const char* bytes = tonglan_document(handle.get(), format, &size);
  return bytes ? std::string(bytes, size) : "none";
}

std::string sample(const std::string& name) {
  std::ifstream in(std::string(TONGLAN_SAMPLES) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Interface, RepairsTexts) {
  const Handle handle = open();
  const std::string text = sample("run-together.txt");
  ASSERT_EQ(tonglan_feed_text(handle.get(), text.data(), text.size()), 0);
  EXPECT_EQ(document(handle, "txt"), sample("run-together.expected.txt"));
  EXPECT_STREQ(tonglan_error(handle.get()), "");
  const auto json = nlohmann::json::parse(document(handle, "json"));
  EXPECT_EQ(json.at("format"), "tonglan-document/1");
  ASSERT_EQ(tonglan_feed_text(handle.get(), nullptr, 0), 0);
  EXPECT_EQ(document(handle, "txt"), "");
}

TEST(Interface, LaysOutPages) {
  const Handle handle = open();
  const std::string page = sample("two-columns.hocr");
  for (const char* format : {static_cast<const char*>(nullptr), "hocr"}) {
    ASSERT_EQ(tonglan_feed_page(handle.get(), page.data(), page.size(), format), 0);
    EXPECT_EQ(document(handle, "txt"), sample("two-columns.expected.txt"));
    EXPECT_NE(document(handle, "alto").find("<alto"), std::string::npos);
  }
}

TEST(Interface, ToldOptionsMatter) {
  const Handle handle = open();
  const std::string text = "他用 Python 写了一个程序，很短\n的。\n";
  ASSERT_EQ(tonglan_set(handle.get(), "han-latin-space", "strip"), 0);
  ASSERT_EQ(tonglan_feed_text(handle.get(), text.data(), text.size()), 0);
  EXPECT_EQ(document(handle, "txt").find("用 Python"), std::string::npos);
  EXPECT_EQ(tonglan_set(handle.get(), "han-latin-space", "maybe"), 1);
  EXPECT_EQ(tonglan_set(handle.get(), "colour", "red"), 1);
  EXPECT_EQ(tonglan_set(handle.get(), nullptr, "red"), 1);
  EXPECT_STRNE(tonglan_error(handle.get()), "");
}

TEST(Interface, RefusesInWordsAndGoesOn) {
  const Handle handle = open();
  EXPECT_EQ(document(handle, "json"), "none");
  EXPECT_EQ(tonglan_feed_page(handle.get(), "<rss/>", 6, nullptr), 2);
  EXPECT_STRNE(tonglan_error(handle.get()), "");
  EXPECT_EQ(tonglan_feed_page(handle.get(), "<alto><Layout>", 14, "alto"), 2);
  EXPECT_EQ(tonglan_feed_page(handle.get(), "", 0, "tiff"), 1);
  EXPECT_EQ(document(handle, "txt"), "none");
  ASSERT_EQ(tonglan_feed_text(handle.get(), "a\n", 2), 0);
  EXPECT_EQ(document(handle, "doc"), "none");
  EXPECT_EQ(document(handle, "txt"), "a\n");
  EXPECT_EQ(tonglan_feed_text(nullptr, "a", 1), 1);
  EXPECT_EQ(tonglan_document(nullptr, "txt", nullptr), nullptr);
  tonglan_free(nullptr);
}

TEST(Interface, HandlesDoNotMeetAndCallsToOneWait) {
  const std::string a = sample("run-together.txt"), b = sample("two-columns.hocr");
  const Handle shared = open();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const Handle own = open();
      for (int k = 0; k < 5; ++k) {
        EXPECT_EQ(tonglan_feed_text(own.get(), a.data(), a.size()), 0);
        EXPECT_EQ(document(own, "txt"), sample("run-together.expected.txt"));
        EXPECT_EQ(tonglan_feed_page(shared.get(), b.data(), b.size(), nullptr), 0);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(document(shared, "txt"), sample("two-columns.expected.txt"));
}

}  // namespace
