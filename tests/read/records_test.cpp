// Inputs as streams of records: nothing lost, cut where it does no harm, packed or not.
#include "read/records.h"

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "support/temporary_folder.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using testing::TemporaryFolder;

const std::string kFull = "修渠的消息传到村里，老人和年轻人都放下手里的活，";  // 24 cells
const std::string kShort = "一同到了河边。";

// Paragraphs of three full lines and a short one, with no blank lines between.
std::string paragraphs(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += kFull + "\n" + kFull + "\n" + kFull + "\n" + kShort + "\n";
  return text;
}

std::vector<Record> records_of(const std::string& path, Cut cut = Cut::kText,
                               LimitOptions limits = {}) {
  RecordReader reader(open_bytes(path), cut, {}, limits);
  std::vector<Record> records;
  while (auto record = reader.next()) records.push_back(std::move(*record));
  return records;
}

std::string joined(const std::vector<Record>& records) {
  std::string all;
  for (const Record& record : records) all += record.text;
  return all;
}

std::string error_of(const std::string& path, Cut cut = Cut::kText, LimitOptions limits = {}) {
  try {
    records_of(path, cut, limits);
    return "none";
  } catch (const Error& error) {
    return std::to_string(error.status()) + " " + error.what();
  }
}

std::string gzipped(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd_packed(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

TEST(Records, AnInputUpToAMebibyteIsOne) {
  const TemporaryFolder folder;
  const std::string text = paragraphs(kRecordSize - 400);
  const auto records = records_of(folder.file("a.txt", text));
  ASSERT_EQ(records.size(), 1u);
  EXPECT_TRUE(records[0].only);
  EXPECT_EQ(records[0].text, text);
}

TEST(Records, AnEmptyInputHasOneEmptyRecord) {
  const TemporaryFolder folder;
  const auto records = records_of(folder.file("a.txt", ""));
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].text, "");
  EXPECT_TRUE(records[0].only);
}

TEST(Records, LongTextIsCutAtParagraphEndsAndNothingIsLost) {
  const TemporaryFolder folder;
  const std::string text = paragraphs(5 * kRecordSize / 2);
  const auto records = records_of(folder.file("a.txt", text));
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(joined(records), text);
  std::uint64_t line = 1;
  for (const Record& record : records) {
    EXPECT_LE(record.text.size(), kRecordSize);
    EXPECT_TRUE(record.text.ends_with(kShort + "\n"));
    EXPECT_FALSE(record.only);
    EXPECT_EQ(record.first_line, line);
    line += static_cast<std::uint64_t>(std::count(record.text.begin(), record.text.end(), '\n'));
  }
}

TEST(Records, APageEndIsPreferred) {
  std::string text = paragraphs(kRecordSize * 2);
  text.insert(kRecordSize - 120000, 1, '\f');
  EXPECT_EQ(find_cut(text, Cut::kText), kRecordSize - 120000 + 1);
}

TEST(Records, AnEmptyLineBehindAShortSentenceEndIsPreferred) {
  std::string text = paragraphs(kRecordSize * 2);
  const std::size_t place = text.find(kShort, kRecordSize - 12000) + kShort.size() + 1;
  text.insert(place, 1, '\n');
  EXPECT_EQ(find_cut(text, Cut::kText), place);
}

TEST(Records, TextWithoutParagraphEndsIsCutAtALineEnd) {
  std::string text;
  while (text.size() < kRecordSize * 2) text += kFull + "\r\n";
  const std::size_t cut = find_cut(text, Cut::kText);
  EXPECT_GT(cut, kRecordSize - 1000);
  EXPECT_EQ(text.substr(cut - 2, 2), "\r\n");
}

