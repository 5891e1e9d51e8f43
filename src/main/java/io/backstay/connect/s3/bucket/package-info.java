/// Buckets that are watched by themselves: which there are, and what each of them keeps.
@NullMarked
package io.backstay.connect.s3.bucket;

import org.jspecify.annotations.NullMarked;
