/// Tests of how a bucket's protection is read.
@NullMarked
package io.backstay.connect.s3.posture;

import org.jspecify.annotations.NullMarked;
