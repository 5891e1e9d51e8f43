/// Copying a version on top of its own name: at once, or in parts where it is large, or out of an archive.
@NullMarked
package io.backstay.connect.s3.copy;

import org.jspecify.annotations.NullMarked;
