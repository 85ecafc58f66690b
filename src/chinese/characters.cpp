#include "chinese/characters.h"

#include <algorithm>

namespace tonglan {
namespace {

struct Range {
  std::uint16_t first, last;
  Kind kind;
};

// Sorted, not overlapping; what is in none of them is kOther.
constexpr Range kRanges[] = {
    {0x0000, 0x0008, Kind::kControl},    {0x0009, 0x0009, Kind::kBlank},
    {0x000A, 0x001F, Kind::kControl},    {0x0020, 0x0020, Kind::kBlank},
    {0x0021, 0x0021, Kind::kAsciiStop},  {0x0022, 0x0027, Kind::kAsciiOther},
    {0x0028, 0x0028, Kind::kAsciiOpen},  {0x0029, 0x0029, Kind::kAsciiClose},
    {0x002A, 0x002B, Kind::kAsciiOther}, {0x002C, 0x002C, Kind::kAsciiComma},
    {0x002D, 0x002D, Kind::kHyphen},     {0x002E, 0x002E, Kind::kAsciiStop},
    {0x002F, 0x002F, Kind::kAsciiOther}, {0x0030, 0x0039, Kind::kDigit},
    {0x003A, 0x003B, Kind::kAsciiComma}, {0x003C, 0x003C, Kind::kAsciiOpen},
    {0x003D, 0x003D, Kind::kAsciiOther}, {0x003E, 0x003E, Kind::kAsciiClose},
    {0x003F, 0x003F, Kind::kAsciiStop},  {0x0040, 0x0040, Kind::kAsciiOther},
    {0x0041, 0x005A, Kind::kLatin},      {0x005B, 0x005B, Kind::kAsciiOpen},
    {0x005C, 0x005C, Kind::kAsciiOther}, {0x005D, 0x005D, Kind::kAsciiClose},
    {0x005E, 0x0060, Kind::kAsciiOther}, {0x0061, 0x007A, Kind::kLatin},
    {0x007B, 0x007B, Kind::kAsciiOpen},  {0x007C, 0x007C, Kind::kAsciiOther},
    {0x007D, 0x007D, Kind::kAsciiClose}, {0x007E, 0x007E, Kind::kAsciiOther},
    {0x007F, 0x009F, Kind::kControl},    {0x00A0, 0x00A0, Kind::kBlank},
    {0x00AD, 0x00AD, Kind::kHyphen},     {0x00B7, 0x00B7, Kind::kMiddleDot},
    {0x00C0, 0x02AF, Kind::kLatin},      {0x0370, 0x058F, Kind::kLatin},
    {0x0590, 0x10FF, Kind::kLatin},      {0x1100, 0x11FF, Kind::kHangul},
    {0x1200, 0x1FFF, Kind::kLatin},      {0x2000, 0x200B, Kind::kBlank},
    {0x2010, 0x2011, Kind::kHyphen},     {0x2012, 0x2015, Kind::kDash},
    {0x2018, 0x2018, Kind::kOpenQuote},  {0x2019, 0x2019, Kind::kCloseQuote},
    {0x201C, 0x201C, Kind::kOpenQuote},  {0x201D, 0x201D, Kind::kCloseQuote},
    {0x2022, 0x2023, Kind::kBullet},     {0x2024, 0x2026, Kind::kEllipsis},
    {0x2027, 0x2027, Kind::kMiddleDot},  {0x202F, 0x202F, Kind::kBlank},
    {0x203B, 0x203B, Kind::kBullet},     {0x203C, 0x203D, Kind::kStop},
    {0x205F, 0x205F, Kind::kBlank},      {0x2460, 0x24FF, Kind::kBullet},
    {0x2500, 0x2501, Kind::kDash},       {0x25A0, 0x25FF, Kind::kBullet},
    {0x2605, 0x2606, Kind::kBullet},     {0x2776, 0x2793, Kind::kBullet},
    {0x2E3A, 0x2E3B, Kind::kDash},       {0x2E80, 0x2FDF, Kind::kHan},
    {0x3000, 0x3000, Kind::kBlank},      {0x3001, 0x3001, Kind::kPause},
    {0x3002, 0x3002, Kind::kStop},       {0x3003, 0x3007, Kind::kHan},
    {0x3008, 0x3008, Kind::kOpen},       {0x3009, 0x3009, Kind::kClose},
    {0x300A, 0x300A, Kind::kOpen},       {0x300B, 0x300B, Kind::kClose},
    {0x300C, 0x300C, Kind::kOpen},       {0x300D, 0x300D, Kind::kClose},
    {0x300E, 0x300E, Kind::kOpen},       {0x300F, 0x300F, Kind::kClose},
    {0x3010, 0x3010, Kind::kOpen},       {0x3011, 0x3011, Kind::kClose},
    {0x3014, 0x3014, Kind::kOpen},       {0x3015, 0x3015, Kind::kClose},
    {0x3016, 0x3016, Kind::kOpen},       {0x3017, 0x3017, Kind::kClose},
    {0x3018, 0x3018, Kind::kOpen},       {0x3019, 0x3019, Kind::kClose},
    {0x301C, 0x301C, Kind::kDash},       {0x301D, 0x301D, Kind::kOpen},
    {0x301E, 0x301F, Kind::kClose},      {0x3021, 0x303C, Kind::kHan},
    {0x3041, 0x30FA, Kind::kHan},        {0x30FB, 0x30FB, Kind::kMiddleDot},
    {0x30FC, 0x312F, Kind::kHan},        {0x3131, 0x318E, Kind::kHangul},
    {0x3190, 0x31FF, Kind::kHan},        {0x3200, 0x32FF, Kind::kBullet},
    {0x3300, 0x33FF, Kind::kHan},        {0x3400, 0x4DBF, Kind::kHan},
    {0x4E00, 0x9FFF, Kind::kHan},        {0xA960, 0xA97F, Kind::kHangul},
    {0xAC00, 0xD7FF, Kind::kHangul},     {0xD800, 0xDFFF, Kind::kControl},
    {0xE000, 0xF8FF, Kind::kHan},        {0xF900, 0xFAFF, Kind::kHan},
    {0xFE10, 0xFE10, Kind::kComma},      {0xFE11, 0xFE11, Kind::kPause},
    {0xFE12, 0xFE12, Kind::kStop},       {0xFE13, 0xFE13, Kind::kColon},
    {0xFE14, 0xFE14, Kind::kComma},      {0xFE15, 0xFE16, Kind::kStop},
    {0xFE17, 0xFE17, Kind::kOpen},       {0xFE18, 0xFE18, Kind::kClose},
    {0xFE19, 0xFE19, Kind::kEllipsis},   {0xFE30, 0xFE30, Kind::kEllipsis},
    {0xFE31, 0xFE32, Kind::kDash},       {0xFE35, 0xFE35, Kind::kOpen},
    {0xFE36, 0xFE36, Kind::kClose},      {0xFE37, 0xFE37, Kind::kOpen},
    {0xFE38, 0xFE38, Kind::kClose},      {0xFE39, 0xFE39, Kind::kOpen},
    {0xFE3A, 0xFE3A, Kind::kClose},      {0xFE3B, 0xFE3B, Kind::kOpen},
    {0xFE3C, 0xFE3C, Kind::kClose},      {0xFE3D, 0xFE3D, Kind::kOpen},
    {0xFE3E, 0xFE3E, Kind::kClose},      {0xFE3F, 0xFE3F, Kind::kOpen},
    {0xFE40, 0xFE40, Kind::kClose},      {0xFE41, 0xFE41, Kind::kOpen},
    {0xFE42, 0xFE42, Kind::kClose},      {0xFE43, 0xFE43, Kind::kOpen},
    {0xFE44, 0xFE44, Kind::kClose},      {0xFE50, 0xFE50, Kind::kComma},
    {0xFE51, 0xFE51, Kind::kPause},      {0xFE52, 0xFE52, Kind::kStop},
    {0xFE54, 0xFE54, Kind::kComma},      {0xFE55, 0xFE55, Kind::kColon},
    {0xFE56, 0xFE57, Kind::kStop},       {0xFEFF, 0xFEFF, Kind::kBlank},
    {0xFF01, 0xFF01, Kind::kStop},       {0xFF02, 0xFF07, Kind::kHan},
    {0xFF08, 0xFF08, Kind::kOpen},       {0xFF09, 0xFF09, Kind::kClose},
    {0xFF0A, 0xFF0B, Kind::kHan},        {0xFF0C, 0xFF0C, Kind::kComma},
    {0xFF0D, 0xFF0D, Kind::kDash},       {0xFF0E, 0xFF0E, Kind::kStop},
    {0xFF0F, 0xFF19, Kind::kHan},        {0xFF1A, 0xFF1A, Kind::kColon},
    {0xFF1B, 0xFF1B, Kind::kComma},      {0xFF1C, 0xFF1E, Kind::kHan},
    {0xFF1F, 0xFF1F, Kind::kStop},       {0xFF20, 0xFF3A, Kind::kHan},
    {0xFF3B, 0xFF3B, Kind::kOpen},       {0xFF3C, 0xFF3C, Kind::kHan},
    {0xFF3D, 0xFF3D, Kind::kClose},      {0xFF3E, 0xFF5A, Kind::kHan},
    {0xFF5B, 0xFF5B, Kind::kOpen},       {0xFF5C, 0xFF5C, Kind::kHan},
    {0xFF5D, 0xFF5D, Kind::kClose},      {0xFF5E, 0xFF5E, Kind::kDash},
    {0xFF5F, 0xFF5F, Kind::kOpen},       {0xFF60, 0xFF60, Kind::kClose},
    {0xFF61, 0xFF61, Kind::kStop},       {0xFF62, 0xFF62, Kind::kOpen},
    {0xFF63, 0xFF63, Kind::kClose},      {0xFF64, 0xFF64, Kind::kPause},
    {0xFF65, 0xFF65, Kind::kMiddleDot},  {0xFF66, 0xFF9F, Kind::kHan},
    {0xFFA0, 0xFFDC, Kind::kHangul},     {0xFFE0, 0xFFE6, Kind::kHan},
};

constexpr KindTable make_table() {
  KindTable table{};
  for (auto& k : table.kinds) k = static_cast<std::uint8_t>(Kind::kOther);
  for (const Range& r : kRanges)
    for (unsigned c = r.first; c <= r.last; ++c) table.kinds[c] = static_cast<std::uint8_t>(r.kind);
  return table;
}

}  // namespace

constinit const KindTable kKindTable = make_table();

Character decode_other(const char* p, const char* end) {
  const auto b = [](const char* q) { return static_cast<unsigned char>(*q); };
  const unsigned c = b(p);
  const auto tail = [&](int i) { return (b(p + i) & 0xC0) == 0x80; };
  if (c >= 0xE0 && c < 0xF0 && end - p >= 3 && tail(1) && tail(2)) {
    const char32_t u = (c & 0x0F) << 12 | (b(p + 1) & 0x3Fu) << 6 | (b(p + 2) & 0x3Fu);
    if (u >= 0x800 && (u < 0xD800 || u > 0xDFFF)) return {u, 3};
  } else if (c >= 0xC2 && c < 0xE0 && end - p >= 2 && tail(1)) {
    return {(c & 0x1F) << 6 | (b(p + 1) & 0x3Fu), 2};
  } else if (c >= 0xF0 && c < 0xF5 && end - p >= 4 && tail(1) && tail(2) && tail(3)) {
    const char32_t u =
        (c & 0x07) << 18 | (b(p + 1) & 0x3Fu) << 12 | (b(p + 2) & 0x3Fu) << 6 | (b(p + 3) & 0x3Fu);
    if (u >= 0x10000 && u < 0x110000) return {u, 4};
  }
  return {kBadByte, 1};
}

Character decode_last(std::string_view text) {
  if (text.empty()) return {U' ', 0};  // a line that nobody has read
  const char* const end = text.data() + text.size();
  if (text.size() >= 3 && (static_cast<unsigned char>(end[-3]) & 0xF0) == 0xE0) {
    const Character c = decode(end - 3, end);
    if (c.size == 3) return c;
  }
  for (std::size_t back = std::min<std::size_t>(4, text.size()); back > 1; --back) {
    const Character c = decode(end - back, end);
    if (c.size == back) return c;
  }
  return decode(end - 1, end);
}

}  // namespace tonglan
