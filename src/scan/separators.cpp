#include "scan/separators.h"

namespace tonglan {

SeparatedPage separate(const CleanPage& page) {
  return {page.ink, page.grey, {}, {}, {}};
}

}  // namespace tonglan
