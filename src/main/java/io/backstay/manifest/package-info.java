/// Exported statements of what exists, read and written offline.
@NullMarked
package io.backstay.manifest;

import org.jspecify.annotations.NullMarked;
