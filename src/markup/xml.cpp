#include "markup/xml.h"

#include <unicode/ucnv.h>

#include <algorithm>

#include "markup/limits.h"
#include "tonglan.h"

namespace tonglan {
namespace {

// The encoding that the bytes show or declare; empty for UTF-8.
std::string declared_encoding(std::string_view bytes) {
  const auto starts = [&](std::string_view s) { return bytes.substr(0, s.size()) == s; };
  if (starts(std::string_view("\xFF\xFE\0\0", 4)) || starts(std::string_view("<\0\0\0", 4))) {
    return "UTF-32LE";
  }
  if (starts("\xFF\xFE") || starts(std::string_view("<\0", 2))) return "UTF-16LE";
  if (starts("\xFE\xFF") || starts(std::string_view("\0<", 2))) return "UTF-16BE";
  const std::string_view head = bytes.substr(0, 200);
  const std::size_t end = head.find("?>");
  if (!starts("<?xml") || end == std::string_view::npos) return {};
  std::size_t at = head.substr(0, end).find("encoding");
  if (at == std::string_view::npos) return {};
  at = head.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t close = head.find(head[at], at + 1);
  if (close == std::string_view::npos || close > end) return {};
  const std::string name(head.substr(at + 1, close - at - 1));
  std::string upper = name;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return upper == "UTF-8" || upper == "UTF8" || upper == "US-ASCII" ? std::string() : name;
}

[[noreturn]] void refuse(std::string_view bytes, std::size_t offset, const std::string& what) {
  throw Error(2, "line " + std::to_string(line_at(bytes, offset)) + ": " + what);
}

// Walks the markup once, before the parser builds anything: how deep, and any declarations.
void check_markup(std::string_view bytes) {
  int depth = 0;
  for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at)) {
    const std::string_view rest = bytes.substr(at);
    const auto skip_past = [&](std::string_view mark) {
      const std::size_t end = bytes.find(mark, at);
      at = end == std::string_view::npos ? bytes.size() : end + mark.size();
    };
    if (rest.starts_with("<!--")) {
      skip_past("-->");
    } else if (rest.starts_with("<![CDATA[")) {
      skip_past("]]>");
    } else if (rest.starts_with("<?")) {
      skip_past("?>");
    } else if (rest.starts_with("<!")) {
      refuse_declarations(bytes, at);
      skip_past(">");
    } else if (rest.starts_with("</")) {
      --depth;
      skip_past(">");
    } else {
      char quote = 0;
      std::size_t end = at + 1;
      for (; end < bytes.size() && (quote || bytes[end] != '>'); ++end) {
        const char c = bytes[end];
        if (quote ? c == quote : c == '"' || c == '\'') quote = quote ? 0 : c;
      }
      if (bytes[std::min(end, bytes.size()) - 1] != '/') ++depth;
      if (depth > kMaxDepth) {
        refuse(bytes, at, "elements stand more than " + std::to_string(kMaxDepth) + " deep");
      }
      at = end;
    }
  }
}

}  // namespace

void refuse_declarations(std::string_view bytes, std::size_t at) {
  const std::size_t end = bytes.find_first_of("[>", at);
  if (end == std::string_view::npos || bytes[end] != '[') return;
  refuse(bytes, at,
         "the DOCTYPE declares entities of its own, which is refused; delete the DOCTYPE");
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

std::string xml_to_utf8(std::string bytes, const std::string& forced) {
  if (bytes.size() > kMaxBoxFile) {
    throw Error(2, "more than " + std::to_string(kMaxBoxFile >> 20) +
                       " MiB in one file; give a page a file");
  }
  const std::string encoding = forced == "auto" ? declared_encoding(bytes) : forced;
  if (encoding.empty()) return bytes;
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = ucnv_convert("UTF-8", encoding.c_str(), nullptr, 0, bytes.data(),
                                    static_cast<int32_t>(bytes.size()), &status);
  if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) {
    throw Error(2, "encoding " + encoding.substr(0, 40) + " is not known; convert it to UTF-8");
  }
  std::string utf8(static_cast<std::size_t>(size), '\0');
  status = U_ZERO_ERROR;
  ucnv_convert("UTF-8", encoding.c_str(), utf8.data(), size, bytes.data(),
               static_cast<int32_t>(bytes.size()), &status);
  if (utf8.starts_with("\xEF\xBB\xBF")) utf8.erase(0, 3);
  return utf8;
}

std::unique_ptr<pugi::xml_document> parse_xml(const std::string& bytes, std::string_view format) {
  check_markup(bytes);
  auto document = std::make_unique<pugi::xml_document>();
  // The bytes are UTF-8 by now, whatever the declaration still says.
  const pugi::xml_parse_result result = document->load_buffer(
      bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
      pugi::encoding_utf8);
  if (!result) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    std::string what =
        std::string("not well-formed ") + std::string(format) + ": " + result.description();
    const bool cut =
        offset + 1 >= bytes.size() || result.status == pugi::status_end_element_mismatch;
    what += cut ? "; is the file complete?" : "; mend it or export it again";
    refuse(bytes, offset, what);
  }
  return document;
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string text_of(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
      text += child.value();
  }
  return text;
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) == name) return child;
  }
  return {};
}

}  // namespace tonglan
