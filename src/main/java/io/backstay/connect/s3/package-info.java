/// Object versions, locks and posture of S3-compatible stores.
@NullMarked
package io.backstay.connect.s3;

import org.jspecify.annotations.NullMarked;
