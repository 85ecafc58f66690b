#include "layout/articles.h"

namespace tonglan {

Document arrange_articles(Document document, const Measured&) { return document; }

}  // namespace tonglan
