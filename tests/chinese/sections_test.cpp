#include "chinese/sections.h"

#include <gtest/gtest.h>

namespace tonglan {
namespace {

TEST(Sections, PageNumbers) {
  for (const char* text : {"70", "- 12 -", "·118·", "—3—", "xii", "— 70"})
    EXPECT_TRUE(is_page_number(text)) << text;
  for (const char* text : {"", "-", "123456", "第70页", "70 青河", "3.5%", "7:30"})
    EXPECT_FALSE(is_page_number(text)) << text;
}

TEST(Sections, Heads) {
  for (const char* text :
       {"1　绪论", "2 Methods", "3.4 继续改造", "3.3.4继续改造", "1. 绪论", "1、绪论", "一、绪论",
        "（二）码头的改造", "(三)方法", "第三章 码头", "第12节　步道", "IV. RESULTS", "摘　要",
        "References", "ACKNOWLEDGMENTS", "参考文献"})
    EXPECT_TRUE(starts_section(text)) << text;
  // Numbers that text begins with, and words that only begin like a head.
  for (const char* text : {"", "1", "3.5亿元", "12月3日", "2025年", "1400 个", "3人", "（重庆",
                           "第三次会议", "一 天 早 上", "0.5 级", "(1) 方法", "7 月 7 日",
                           "6 月上旬", "5 发 布 会", "IV级", "摘要如下", "Introduction to it"})
    EXPECT_FALSE(starts_section(text)) << text;
}

TEST(Sections, Entries) {
  for (const char* text : {"摘　要：本文", "关键词:码头", "[关键词] 码头", "【摘要】本文",
                           "收稿日期：2018", "Key words: quay", "E-mail：a@b.cn"})
    EXPECT_TRUE(starts_entry(text)) << text;
  for (const char* text :
       {"", "关键词", "关键是：", "他说：", "中国：", "Abstract art", "http://a"})
    EXPECT_FALSE(starts_entry(text)) << text;
}

}  // namespace
}  // namespace tonglan
