// Articles that go on on another page: 下转第二版 here, 上接第一版 there.
//
// A jump line names a page, and often that is all: several articles can go on on one page. What
// leads where is scored in nats by the pages that both ends name, by headline words that the other
// part repeats, and by a sentence that is broken off and goes on. A link is made where it is the
// best for both of its ends by a clear margin, else the reader is warned and nothing moves.
#pragma once

#include "chinese/setting.h"
#include "document.h"
#include "options.h"

namespace tonglan {

// Fills JumpLink::article, and moves the second part of each linked article behind the first: one
// article, and one paragraph where a sentence goes on. Where the order is kept nothing moves, and
// the links name two articles. Where the articles are kept, those of one number are put together,
// and no others. The lines stand in reading order.
Document link_jumps(Document document, const Measured& measured, const Keep& keep);

}  // namespace tonglan
