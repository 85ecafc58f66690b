// tonglan's own JSON, `tonglan-document/1`, read back: to go on with a document that somebody
// corrected, or to write it in another format. (What stands in it: write/document_json.cpp.)
//
// Written, then read again it is the same document. Corrections that are understood:
//   blocks[].role, blocks[].article   in place
//   paragraphs[].role                 in place
//   block_order                       blocks moved; where it says another order than `order`, it
//   wins,
//                                     and `order` says how the lines inside a block follow
//   order                             lines moved
// Paragraphs whose lines no longer stand together are cut where they were torn.
#pragma once

#include <string>

#include "document.h"
#include "options.h"

namespace tonglan {

// Throws Error (2) where it is no such JSON, or says what can't be: it names the field.
Document read_document_json(std::string bytes, const ReadOptions& options);

}  // namespace tonglan
