/// One call of the S3 protocol: where a bucket answers, how a request is signed, how its answer and its errors are
/// read.
@NullMarked
package io.backstay.connect.s3.wire;

import org.jspecify.annotations.NullMarked;
