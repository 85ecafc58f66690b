// From the picture that was read to the one that a searchable PDF shows.
#pragma once

#include "pixels.h"
#include "read/image/image.h"
#include "write/pdf.h"

namespace tonglan {

// For the page that `file` has read last: its JPEG as it is stored, else `pixels` packed without
// loss.
PageImage page_image_of(const ImageFile& file, const Pixels& pixels);

}  // namespace tonglan