TEST(Records, JsonlIsCutBehindWholeLines) {
  const TemporaryFolder folder;
  std::string text;
  while (text.size() < kRecordSize * 2) text += "{\"text\":\"" + kFull + "\\n\"}\n";
  text += "{}";
  const auto records = records_of(folder.file("a.jsonl", text), Cut::kLines);
  EXPECT_EQ(records.size(), 3u);
  EXPECT_EQ(joined(records), text);
  EXPECT_TRUE(records[0].text.ends_with("}\n"));
}

TEST(Records, PackedInputsAreUnpacked) {
  const TemporaryFolder folder;
  const std::string text = paragraphs(kRecordSize + 200000);
  EXPECT_EQ(joined(records_of(folder.file("a.txt.gz", gzipped(text)))), text);
  EXPECT_EQ(joined(records_of(folder.file("a.txt.zst", zstd_packed(text)))), text);
  // Members one after another, as `cat a.gz b.gz` makes them; the content tells, not the name.
  EXPECT_EQ(joined(records_of(folder.file("b", gzipped("甲\n") + gzipped("乙\n")))), "甲\n乙\n");
  EXPECT_EQ(joined(records_of(folder.file("c", zstd_packed("甲\n") + zstd_packed("乙\n")))),
            "甲\n乙\n");
}

TEST(Records, CutOffOrFalselyNamedPackingIsRefused) {
  const TemporaryFolder folder;
  const std::string text = paragraphs(300000);
  std::string gz = gzipped(text), zst = zstd_packed(text);
  gz.resize(gz.size() - 20);
  zst.resize(zst.size() - 20);
  EXPECT_EQ(error_of(folder.file("a.gz", gz)), "2 the gzip data ends early; the file is cut off");
  EXPECT_EQ(error_of(folder.file("a.zst", zst)), "2 the zstd data ends early; the file is cut off");
  EXPECT_EQ(error_of(folder.file("b.gz", "甲乙丙丁")),
            "2 named like a packed file, but holds no gzip or zstd data");
}

TEST(Records, OtherEncodingsAreCutAsUtf8) {
  const TemporaryFolder folder;
  std::string bytes = "\xFF\xFE", text;
  while (text.size() < kRecordSize + 100) {
    bytes += std::string("-N\x87\x65\n\0", 6);
    text += "中文\n";
  }
  const auto records = records_of(folder.file("a.txt", bytes));
  EXPECT_EQ(records.size(), 2u);
  EXPECT_EQ(joined(records), text);
}

TEST(Records, ALongLineIsOneRecordUpToTheLimit) {
  const TemporaryFolder folder;
  const std::string line(3 * kRecordSize, 'x');
  const std::string path = folder.file("a.txt", "甲\n" + line + "\n乙\n");
  const auto records = records_of(path);
  EXPECT_EQ(joined(records), "甲\n" + line + "\n乙\n");
  LimitOptions limits;
  limits.max_record = 2 * kRecordSize;
  EXPECT_EQ(error_of(path, Cut::kText, limits),
            "2 line 2 is longer than 2097152 bytes; raise the limit with --max-record");
  limits.max_record = 3 * kRecordSize + 1;
  EXPECT_EQ(error_of(path, Cut::kText, limits), "none");
}

TEST(Records, SmallLimitsHoldInsideARecord) {
  const TemporaryFolder folder;
  LimitOptions limits;
  limits.max_record = 10;
  EXPECT_EQ(error_of(folder.file("a.txt", "0123456789\n\n0123456789x\n"), Cut::kText, limits),
            "2 line 3 is longer than 10 bytes; raise the limit with --max-record");
  EXPECT_EQ(error_of(folder.file("b.txt", "0123456789\n0123456789"), Cut::kText, limits), "none");
}

TEST(Records, WhatIsNoFileSaysSo) {
  const TemporaryFolder folder;
  EXPECT_EQ(error_of(folder.path("none.txt")), "5 No such file or directory");
  EXPECT_EQ(error_of(folder.path("")),
            "2 is a directory; name its files, for example " + folder.path("") + "*.txt");
}

}  // namespace
}  // namespace tonglan
