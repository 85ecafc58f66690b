// XML from strangers, parsed so that it can do no harm: no declarations in a DOCTYPE (so no entity
// bombs), nothing fetched, depth and size bounded before the parser sees a byte.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace tonglan {

// UTF-8, whatever Unicode or declared encoding the XML has; `encoding` names one that overrules it,
// or is "auto". Throws Error (2), also where the file is larger than kMaxBoxFile.
std::string xml_to_utf8(std::string bytes, const std::string& encoding);

// Throws Error (2) with the line where the XML breaks, and what to do. `format` is for people:
// "PAGE", "ALTO".
std::unique_ptr<pugi::xml_document> parse_xml(const std::string& bytes, std::string_view format);

// Throws Error (2) where the declaration at `at` has declarations inside.
void refuse_declarations(std::string_view bytes, std::size_t at);

// The name without its namespace prefix: "alto:String" -> "String".
std::string_view local_name(const pugi::xml_node& node);

// All characters of the element itself, comments and child elements left out.
std::string text_of(const pugi::xml_node& node);

// The first child of that local name, or a null node.
pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name);

// Line of the text at that byte, counted from 1.
std::size_t line_at(std::string_view text, std::size_t offset);

}  // namespace tonglan
