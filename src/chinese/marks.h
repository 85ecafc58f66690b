// The standing phrases of a newspaper page: datelines, bylines, captions, credits, jump lines,
// folios and editors' lines, recognised by their wording alone.
//
// Wording is evidence, never a verdict, except for furniture (folios, editors' lines, jump lines on
// a line of their own), which the paragraph room looks through.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "document.h"

namespace tonglan {

enum class StartMark : std::uint8_t {
  kNone,
  kLead,      // 本报讯, 新华社北京1月2日电: a report begins
  kDateline,  // （重庆二十日电）
  kByline,    // the whole line is a byline: 本报记者　李明
  kCaption,   // 图为, 上图, 图①
  kNumber,    // 一、 （一） 1.
  kBullet,    // △ ● ■ ①
  kFolio,     // page number, date line of the page, editors: furniture
  kJump,      // 下转第二版, 上接第一版: furniture
};
inline constexpr int kStartMarks = 9;

enum class EndMark : std::uint8_t {
  kNone,
  kCredit,  // ... 摄
  kDash,    // ...——
  kJump,    // ...（下转第二版）
};
inline constexpr int kEndMarks = 4;

struct LineMarks {
  StartMark start = StartMark::kNone;
  EndMark end = EndMark::kNone;
};

// What the wording of one line says. `text` has no blanks at its ends.
LineMarks find_marks(std::string_view text);

inline bool is_furniture(LineMarks m) {
  return m.start == StartMark::kFolio || m.start == StartMark::kJump;
}

// Whether a line has a date, the number of an issue or of a page: 2003年5月, 总第四十七期, 第一版. A
// sentence may; a line of a newspaper's nameplate nearly always does.
bool names_issue(std::string_view text);

// Whether the text may be the name of a newspaper: 青河日报.
bool names_paper(std::string_view text);

// Whether the text begins with the standing name of what is set beside a report: 核心提示, 编者按,
// 相关链接. No text from elsewhere goes on there.
bool opens_aside(std::string_view text);

// Two or three characters that begin with a common family name; or four, with a blank between.
bool looks_like_name(std::string_view text);

// Takes a byline, or the start of a report that carries one, apart into fields. Two names set
// without a blank between them stay one string: nothing is guessed.
Byline parse_byline(std::string_view text);

// The page a jump line names ("二", "A3"), empty if it names none; forward is true for 下转.
struct Jump {
  bool forward = true;
  std::string page;
};
Jump parse_jump(std::string_view text);

// The 上接第一版 with which a text goes on, its brackets included; empty where it begins otherwise.
std::string_view jump_at_start(std::string_view text);

}  // namespace tonglan
